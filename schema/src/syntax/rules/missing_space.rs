//! `missing-space`: two parts of a node have no space between them.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// Two parts of a node have no space between them.
pub static RULE: Rule = Rule {
    code: "BW1020",
    name: "missing-space",
    severity: Severity::Error,
    summary: "two parts of a node without a space between them",
    why: "Arguments and properties are separated by spaces, without commas.",
    bad: r#"agent "clerk" {
    tag "pci""tier-1"
}
"#,
    good: r#"agent "clerk" {
    tag "pci" "tier-1"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    if span.text(source.text) == "," {
        return source
            .finding(&RULE, span, "a comma between two values")
            .label("not a separator in KDL")
            .help("separate values by spaces")
            .fix(Applicability::Safe, "remove the comma", span, "");
    }
    source
        .finding(&RULE, span, "no space before this value")
        .label("touches what stands before it")
        .help("put a space between them")
        .fix(Applicability::Safe, "insert a space", Span::at(span.start), " ")
}

/// Reports quotes inside a text, which end it and leave the rest of it behind.
pub(in crate::syntax) fn report_quotes(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "no space behind a text: a `\"` inside it ends it")
        .label("touches the text before it")
        .help("write `\\\"` inside a text, or write the text between `#\"` and `\"#`")
}
