//! `secret-in-instructions`: a credential in a text that an agent is told.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Report, Run, Text, TextRole, secrets};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8002",
    name: "secret-in-instructions",
    severity: Severity::Error,
    summary: "a credential in instructions or in a skill",
    why: "An agent repeats what it is told when it is asked in the right way, so a credential in its instructions belongs to \
          everyone who can talk to it. Give the credential to the server that needs it, with `env` or `header` and a `secret`, \
          and revoke the one that was written down.",
    bad: r#"
agent "analyst" {
    instructions file="analyst.md"
}
-- analyst.md --
Read figures from postgres://reporting:Tr0ub4dor-9931@db.acme.example/reports.
"#,
    good: r#"
agent "analyst" {
    instructions file="analyst.md"
}
-- analyst.md --
Read figures from the reporting database.
"#,
    references: &["SE002", "CWE-798", "OWASP LLM07", "OWASP LLM02"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    if !text.is_whole() || text.role == TextRole::Source || text.secret_places().is_empty() {
        return;
    }
    for secret in secrets::known(text) {
        let message = format!("the agent is told {}: {}", secret.what, secret.shown(text.text));
        let help = "take it out, revoke it, and give the new one to the server that needs it as a `secret`";
        report.place(&RULE, text.path, text.span(secret.start, secret.end), message, help);
    }
}
