//! `invalid-annotation`: a type annotation is not one text.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A type annotation is not one text.
pub static RULE: Rule = Rule {
    code: "BW1030",
    name: "invalid-annotation",
    severity: Severity::Error,
    summary: "a type annotation that is not one text",
    why: "An annotation is one text in parentheses: no number, keyword, property or `/-`.",
    bad: r#"base "support" {
    limits {
        steps 20
    }
}
agent "clerk" {
    extends "support"
    (replace all)limits {
        steps 40
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
        steps 40
    }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = source.excerpt(span);
    source
        .finding(&RULE, span, format!("`{written}` is not an annotation"))
        .label("one text belongs between the parentheses")
        .help("write one name; put it in quotes where it has spaces")
}
