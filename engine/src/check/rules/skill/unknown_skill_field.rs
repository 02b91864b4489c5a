//! `unknown-skill-field`: a field in a skill's frontmatter that no runtime reads.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::suggest::nearest;

use crate::check::{Check, Report, Run, Text};
use crate::frontmatter;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8225",
    name: "unknown-skill-field",
    severity: Severity::Info,
    summary: "a field in a skill's frontmatter that no runtime reads",
    why: "A misspelt field is passed over in silence. The Agent Skills format has `name`, `description`, `license`, `compatibility`, `metadata` and `allowed-tools`; own fields belong below `metadata`.",
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
licence: MIT
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

/// The fields of the Agent Skills format, then those that Claude Code adds to it.
const FIELDS: &[&str] = &[
    "name",
    "description",
    "license",
    "compatibility",
    "metadata",
    "allowed-tools",
    "version",
    "model",
    "argument-hint",
    "arguments",
    "disable-model-invocation",
    "user-invocable",
    "context",
    "agent",
    "hooks",
    "effort",
    "paths",
    "shell",
    "when_to_use",
];

fn find(text: &Text<'_>, report: &mut Report) {
    if text.skill_folder().is_none() {
        return;
    }
    for entry in &frontmatter::split(text.text).entries {
        if FIELDS.contains(&entry.key.as_str()) {
            continue;
        }
        let message = format!("no runtime reads the field `{}`", entry.key);
        let found = Diagnostic::new(&RULE, text.path, entry.key_span, message);
        report.push(match nearest(&entry.key, FIELDS.iter().copied()) {
            Some(near) => found.suggest(near, near),
            None => found.help("move it below `metadata`"),
        });
    }
}
