//! `second-children-block`: a node has two children blocks.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A node has two children blocks.
pub static RULE: Rule = Rule {
    code: "BW1022",
    name: "second-children-block",
    severity: Severity::Error,
    summary: "a node with two children blocks",
    why: "A node has at most one children block. The second one is not read.",
    bad: r#"agent "clerk" {
    limits { steps 40 } { concurrency 4 }
}
"#,
    good: r#"agent "clerk" {
    limits { steps 40; concurrency 4 }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "a second children block")
        .label("the node has one already")
        .help("move its nodes into the first block")
}
