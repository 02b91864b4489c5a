//! `stray-semicolon`: a `;` ends no node.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A `;` ends no node.
pub static RULE: Rule = Rule {
    code: "BW1033",
    name: "stray-semicolon",
    severity: Severity::Error,
    summary: "a `;` that ends no node",
    why: "A `;` ends a node. KDL has no empty nodes, so one that stands alone is an error.",
    bad: r#"agent "clerk" {
    limits { steps 40;; }
}
"#,
    good: r#"agent "clerk" {
    limits { steps 40; }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "`;` ends no node")
        .label("no node stands before it")
        .help("remove it")
        .fix(Applicability::Safe, "remove it", span, "")
}
