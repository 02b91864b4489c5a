//! `meaningless-character`: a control, private or unassigned character.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::text::UnusualKind;
use crate::check::{Check, Report, Run, Text};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8104",
    name: "meaningless-character",
    severity: Severity::Warning,
    summary: "a control, private or unassigned character",
    why: "What it looks like depends on the font, and what a model makes of it on its training; terminals obey control \
          characters in what is printed. Most come from a copied document. Take it away, or write the character that was meant.",
    bad: r#"
agent "clerk" {
    instructions "Press \u{f8ff} to continue."
}
"#,
    good: r#"
agent "clerk" {
    instructions "Press the command key to continue."
}
"#,
    references: &["TX012", "CWE-150"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    for unusual in text.unusual().iter().filter(|unusual| unusual.kind == UnusualKind::Meaningless)
    {
        let code = u32::from(unusual.character);
        let what = if unusual.character.is_control() {
            "is a control character"
        } else {
            "has no meaning in Unicode"
        };
        report.push(text.without(&RULE, unusual, format!("U+{code:04X} {what}")));
    }
}
