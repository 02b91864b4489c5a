//! `shared-folder`: two skills that are one folder.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::SKILL], find) };

static RULE: Rule = Rule {
    code: "BW8229",
    name: "shared-folder",
    severity: Severity::Warning,
    summary: "a skill whose folder is that of another one",
    why: "An agent that is given both loads the same text twice under one name, and a change for one of them changes the other. Declare \
          one skill, or give each a folder.",
    bad: r#"
skill "refunds" folder="skills/refunds"
skill "returns" folder="skills/refunds"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refunds"
    skill "returns"
}
-- skills/refunds/SKILL.md --
---
name: refunds
description: Decides whether a customer gets a refund. Use when a customer asks for money back.
license: MIT
---

Refund within thirty days.
"#,
    good: r#"
skill "refunds" folder="skills/refunds"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refunds"
}
-- skills/refunds/SKILL.md --
---
name: refunds
description: Decides whether a customer gets a refund. Use when a customer asks for money back.
license: MIT
---

Refund within thirty days.
"#,
    references: &["CWE-1164"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let (Some(property), Some(folder)) = (item.property("folder"), item.property_text("folder"))
    else {
        return;
    };
    let Some(first) = scope.facts().folders.get(folder).and_then(|skills| skills.first()) else {
        return;
    };
    if first.text() == item.text() {
        return;
    }
    let name = first.text().unwrap_or_default();
    let message = format!("`{folder}` is the folder of the skill `{name}`");
    report.push(
        Diagnostic::new(&RULE, item.path(), property.value_span, message)
            .related(first.path(), first.key_span(), "declared here")
            .help(format!("use the skill `{name}`, or name a folder of its own")),
    );
}
