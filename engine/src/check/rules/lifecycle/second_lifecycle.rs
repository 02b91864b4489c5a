//! `second-lifecycle`: more than one lifecycle in a workspace.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::LIFECYCLE], find) };

static RULE: Rule = Rule {
    code: "BW6001",
    name: "second-lifecycle",
    severity: Severity::Error,
    summary: "more than one lifecycle in a workspace",
    why: "A stage is looked up by its name alone, so two lifecycles cannot both hold. Keep one: use a module of the standard library or \
          declare your own, not both.",
    bad: r#"
use "std/lifecycle/simple@1"
lifecycle "house" {
    stage "trial" {
        to "live"
    }
    stage "live"
}
"#,
    good: r#"
lifecycle "house" {
    stage "trial" {
        to "live"
    }
    stage "live"
}
"#,
    references: &["LC001"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    // Where one is of the standard library, the other can be changed by the reader: it is told there.
    if item.path().is_std() || scope.fleet.names().count(Kind::Lifecycle) < 2 {
        return;
    }
    let first = scope.facts().lifecycle;
    let Some(first) = first.filter(|first| *first != item && first.text() != item.text()) else {
        return;
    };
    let name = first.text().unwrap_or_default();
    report.push(
        Diagnostic::new(
            &RULE,
            item.path(),
            item.key_span(),
            format!("the workspace has the lifecycle `{name}` already"),
        )
        .related(first.path(), first.key_span(), "declared here")
        .help("keep one of them"),
    );
}
