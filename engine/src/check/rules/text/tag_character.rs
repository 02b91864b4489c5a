//! `tag-character`: a hidden message in characters that show nothing.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::text::{UnusualKind, of_tag};
use crate::check::{Check, Report, Run, Text};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8102",
    name: "tag-character",
    severity: Severity::Error,
    summary: "a hidden message in tag characters",
    why: "The tag block mirrors ASCII and shows nothing, yet models read it: whole orders have been smuggled into instructions \
          and tool descriptions this way. Only the flags of England, Scotland and Wales need it. The finding spells the message.",
    bad: r#"
agent "clerk" {
    instructions "Answer politely.\u{e0070}\u{e0061}\u{e0079}"
}
"#,
    good: r#"
agent "clerk" {
    instructions "Answer politely, with a 🏴󠁧󠁢󠁳󠁣󠁴󠁿 for customers in Scotland."
}
"#,
    references: &["TX002", "CWE-1007", "OWASP LLM01", "OWASP ASI01"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    for unusual in text.unusual().iter().filter(|unusual| unusual.kind == UnusualKind::Tag) {
        let written = text.text.get(unusual.start..unusual.end).unwrap_or_default();
        let hidden: String = written
            .chars()
            .filter_map(of_tag)
            .filter(|character| !character.is_control())
            .collect();
        let characters = match unusual.count {
            1 => "1 invisible tag character".to_owned(),
            count => format!("{count} invisible tag characters"),
        };
        let message = if hidden.is_empty() {
            format!("{characters} in a text that models read")
        } else {
            let short: String = hidden.chars().take(60).collect();
            format!("{characters} that models read as `{}`", short.replace('`', "'"))
        };
        report.push(text.without(&RULE, unusual, message));
    }
}
