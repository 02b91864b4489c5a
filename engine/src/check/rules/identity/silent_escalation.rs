//! `silent-escalation`: an escalation to someone who cannot be told.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::ESCALATE], find) };

static RULE: Rule = Rule {
    code: "BW6403",
    name: "silent-escalation",
    severity: Severity::Warning,
    summary: "an escalation to a principal without an `email`",
    why: "When a run gives up, this principal is told. Without an address nobody is, and the work stays undone until somebody misses it.",
    bad: r#"
principal "oncall"
agent "clerk" {
    failure {
        escalate "oncall"
    }
}
"#,
    good: r#"
principal "oncall" {
    email "oncall@acme.example"
}
agent "clerk" {
    failure {
        escalate "oncall"
    }
}
"#,
    references: &["HO006", "OWASP ASI08", "OWASP ASI09"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some(name) = item.text() else { return };
    let Some(principal) = scope.fleet.find(Kind::Principal, name) else { return };
    if principal.child(&vocabulary::EMAIL).is_some() {
        return;
    }
    report.push(
        Diagnostic::new(
            &RULE,
            item.path(),
            item.key_span(),
            format!("`{name}` has no `email` to be told at"),
        )
        .related(principal.path(), principal.key_span(), "declared here")
        .help("add an `email` to the principal, or name another one"),
    );
}
