//! `missing-property-key`: an `=` has no key before it.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// An `=` has no key before it.
pub static RULE: Rule = Rule {
    code: "BW1027",
    name: "missing-property-key",
    severity: Severity::Error,
    summary: "an `=` without a key before it",
    why: "A property is a key, `=` and a value. A node is given its value without `=`.",
    bad: r#"principal "payments" {
    email "payments@acme.example"
}
agent "clerk" {
    owner = "payments"
}
"#,
    good: r#"principal "payments" {
    email "payments@acme.example"
}
agent "clerk" {
    owner "payments"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span, with_space: Span) -> Diagnostic {
    let before = source.text.get(..span.start as usize).unwrap_or_default();
    let space = if before.ends_with(char::is_whitespace) { "" } else { " " };
    source
        .finding(&RULE, span, "`=` without a property key")
        .label("a key belongs before it")
        .help("write `key=value`, or only the value: nodes are written `name value`")
        .fix(Applicability::Safe, "remove `=`", with_space, space)
}
