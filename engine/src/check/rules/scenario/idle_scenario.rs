//! `idle-scenario`: a scenario that expects nothing of anyone.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};
use crate::scenario;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::SCENARIO], find) };

static RULE: Rule = Rule {
    code: "BW5201",
    name: "idle-scenario",
    severity: Severity::Error,
    summary: "a scenario that expects nothing of anyone",
    why: "A test that asks nothing passes for ever, and whoever reads its name believes that what it says is watched.",
    bad: r#"
agent "clerk"
scenario "the clerk reads no salaries" {
    for "clerk"
}
"#,
    good: r#"
agent "clerk"
scenario "the clerk reads no salaries" {
    for "clerk"
    deny read "docs/salaries.md"
}
"#,
    references: &["CWE-1164"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let mut idle = |message: &str, help: &str| {
        let found = Diagnostic::new(&RULE, item.path(), item.key_span(), message.to_owned());
        report.push(found.help(help));
    };
    if item.child(&vocabulary::FOR).is_none() {
        idle("the scenario is about no agent", "name agents: `for \"…\"`");
    }
    // Lines that are there and cannot be read are told where they stand.
    let is_expectation = |child: Item<'_>| {
        ![&vocabulary::FOR, &vocabulary::SCENARIO_IN, &vocabulary::BECAUSE].contains(&child.spec())
    };
    if scenario::requests(item).is_empty() && !item.children().any(is_expectation) {
        idle("the scenario expects nothing", "write what is expected: `deny read \"…\"`");
    }
}
