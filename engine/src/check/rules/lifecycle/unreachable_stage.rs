//! `unreachable-stage`: a stage that no agent can ever get to.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

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
    let mut reached = vec![*first];
    let mut at = 0;
    while let Some(stage) = reached.get(at).copied() {
        at += 1;
        for (name, _) in stage.children_of(&vocabulary::TO).flat_map(Item::texts) {
            let next = stages.iter().find(|other| other.text() == Some(name));
            if let Some(next) = next.filter(|next| !reached.contains(next)) {
                reached.push(*next);
            }
        }
    }
    for stage in stages.iter().filter(|stage| !reached.contains(stage)) {
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
