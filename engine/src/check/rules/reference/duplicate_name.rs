//! `duplicate-name`: two declarations of one name.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::asset::{self, Asset};
use crate::check::{Check, Report, Run, Scope};
use crate::fleet::declared;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(vocabulary::DECLARATIONS, find) };

static RULE: Rule = Rule {
    code: "BW3002",
    name: "duplicate-name",
    severity: Severity::Error,
    summary: "two declarations of one name",
    why: "Names of a kind are one namespace over all files. Which of the two is meant cannot be known, so neither wins silently.",
    bad: r#"
agent "clerk"
agent "clerk"
"#,
    good: r#"
agent "clerk"
agent "senior-clerk"
"#,
    references: &["ID002"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some((kind, name)) = declared(item) else { return };
    if let Some(instances) = item.child(&vocabulary::INSTANCES) {
        rows(scope, name, instances, report);
    }
    let all = || scope.fleet.all(kind, name);
    let is_ours = |item: &Item<'_>| !item.path().is_std();
    // A module of the standard library cannot be changed: it is told where the reader declares the name again.
    if !is_ours(&item) && all().any(|other| is_ours(&other)) {
        return;
    }
    let std = all().find(|other| !is_ours(other));
    let Some(first) = std.or_else(|| all().next()).filter(|first| *first != item) else { return };
    let message = format!("the {} `{name}` is declared twice", kind.as_str());
    let found = Diagnostic::new(&RULE, item.path(), item.key_span(), message)
        .label("again here")
        .related(first.path(), first.key_span(), "first here");
    report.push(match (is_ours(&item), is_ours(&first)) {
        (_, true) => found.help("rename one of them, or take one away"),
        (true, false) => {
            found.help(format!("give yours another name, or do without `use \"{}\"`", first.path()))
        }
        (false, false) => found.help("use one of the two modules"),
    });
}

/// Reports the rows of an agent's instances whose names other agents have.
fn rows(scope: &Scope<'_>, agent: &str, instances: Item<'_>, report: &mut Report) {
    let (Some(property), Some(path)) =
        (instances.property("file"), instances.property_text("file"))
    else {
        return;
    };
    let rows = scope.asset(path).and_then(Asset::text).and_then(|text| asset::rows(text).ok());
    let prefix = format!("{agent}/");
    let mut names: Vec<(&str, Item<'_>)> = scope
        .fleet
        .names()
        .of(Kind::Agent)
        .filter_map(|(name, _)| Some((name.strip_prefix(&prefix)?, name)))
        .filter_map(|(row, name)| Some((row, scope.fleet.find(Kind::Agent, name)?)))
        .collect();
    names.sort_unstable_by_key(|(row, _)| *row);
    for (row, other) in names {
        if !rows.iter().flatten().any(|known| known.name == row) {
            continue;
        }
        let message =
            format!("the agent `{agent}/{row}` is declared, and a row of `{path}` makes it");
        report.push(
            Diagnostic::new(&RULE, instances.path(), property.value_span, message)
                .label(format!("has a row `{row}`"))
                .related(other.path(), other.key_span(), "declared here")
                .help("rename the row or the agent"),
        );
    }
}
