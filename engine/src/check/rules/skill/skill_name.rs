//! `skill-name`: a skill whose name is missing, misspelt or not its folder's.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Report, Run, Text};
use crate::frontmatter;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8221",
    name: "skill-name",
    severity: Severity::Error,
    summary: "a skill whose name is missing, misspelt or not its folder's",
    why: "Runtimes find a skill by its folder and call it by the `name` in its frontmatter; the Agent Skills format wants both to be the same: lower-case letters, digits and `-`, 64 characters at most.",
    bad: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refund-policy"
-- skills/refund-policy/SKILL.md --
---
name: refunds
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
    references: &["TX011", "OWASP ASI04"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    let Some(folder) = text.skill_folder() else { return };
    let head = frontmatter::split(text.text);
    let Some(entry) = head.get("name") else {
        let span = text.span(0, 0);
        let found = Diagnostic::new(&RULE, text.path, span, "the skill has no `name`");
        let is_headless = head.block.is_none();
        let line = if is_headless {
            format!("---\nname: {folder}\n---\n\n")
        } else {
            format!("name: {folder}\n")
        };
        let at = head.block.map_or(span, |block| bailiwick_schema::span::Span::at(block.start));
        report.push(
            found
                .help(format!("write `name: {folder}` in a frontmatter between two lines `---`"))
                .fix(Applicability::Unsafe, format!("write `name: {folder}`"), at, line),
        );
        return;
    };
    let name = head.text_of("name").unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if name != folder {
        let message = format!("the skill is called `{name}`, but its folder `{folder}`");
        let found =
            Diagnostic::new(&RULE, text.path, entry.span, message).help("give both the same name");
        report.push(found.fix(
            Applicability::Unsafe,
            format!("write `{folder}`"),
            entry.span,
            folder,
        ));
    } else if name.len() > 64
        || !name.bytes().all(is_plain)
        || name.starts_with('-')
        || name.ends_with('-')
    {
        let message = format!("`{name}` is not a valid skill name");
        let help =
            "use lower-case letters, digits and `-`, 64 characters at most, for folder and `name`";
        report.push(Diagnostic::new(&RULE, text.path, entry.span, message).help(help));
    }
}
