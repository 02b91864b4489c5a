//! `unclosed-comment`: a block comment has no end.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A block comment has no end.
pub static RULE: Rule = Rule {
    code: "BW1013",
    name: "unclosed-comment",
    severity: Severity::Error,
    summary: "a block comment without an end",
    why: "A comment that starts with `/*` ends at its `*/`; comments inside it need their own. An unclosed one is taken to end with its line.",
    bad: r#"/* the clerk
agent "clerk" {
    title "Refund clerk"
}
"#,
    good: r#"/* the clerk */
agent "clerk" {
    title "Refund clerk"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "the comment has no end")
        .label("taken to end with the line")
        .help("close it with `*/`; a comment inside it needs its own")
        .fix(Applicability::Unsafe, "close the comment", Span::at(span.end), " */")
}
