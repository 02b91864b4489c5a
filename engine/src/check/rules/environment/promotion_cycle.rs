//! `promotion-cycle`: environments that follow each other.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};

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
    let Some(name) = item.text() else { return };
    let mut chain = vec![name];
    let mut at = next(item);
    while let Some(followed) = at {
        if followed == name {
            break;
        }
        // A circle further on is a finding of its own.
        let Some(environment) =
            scope.fleet.find(Kind::Environment, followed).filter(|_| !chain.contains(&followed))
        else {
            return;
        };
        chain.push(followed);
        at = next(environment);
    }
    // Of a circle, the first by name tells it.
    if at.is_none() || chain.iter().min() != Some(&name) {
        return;
    }
    let names: Vec<String> = chain.iter().chain([&name]).map(|name| format!("`{name}`")).collect();
    let span = item.child(&vocabulary::FOLLOWS).map_or(item.key_span(), Item::key_span);
    report.push(
        Diagnostic::new(
            &RULE,
            item.path(),
            span,
            format!("environments follow each other: {}", names.join(" → ")),
        )
        .help("let one of them say `tracks`, or follow an environment outside the circle"),
    );
}

fn next(environment: Item<'_>) -> Option<&str> {
    environment.child(&vocabulary::FOLLOWS)?.text()
}
