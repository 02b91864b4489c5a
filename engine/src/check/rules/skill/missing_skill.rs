//! `missing-skill`: a skill folder without a `SKILL.md`.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::asset;
use crate::check::{Check, Report, Run, Scope, is_there};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::SKILL], find) };

static RULE: Rule = Rule {
    code: "BW8220",
    name: "missing-skill",
    severity: Severity::Error,
    summary: "a skill folder without a `SKILL.md`",
    why: "A runtime finds a skill by its `SKILL.md` and passes over a folder that has none, so the agent silently lacks what it was given. The path is relative to the workspace root.",
    bad: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refunds"
-- skills/refund-policy/SKILL.md --
---
name: refund-policy
description: Decides whether a customer gets a refund. Use when a customer asks for money back.
license: MIT
---

Refund within thirty days.
"#,
    good: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refund-policy"
-- skills/refund-policy/SKILL.md --
---
name: refund-policy
description: Decides whether a customer gets a refund. Use when a customer asks for money back.
license: MIT
---

Refund within thirty days.
"#,
    references: &["TX011"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let (Some(property), Some(folder)) = (item.property("folder"), item.property_text("folder"))
    else {
        return;
    };
    let path = format!("{folder}/SKILL.md");
    if scope.asset(&path).is_none_or(|asset| asset.content.is_ok()) {
        return;
    }
    let has_files = asset::below(scope.listing, folder).next().is_some();
    let file = folder.strip_suffix("/SKILL.md").filter(|_| is_there(scope.listing, folder));
    let message = match file {
        Some(_) => format!("`{folder}` is a file, and a skill is its folder"),
        None if has_files => format!("`{folder}` has no `SKILL.md`"),
        None => format!("there is no folder `{folder}` with a `SKILL.md`"),
    };
    let found = Diagnostic::new(&RULE, item.path(), property.value_span, message);
    let near = file.or_else(|| near(scope, folder).filter(|_| !has_files));
    report.push(match near {
        Some(near) => found.suggest(near, format!("\"{near}\"")),
        None => found
            .help(format!("write `{path}` with a `name`, a `description` and what the skill says")),
    });
}

/// The folder that was most likely meant; never that of another skill.
fn near<'w>(scope: &Scope<'w>, folder: &str) -> Option<&'w str> {
    let last = folder.rsplit('/').next().unwrap_or(folder);
    let files = scope.files();
    let near = files.skill_folder(last).or_else(|| files.nearest_skill(folder));
    near.filter(|near| !scope.facts().folders.contains_key(near))
}
