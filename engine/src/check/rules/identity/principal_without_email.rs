//! `principal-without-email`: a principal that answers for something and cannot be written to.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::PRINCIPAL], find) };

static RULE: Rule = Rule {
    code: "BW6402",
    name: "principal-without-email",
    severity: Severity::Info,
    summary: "a principal in use that has no `email`",
    why: "An owner who cannot be written to answers for nothing. The address is also how a commit is known to be theirs.",
    bad: r#"
principal "support"
agent "clerk" {
    owner "support"
}
"#,
    good: r#"
principal "support" {
    email "support@acme.example"
}
agent "clerk" {
    owner "support"
}
"#,
    references: &["ID001", "OWASP ASI10"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some(name) = item.text() else { return };
    if item.child(&vocabulary::EMAIL).is_some() || !scope.is_used(Kind::Principal, name) {
        return;
    }
    report.at(&RULE, item, format!("the principal `{name}` has no `email`"), "add `email \"…\"`");
}
