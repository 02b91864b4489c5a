//! `clashing-output`: two renderings that are written to one place.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::RENDER], find) };

static RULE: Rule = Rule {
    code: "BW7001",
    name: "clashing-output",
    severity: Severity::Error,
    summary: "two renderings that are written to one place",
    why: "Each rendering owns its folder: it removes what it wrote there before and writes no longer. Two of one folder would take away \
          each other's files, and which of them a runtime reads would depend on which was written last. Letter case does not tell \
          folders apart: on many systems they are the same.",
    bad: r#"
environment "prod" {
    tracks
    render "agents-md" to="deploy/prod"
    render "agents-md@1" to="deploy/prod"
}
"#,
    good: r#"
environment "prod" {
    tracks
    render "agents-md" to="deploy/prod"
}
"#,
    references: &["CWE-694"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some(to) = item.property_text("to").map(str::to_lowercase) else { return };
    let all = scope.environments.iter().flat_map(|one| one.children_of(&vocabulary::RENDER));
    let first = all.into_iter().find(|other| {
        let other = other.property_text("to");
        other.is_some_and(|other| other.to_lowercase() == to)
    });
    let Some(first) = first.filter(|first| *first != item) else { return };
    let place = |item: Item<'_>| {
        item.property("to").map_or(item.key_span(), |property| property.value_span)
    };
    let shown = item.property_text("to").filter(|to| !to.is_empty()).unwrap_or(".");
    report.push(
        Diagnostic::new(
            &RULE,
            item.path(),
            place(item),
            format!("another rendering is written to `{shown}`, too"),
        )
        .related(first.path(), place(first), "the other one")
        .help("give each rendering a folder of its own"),
    );
}
