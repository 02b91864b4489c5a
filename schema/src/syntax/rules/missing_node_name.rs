//! `missing-node-name`: a node has no name.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A node has no name.
pub static RULE: Rule = Rule {
    code: "BW1023",
    name: "missing-node-name",
    severity: Severity::Error,
    summary: "a node without a name",
    why: "Each node begins with a name, behind its annotation if it has one. Braces alone group nothing.",
    bad: r#"agent "clerk" {
    { steps 40 }
}
"#,
    good: r#"agent "clerk" {
    limits { steps 40 }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "a node without a name")
        .label("a name is missing before this")
        .help("write the node's name here")
}
