//! `unclosed-annotation`: a type annotation has no closing parenthesis.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A type annotation has no closing parenthesis.
pub static RULE: Rule = Rule {
    code: "BW1016",
    name: "unclosed-annotation",
    severity: Severity::Error,
    summary: "a type annotation without a closing parenthesis",
    why: "An annotation is one text in parentheses: `(replace)limits`.",
    bad: r#"base "support" {
    limits {
        steps 20
    }
}
agent "clerk" {
    extends "support"
    (replace limits {
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
    source
        .finding(&RULE, span, "`(` has no closing parenthesis")
        .label("opens here")
        .help("write the annotation as `(name)`, or put the text in quotes where it is none")
}
