//! `invisible-character`: a character without width where nothing needs one.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::text::UnusualKind;
use crate::check::{Check, Report, Run, Text};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8103",
    name: "invisible-character",
    severity: Severity::Error,
    summary: "a character without width where nothing needs one",
    why: "It splits words so that searches and filters miss them, and runs of it carry data that no reviewer sees. Joiners in \
          emoji and in scripts that join letters, and one variation selector after a symbol, are not reported.",
    bad: r#"
agent "clerk" {
    instructions "Never share a pass\u{200b}word."
}
"#,
    good: r#"
agent "clerk" {
    instructions "Never share a password. 👩‍💻 ❤️"
}
"#,
    references: &["TX003", "CWE-1007", "OWASP LLM01"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    for unusual in text.unusual().iter().filter(|unusual| unusual.kind == UnusualKind::Invisible) {
        let code = u32::from(unusual.character);
        let message = match unusual.count {
            1 => format!("U+{code:04X} has no width and is read by models"),
            count => format!(
                "{count} characters without width, the first U+{code:04X}, are read by models"
            ),
        };
        report.push(text.without(&RULE, unusual, message));
    }
}
