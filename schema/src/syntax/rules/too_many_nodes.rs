//! `too-many-nodes`: a file has more nodes than the limit.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A file has more nodes than the limit.
pub static RULE: Rule = Rule {
    code: "BW1006",
    name: "too-many-nodes",
    severity: Severity::Error,
    summary: "a file that has more nodes than the limit",
    why: r"Memory and time grow with the number of nodes. What stands behind the limit (1,000,000 nodes unless set) is not read.

Split the file, or declare many agents at once with `instances`.",
    bad: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
    reading {
        nodes 2
    }
}
-- context.kdl --
agent "clerk" {
    title "Refund clerk"
    summary "Issues refunds"
}
"#,
    good: r#"agent "clerk" {
    title "Refund clerk"
    summary "Issues refunds"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span, limit: u32) -> Diagnostic {
    source
        .finding(&RULE, span, format!("the file has more than {limit} nodes"))
        .label("not read from here on")
        .help("split the file, or raise the limit")
}
