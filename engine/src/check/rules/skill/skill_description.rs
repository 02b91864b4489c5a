//! `skill-description`: a skill whose description is missing or too long.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Report, Run, Text};
use crate::frontmatter;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8222",
    name: "skill-description",
    severity: Severity::Error,
    summary: "a skill whose description is missing or too long",
    why: "The description is all that an agent sees of a skill before it opens it: without one it never does. Say what the skill does and when to use it; runtimes cut or refuse more than 1,024 characters.",
    bad: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refund-policy"
-- skills/refund-policy/SKILL.md --
---
name: refund-policy
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
    references: &["TX009"],
};

/// The most characters of a description, by the Agent Skills format.
const MOST: usize = 1024;

fn find(text: &Text<'_>, report: &mut Report) {
    if text.skill_folder().is_none() {
        return;
    }
    let head = frontmatter::split(text.text);
    let description = head.text_of("description").unwrap_or_default().trim();
    let length = description.chars().count();
    let span = head.get("description").map_or(text.span(0, 0), |entry| entry.span);
    if description.is_empty() {
        let help = "write `description:` with what the skill does and when to use it";
        report.place(&RULE, text.path, span, "the skill has no `description`", help);
    } else if length > MOST {
        let message = format!("the description has {length} characters, more than {MOST}");
        report.place(
            &RULE,
            text.path,
            span,
            message,
            "keep what tells when to use the skill, and move the rest below",
        );
    }
}
