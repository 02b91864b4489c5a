//! `bidirectional-control`: characters that make a text look other than it is.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::text::UnusualKind;
use crate::check::{Check, Report, Run, Text};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8101",
    name: "bidirectional-control",
    severity: Severity::Error,
    summary: "a character that turns the direction of the text around it",
    why: "With it, a reviewer sees the words in another order than the model reads them (\"Trojan Source\"). Arabic and Hebrew \
          need no such character in a text of their own. Take it away.",
    bad: r#"
agent "clerk" {
    instructions "Refund up to \u{202e}05\u{202c} EUR."
}
"#,
    good: r#"
agent "clerk" {
    instructions "Refund up to 50 EUR."
}
"#,
    references: &["TX001", "CWE-1007", "OWASP LLM01"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    for unusual in
        text.unusual().iter().filter(|unusual| unusual.kind == UnusualKind::Bidirectional)
    {
        let code = u32::from(unusual.character);
        let message = format!("U+{code:04X} turns the direction of the text that follows");
        report.push(text.without(&RULE, unusual, message));
    }
}
