//! `unordered-environment`: an environment that neither tracks nor follows.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::ENVIRONMENT], find) };

static RULE: Rule = Rule {
    code: "BW3040",
    name: "unordered-environment",
    severity: Severity::Warning,
    summary: "an environment that neither `tracks` nor `follows`",
    why: "An environment holds either what is declared at any time, or what was promoted into it from the one it follows. Of one that says \
          neither it is not known how anything gets there. A workspace with one environment alone needs no order.",
    bad: r#"
environment "dev" {
    tracks
}
environment "prod"
"#,
    good: r#"
environment "dev" {
    tracks
}
environment "prod" {
    follows "dev"
}
"#,
    references: &["ID010", "LC001"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let ordered = [&vocabulary::TRACKS, &vocabulary::FOLLOWS];
    if item.children().any(|child| ordered.contains(&child.spec()))
        || scope.fleet.names().count(Kind::Environment) < 2
    {
        return;
    }
    let name = item.text().unwrap_or_default();
    report.at(
        &RULE,
        item,
        format!("nothing says how agents get into `{name}`"),
        "add `follows \"…\"`, or `tracks` where it always holds what is declared",
    );
}
