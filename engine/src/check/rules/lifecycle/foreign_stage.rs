//! `foreign-stage`: a move to a stage of another lifecycle.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashSet;

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::LIFECYCLE], find) };

static RULE: Rule = Rule {
    code: "BW6005",
    name: "foreign-stage",
    severity: Severity::Error,
    summary: "a move to a stage of another lifecycle",
    why: "Moves stay within one lifecycle. A stage of another one has other gates and environments, and an agent that went there would be \
          under neither set of rules.",
    bad: r#"
use "std/lifecycle/simple@1"
lifecycle "house" {
    stage "trial" {
        to "active"
    }
}
"#,
    good: r#"
lifecycle "house" {
    stage "trial" {
        to "active"
    }
    stage "active"
}
"#,
    references: &["LC001"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let stages = || item.children_of(&vocabulary::DECLARED_STAGE);
    let own: FxHashSet<&str> = stages().filter_map(Item::text).collect();
    for to in stages().flat_map(|stage| stage.children_of(&vocabulary::TO)) {
        for (name, span) in to.texts() {
            if own.contains(name) {
                continue;
            }
            // One that is declared nowhere is a dangling reference.
            let Some(other) = scope.fleet.find(Kind::Stage, name) else { continue };
            report.push(
                Diagnostic::new(
                    &RULE,
                    to.path(),
                    span,
                    format!("the stage `{name}` belongs to another lifecycle"),
                )
                .related(other.path(), other.key_span(), "declared here")
                .help(format!(
                    "declare `stage \"{name}\"` in this lifecycle, or keep one lifecycle only"
                )),
            );
        }
    }
}
