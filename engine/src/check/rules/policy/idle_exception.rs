//! `idle-exception`: an exception from a policy that lets nothing stand.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};
use crate::policy::Exception;

/// The check; it is found when all agents are looked at.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

static RULE: Rule = Rule {
    code: "BW5006",
    name: "idle-exception",
    severity: Severity::Warning,
    summary: "an exception from a policy that lets nothing stand",
    why: "The agent keeps the policy without it, so all that it does is wait for the next slip and let that stand unseen.",
    bad: r#"
agent "importer" {
    permissions {
        allow read "data/**"
    }
}
policy "data-is-read" {
    forbid write "data/**"
}
waive "data-is-read" agent="importer" until="2026-06-30" because="migration, ticket 812"
"#,
    good: r#"
agent "importer" {
    permissions {
        allow write "data/**"
    }
}
policy "data-is-read" {
    forbid write "data/**"
}
waive "data-is-read" agent="importer" until="2026-06-30" because="migration, ticket 812"
"#,
    references: &["CWE-1164"],
};

/// The finding of an exception that lets nothing stand.
pub(crate) fn finding(exception: &Exception<'_>) -> Diagnostic {
    let what = if exception.is_waiver() { "waiver" } else { "exception" };
    let Exception { policy, agent, item, span, .. } = exception;
    let message = format!("this {what} lets nothing stand: `{agent}` keeps policy `{policy}`");
    Diagnostic::new(&RULE, item.path(), *span, message).help("take it away")
}
