//! `literal-secret`: a credential that stands in a KDL file.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Report, Run, Text, TextRole, secrets};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8001",
    name: "literal-secret",
    severity: Severity::Error,
    summary: "a credential that stands in a KDL file",
    why: "What is in git is in every clone and every backup, and stays in the history after it is taken out. Tokens of over \
          seventy known shapes are found, and passwords in URLs, in comments too. Revoke the credential where it was issued, \
          store the new one in a vault, and refer to it with `secret`.",
    bad: concat!(
        r#"
server "vault-files" {
    command "files-mcp" "--root" "/srv/files"
    env "FILES_IDENTITY" value="AGE-SECRET-KEY-1"#,
        r#"Q7RZ2LW4XC3VB6NM9T5HG8FD0SA2QEYUJKPQ7RZ2LW4XC3VB6NM9T5HG8F"
}
"#
    ),
    good: r#"
secret "files-identity" {
    from "vault" "kv/files#identity"
}
server "vault-files" {
    command "files-mcp" "--root" "/srv/files"
    env "FILES_IDENTITY" secret="files-identity"
}
agent "archivist" {
    instructions "File what you are given."
    server "vault-files"
}
"#,
    references: &["SE001", "SE003", "CWE-798", "OWASP LLM02", "OWASP ASI03"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    if text.role != TextRole::Source || text.secret_places().is_empty() {
        return;
    }
    for secret in secrets::known(text) {
        let message = format!("{} stands in the file: {}", secret.what, secret.shown(text.text));
        let help = "revoke it where it was issued, then declare a `secret` that says where the new one is kept";
        report.place(&RULE, text.path, text.span(secret.start, secret.end), message, help);
    }
}
