//! `empty-annotation`: a type annotation is empty.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A type annotation is empty.
pub static RULE: Rule = Rule {
    code: "BW1029",
    name: "empty-annotation",
    severity: Severity::Error,
    summary: "a type annotation with nothing in it",
    why: "An annotation is one text in parentheses.",
    bad: r#"agent "clerk" {
    ()limits {
        steps 40
    }
}
"#,
    good: r#"agent "clerk" {
    limits {
        steps 40
    }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "an empty annotation")
        .label("a name belongs between the parentheses")
        .help("name a type, or remove the parentheses")
        .fix(Applicability::Safe, "remove it", span, "")
}
