//! `private-key`: a private key in a declaration or a text.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Report, Run, Text, secrets};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8003",
    name: "private-key",
    severity: Severity::Error,
    summary: "a private key in a declaration or a text",
    why: "Whoever reads the repository, or makes the agent repeat its instructions, can act as the key's owner. Replace the key \
          pair, keep the private half in a vault or an agent, and refer to it with `secret`.",
    bad: concat!(
        r#"
agent "deployer" {
    instructions file="deployer.md"
}
-- deployer.md --
Sign releases with this key:

-----BEGIN OPENSSH "#,
        r#"PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gt
-----END OPENSSH PRIVATE KEY-----
"#
    ),
    good: r#"
agent "deployer" {
    instructions file="deployer.md"
}
-- deployer.md --
Sign releases with the key that the signing server holds.
"#,
    references: &["SE008", "CWE-321", "OWASP LLM02"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    if !text.is_whole() || text.secret_places().is_empty() {
        return;
    }
    for secret in secrets::private_keys(text) {
        let message = "a private key stands in the file";
        let help = "replace the key pair, keep the new private key in a vault, and refer to it with `secret`";
        report.place(&RULE, text.path, text.span(secret.start, secret.end), message, help);
    }
}
