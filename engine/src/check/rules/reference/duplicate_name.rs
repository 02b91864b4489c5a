//! `duplicate-name`: two declarations of one name.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

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
    let Some(first) = scope.fleet.find(kind, name).filter(|first| *first != item) else { return };
    let message = format!("the {} `{name}` is declared twice", kind.as_str());
    let found = Diagnostic::new(&RULE, item.path(), item.key_span(), message)
        .label("again here")
        .related(first.path(), first.key_span(), "first here")
        .help("rename one of them, or take one away");
    report.push(found);
}
