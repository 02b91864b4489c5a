//! `annotation-without-value`: a type annotation annotates nothing.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A type annotation annotates nothing.
pub static RULE: Rule = Rule {
    code: "BW1028",
    name: "annotation-without-value",
    severity: Severity::Error,
    summary: "a type annotation that annotates nothing",
    why: "An annotation stands right before a value or a node name.",
    bad: r#"base "support" {
    limits {
        steps 20
    }
}
agent "clerk" {
    extends "support"
    limits (replace) {
        concurrency 4
    }
}
"#,
    good: r#"base "support" {
    limits {
        steps 20
    }
}
agent "clerk" {
    extends "support"
    (replace)limits {
        concurrency 4
    }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = source.excerpt(span);
    source
        .finding(&RULE, span, format!("no value behind `{written}`"))
        .label("annotates nothing")
        .help("write the value behind it; a node's annotation stands before its name")
}
