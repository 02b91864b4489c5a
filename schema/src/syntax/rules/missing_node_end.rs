//! `missing-node-end`: something follows a children block on its line.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// Something follows a children block on its line.
pub static RULE: Rule = Rule {
    code: "BW1021",
    name: "missing-node-end",
    severity: Severity::Error,
    summary: "something that follows a children block on its line",
    why: "A node ends with its children block. The next node starts on a new line or behind a `;`.",
    bad: r#"agent "clerk" {
    limits { steps 40 } title "Refund clerk"
}
"#,
    good: r#"agent "clerk" {
    limits { steps 40 }
    title "Refund clerk"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "text behind a children block")
        .label("the node before it ended with `}`")
        .help("begin a new line, or put `;` before it")
        .fix(Applicability::Safe, "insert `;`", Span::at(span.start), "; ")
}
