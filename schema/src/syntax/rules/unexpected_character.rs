//! `unexpected-character`: a character has no meaning where it stands.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A character has no meaning where it stands.
pub static RULE: Rule = Rule {
    code: "BW1036",
    name: "unexpected-character",
    severity: Severity::Error,
    summary: "a character that has no meaning where it stands",
    why: "A parenthesis opens and closes an annotation; outside of one it must be in quotes.",
    bad: r#"agent "clerk" {
    title Refunds)
}
"#,
    good: r#"agent "clerk" {
    title "Refunds)"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = source.excerpt(span);
    source
        .finding(&RULE, span, format!("`{written}` has no meaning here"))
        .label("not expected")
        .help("remove it, or put the text in quotes")
}
