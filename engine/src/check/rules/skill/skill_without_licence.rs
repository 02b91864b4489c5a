//! `skill-without-licence`: a skill that names no licence.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Report, Run, Text};
use crate::frontmatter;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8223",
    name: "skill-without-licence",
    severity: Severity::Info,
    summary: "a skill that names no licence",
    why: "Skills are copied between teams and companies; without a `license` nobody downstream knows whether they may. Write an SPDX name, or that it is for internal use.",
    bad: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refund-policy"
-- skills/refund-policy/SKILL.md --
---
name: refund-policy
description: Decides whether a customer gets a refund. Use when a customer asks for money back.
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
    references: &["SC014"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    if text.skill_folder().is_none() {
        return;
    }
    let head = frontmatter::split(text.text);
    let Some(name) = head.get("name") else { return };
    if head.get("license").is_none() && head.get("licence").is_none() {
        let help = "write `license: MIT`, or `license: Proprietary, internal use only`";
        report.place(&RULE, text.path, name.key_span, "the skill names no licence", help);
    }
}
