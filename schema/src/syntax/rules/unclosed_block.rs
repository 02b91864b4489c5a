//! `unclosed-block`: a children block has no closing brace.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::character::offset;
use crate::syntax::findings::Source;

/// A children block has no closing brace.
pub static RULE: Rule = Rule {
    code: "BW1014",
    name: "unclosed-block",
    severity: Severity::Error,
    summary: "a children block without a closing brace",
    why: "Each `{` needs its `}`. The parser judges by indentation where the block must have ended.",
    bad: r#"agent "clerk" {
    title "Refund clerk"
"#,
    good: r#"agent "clerk" {
    title "Refund clerk"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span, header: Span) -> Diagnostic {
    let length = header.text(source.text).trim_end().len();
    let header = source.excerpt(Span::new(header.start, header.start + offset(length)));
    source
        .finding(&RULE, span, format!("the children block of `{header}` has no closing brace"))
        .label("opens here")
        .help("close it with `}`")
}
