//! `invalid-node-name`: a number or keyword stands where a node name belongs.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A number or keyword stands where a node name belongs.
pub static RULE: Rule = Rule {
    code: "BW1024",
    name: "invalid-node-name",
    severity: Severity::Error,
    summary: "a number or keyword where a node name belongs",
    why: "A node name is a text. A name that looks like a number or keyword is written in quotes.",
    bad: r#"extension "acme" schema="acme.schema.json"
agent "clerk" {
    extra "acme" {
        404 "not found"
    }
}
-- acme.schema.json --
{ "type": "object" }
"#,
    good: r#"extension "acme" schema="acme.schema.json"
agent "clerk" {
    extra "acme" {
        "404" "not found"
    }
}
-- acme.schema.json --
{ "type": "object" }
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = source.excerpt(span);
    let name = span.text(source.text).trim_start_matches('#');
    source
        .finding(&RULE, span, format!("`{written}` cannot be the name of a node"))
        .label("a node name is a text")
        .help("put it in quotes")
        .fix(Applicability::Safe, "quote it", span, format!("\"{name}\""))
}
