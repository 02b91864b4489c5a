//! `misspelt-environment`: a stage that names an environment nearly as one is called.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::suggest::nearest;
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::ENVIRONMENTS], find) };

static RULE: Rule = Rule {
    code: "BW6008",
    name: "misspelt-environment",
    severity: Severity::Warning,
    summary: "a stage that names an environment nearly as one is called",
    why: "A lifecycle may be shared by workspaces with other environments, so names that are not declared are passed over. One that differs \
          by a letter from a declared one is a slip, and agents of the stage are missing there.",
    bad: r#"
environment "prod" {
    tracks
}
lifecycle "house" {
    stage "live" {
        environments "pord"
    }
}
"#,
    good: r#"
environment "prod" {
    tracks
}
lifecycle "house" {
    stage "live" {
        environments "prod"
    }
}
"#,
    references: &["LC001"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    if item.path().is_std() {
        return;
    }
    let names = scope.fleet.names();
    for (name, span) in item.texts() {
        if !names.get(Kind::Environment, name).is_empty() || name == "none" {
            continue;
        }
        let declared = names.of(Kind::Environment).map(|(name, _)| name);
        let is_named = |other: &str| item.texts().any(|(name, _)| name == other);
        // One that the stage names as well is not what was meant.
        let Some(near) = nearest(name, declared).filter(|near| !is_named(near)) else { continue };
        let message = format!("no environment is called `{name}`");
        report.push(
            Diagnostic::new(&RULE, item.path(), span, message).suggest(near, format!("\"{near}\"")),
        );
    }
}
