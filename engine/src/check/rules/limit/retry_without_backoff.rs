//! `retry-without-backoff`: retries that follow each other at once.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::RETRY], find) };

static RULE: Rule = Rule {
    code: "BW6105",
    name: "retry-without-backoff",
    severity: Severity::Info,
    summary: "a `retry` without `backoff`",
    why: "What failed because it was overloaded fails again a millisecond later, and many agents that try again at once keep it down. \
          A wait that doubles gives it time.",
    bad: r#"
agent "clerk" {
    failure {
        retry 3
        timeout "30s"
    }
}
"#,
    good: r#"
agent "clerk" {
    failure {
        retry 3 backoff="2s"
        timeout "30s"
    }
}
"#,
    references: &["RL009", "OWASP ASI08"],
};

fn find(item: Item<'_>, report: &mut Report) {
    // A `backof` may be the one that is missed, and two of them would be one too many.
    if item.is_damaged() {
        return;
    }
    if item.layering() == Layering::Remove || item.integer().is_none_or(|times| times == 0) {
        return;
    }
    let waits = item.property("backoff").is_some_and(|backoff| {
        !matches!(&backoff.value, bailiwick_schema::document::Value::Duration(wait) if wait.milliseconds() == 0)
    });
    if waits {
        return;
    }
    let mut found = Diagnostic::new(
        &RULE,
        item.path(),
        item.key_span(),
        "these retries follow each other at once",
    )
    .help("add `backoff=\"2s\"`");
    if item.property("backoff").is_none() {
        let end = bailiwick_schema::span::Span::at(item.key_span().end);
        found = found.fix(Applicability::Unsafe, "add `backoff`", end, " backoff=\"2s\"");
    }
    report.push(found);
}
