//! `misplaced-slashdash`: a `/-` stands where nothing can be left out.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A `/-` stands where nothing can be left out.
pub static RULE: Rule = Rule {
    code: "BW1032",
    name: "misplaced-slashdash",
    severity: Severity::Error,
    summary: "a `/-` where nothing can be left out",
    why: "`/-` leaves out the whole node, argument, property or children block behind it, its annotation included. It cannot stand between the parts of one of these, at the end of a node, or before another `/-`.",
    bad: r#"agent "clerk" {
    limits {
        steps 40 /-;
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
        .finding(&RULE, span, "`/-` leaves out nothing")
        .label("no node, entry or children block follows")
        .help("remove it, or put it before what is to be left out")
        .fix(Applicability::Unsafe, "remove it", span, "")
}

/// Reports one between an annotation and what it annotates.
pub(in crate::syntax) fn report_behind_annotation(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "`/-` stands behind an annotation")
        .label("leaves the annotation without its value")
        .help("put it before the annotation")
}
