//! `missing-property-value`: a property has no value.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A property has no value.
pub static RULE: Rule = Rule {
    code: "BW1026",
    name: "missing-property-value",
    severity: Severity::Error,
    summary: "a property without a value",
    why: "A property is a key, `=` and a value on the same line. A whole property is left out with `/-` before its key.",
    bad: r#"agent "clerk" {
    failure {
        retry 2 backoff=
        timeout "30s"
    }
}
"#,
    good: r#"agent "clerk" {
    failure {
        retry 2 backoff="2s"
        timeout "30s"
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
        .label("a value belongs behind it")
        .help("write a value; an empty text is `\"\"`, nothing is `#null`")
}
