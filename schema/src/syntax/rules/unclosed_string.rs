//! `unclosed-string`: a quoted text has no closing quote on its line.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A quoted text has no closing quote on its line.
pub static RULE: Rule = Rule {
    code: "BW1010",
    name: "unclosed-string",
    severity: Severity::Error,
    summary: "a quoted text without a closing quote on its line",
    why: r#"A text in `"` ends on the line it starts on. A text over several lines is written between `"""`, each on a line of its own."#,
    bad: r#"agent "clerk" {
    title "Refund clerk
    summary "Issues refunds"
}
"#,
    good: r#"agent "clerk" {
    title "Refund clerk"
    summary "Issues refunds"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "the text has no closing quote")
        .label("starts here and runs to the end of the line")
        .help("close it with `\"`; a text over several lines is written between `\"\"\"`")
        .fix(Applicability::Unsafe, "close the text", Span::at(span.end), "\"")
}

/// Reports a text that was written over several lines.
pub(in crate::syntax) fn report_lines(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "a text in `\"` runs over several lines")
        .label("starts here and ends on a later line")
        .help(
            "write it between `\"\"\"`, each on a line of its own; only KDL 1 lets a text in `\"` run over lines",
        )
}
