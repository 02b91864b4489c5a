//! `unquoted-text`: a text without quotes holds a character that needs them.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::character::is_disallowed;
use crate::syntax::findings::Source;

/// A text without quotes holds a character that needs them.
pub static RULE: Rule = Rule {
    code: "BW1045",
    name: "unquoted-text",
    severity: Severity::Error,
    summary: "a text without quotes that holds a character that needs them",
    why: r#"A text without quotes may hold letters, digits and most signs, but none of `\ / ( ) { } ; [ ] " # =`. Paths, URLs and patterns are written in quotes."#,
    bad: r#"agent "clerk" {
    instructions file=context/clerk.md
}
-- context/clerk.md --
Answer open tickets.
"#,
    good: r#"agent "clerk" {
    instructions file="context/clerk.md"
}
-- context/clerk.md --
Answer open tickets.
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = span.text(source.text);
    let finding = source
        .finding(&RULE, span, format!("`{}` needs quotes", source.excerpt(span)))
        .label("holds a character that may stand in quotes only");
    if written.starts_with('[') || written.ends_with(']') {
        return finding.help("a list is written as arguments: `name \"one\" \"two\"`");
    }
    let finding = finding.help("put it in quotes");
    if written.chars().any(|character| character == '"' || is_disallowed(character)) {
        return finding;
    }
    let text =
        if written.contains('\\') { format!("#\"{written}\"#") } else { format!("\"{written}\"") };
    finding.fix(Applicability::Safe, "quote it", span, text)
}
