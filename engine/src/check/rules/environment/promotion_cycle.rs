//! `promotion-cycle`: environments that follow each other.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope, circles};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::ENVIRONMENT], find) };

static RULE: Rule = Rule {
    code: "BW3041",
    name: "promotion-cycle",
    severity: Severity::Error,
    summary: "environments that follow each other in a circle",
    why: "Each waits for the other: nothing can ever be promoted into any of them. A chain of environments begins with one that `tracks` \
          what is declared.",
    bad: r#"
environment "staging" {
    follows "prod"
}
environment "prod" {
    follows "staging"
}
"#,
    good: r#"
environment "staging" {
    tracks
}
environment "prod" {
    follows "staging"
}
"#,
    references: &["LC001"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    // The first by name tells of the circle.
    let Some(names) = scope.circles().environments.get(&item.address()) else { return };
    let span = item.child(&vocabulary::FOLLOWS).map_or(item.key_span(), Item::key_span);
    report.push(
        Diagnostic::new(
            &RULE,
            item.path(),
            span,
            format!("environments follow each other: {}", circles::written(names)),
        )
        .help("let one of them say `tracks`, or follow an environment outside the circle"),
    );
}
