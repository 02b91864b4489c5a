//! `unreachable-stage`: a stage that no agent can ever get to.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::LIFECYCLE], find) };

static RULE: Rule = Rule {
    code: "BW6004",
    name: "unreachable-stage",
    severity: Severity::Warning,
    summary: "a stage that no move leads to from the first one",
    why: "Agents begin in the first stage and move along `to`. A stage that is never reached so has no agents, or has some that came there \
          around the rules.",
    bad: r#"
lifecycle "house" {
    stage "trial"
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

fn find(item: Item<'_>, report: &mut Report) {
    let stages: Vec<Item<'_>> = item.children_of(&vocabulary::DECLARED_STAGE).collect();
    let Some(first) = stages.first() else { return };
    let mut unreached: FxHashMap<Option<&str>, Item<'_>> = FxHashMap::default();
    for stage in stages.iter().skip(1).filter(|stage| stage.text() != first.text()) {
        unreached.entry(stage.text()).or_insert(*stage);
    }
    let mut reached = vec![*first];
    let mut is_reached: FxHashSet<usize> = FxHashSet::from_iter([first.address()]);
    while let Some(stage) = reached.pop() {
        for (name, _) in stage.children_of(&vocabulary::TO).flat_map(Item::texts) {
            if let Some(next) = unreached.remove(&Some(name)) {
                is_reached.insert(next.address());
                reached.push(next);
            }
        }
    }
    for stage in stages.iter().filter(|stage| !is_reached.contains(&stage.address())) {
        let name = stage.text().unwrap_or_default();
        let start = first.text().unwrap_or_default();
        report.at(
            &RULE,
            *stage,
            format!("no move leads from `{start}` to the stage `{name}`"),
            format!("add `to \"{name}\"` to a stage before it, or take it away"),
        );
    }
}
