//! `skill-frontmatter`: a skill's frontmatter that runtimes read in different ways.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Report, Run, Text};
use crate::frontmatter::{self, ProblemKind};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8224",
    name: "skill-frontmatter",
    severity: Severity::Warning,
    summary: "a skill's frontmatter that runtimes read in different ways",
    why: "Strict readers refuse it and lenient ones guess, so a skill works in one runtime and is missing in the next. Quote values that hold `: `, indent with spaces, write each key once.",
    bad: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refund-policy"
-- skills/refund-policy/SKILL.md --
---
name: refund-policy
description: Refunds: decides whether a customer gets a refund. Use when a customer asks for money back.
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
    references: &["OWASP ASI04"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    if text.skill_folder().is_none() {
        return;
    }
    for problem in frontmatter::split(text.text).problems {
        // Line ends are read as LF everywhere, and an empty block lacks its name, which is said elsewhere.
        let is_harmless = matches!(problem.kind, ProblemKind::CarriageReturns | ProblemKind::Empty);
        if !is_harmless {
            let help =
                "write plain `key: value` lines, with quotes around values that hold `: ` or `#`";
            report.place(&RULE, text.path, problem.span, problem.message, help);
        }
    }
}
