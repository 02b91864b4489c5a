//! `invalid-property-key`: a number or keyword is used as a property key.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A number or keyword is used as a property key.
pub static RULE: Rule = Rule {
    code: "BW1025",
    name: "invalid-property-key",
    severity: Severity::Error,
    summary: "a number or keyword as a property key",
    why: "A property key is a text. A key that looks like a number or keyword is written in quotes.",
    bad: r#"extension "acme" schema="acme.schema.json"
agent "clerk" {
    extra "acme" {
        codes 404="not found"
    }
}
-- acme.schema.json --
{ "type": "object" }
"#,
    good: r#"extension "acme" schema="acme.schema.json"
agent "clerk" {
    extra "acme" {
        codes "404"="not found"
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
    let key = span.text(source.text).trim_start_matches('#');
    source
        .finding(&RULE, span, format!("`{written}` cannot be a property key"))
        .label("a key is a text")
        .help("put it in quotes")
        .fix(Applicability::Safe, "quote it", span, format!("\"{key}\""))
}
