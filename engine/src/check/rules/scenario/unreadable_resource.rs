//! `unreadable-resource`: a request of a scenario that no agent could make.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::scenario::{Flaw, requests_of};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Scoped(
        &[&vocabulary::EXPECTED_DENY, &vocabulary::EXPECTED_ASK, &vocabulary::EXPECTED_ALLOW],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW5202",
    name: "unreadable-resource",
    severity: Severity::Error,
    summary: "a request of a scenario that no agent could make",
    why: "It is denied whatever the permissions say, so an `allow` or `ask` never holds, and a `deny` holds without testing anything.",
    bad: r#"
agent "clerk"
scenario "the clerk reads no passwords" {
    for "clerk"
    deny read "../../etc/passwd"
}
"#,
    good: r#"
agent "clerk"
scenario "the clerk reads no passwords" {
    for "clerk"
    deny read "/etc/passwd"
}
"#,
    references: &["CWE-22"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    for request in requests_of(item) {
        let Some(flaw @ (Flaw::Unreadable(_) | Flaw::Argument(_))) = Flaw::of(scope, &request)
        else {
            continue;
        };
        let message = flaw.message(&request);
        report.push(
            Diagnostic::new(&RULE, item.path(), request.span, message)
                .help("nothing is tested: name what could be given, as a request names it"),
        );
    }
}
