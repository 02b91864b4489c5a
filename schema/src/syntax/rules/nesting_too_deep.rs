//! `nesting-too-deep`: children blocks are nested deeper than the limit.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// Children blocks are nested deeper than the limit.
pub static RULE: Rule = Rule {
    code: "BW1007",
    name: "nesting-too-deep",
    severity: Severity::Error,
    summary: "children blocks that are nested deeper than the limit",
    why: "No declaration needs more than a few levels. What stands deeper than the limit (64 levels unless set) is not read.",
    bad: r#"extension "acme" schema="acme.schema.json"
agent "clerk" {
    extra "acme" {
        a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {a {}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
    }
}
-- acme.schema.json --
{ "type": "object" }
"#,
    good: r#"extension "acme" schema="acme.schema.json"
agent "clerk" {
    extra "acme" {
        a {a {a {}}}
    }
}
-- acme.schema.json --
{ "type": "object" }
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span, limit: u32) -> Diagnostic {
    source
        .finding(&RULE, span, format!("children blocks are nested deeper than {limit} levels"))
        .label("not read from here to its closing brace")
        .help("flatten the declaration, or raise the limit")
}
