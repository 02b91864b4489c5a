//! `unclosed-multi-line-string`: a text over several lines has no closing quotes.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A text over several lines has no closing quotes.
pub static RULE: Rule = Rule {
    code: "BW1011",
    name: "unclosed-multi-line-string",
    severity: Severity::Error,
    summary: "a text over several lines without closing quotes",
    why: r#"A text that starts with `"""` ends at the next `"""` (for raw texts with the same number of `#`), which stands on a line of its own."#,
    bad: r#"agent "clerk" {
    instructions """
        Be brief.
    title "Refund clerk"
}
"#,
    good: r#"agent "clerk" {
    instructions """
        Be brief.
        """
    title "Refund clerk"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let closing: String = span.text(source.text).chars().rev().collect();
    source
        .finding(&RULE, span, "the text over several lines has no closing quotes")
        .label("starts here")
        .help(format!("close it with `{closing}` on a line of its own"))
}
