//! `other-kdl-version`: a file says that it is written in another version of KDL.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A file says that it is written in another version of KDL.
pub static RULE: Rule = Rule {
    code: "BW1049",
    name: "other-kdl-version",
    severity: Severity::Error,
    summary: "a file that says it is written in another version of KDL",
    why: "The marker `/- kdl-version 1` at the start of a file declares KDL 1, in which keywords and raw texts are written differently. Bailiwick reads KDL 2.",
    bad: r#"/- kdl-version 1
agent "clerk" {
    title "Refund clerk"
}
"#,
    good: r#"/- kdl-version 2
agent "clerk" {
    title "Refund clerk"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, whole: Span, version: Span) -> Diagnostic {
    let written = source.excerpt(version);
    source
        .finding(&RULE, whole, format!("the file says that it is KDL {written}"))
        .label("read as KDL 2")
        .help("write the file in KDL 2 and the marker as `/- kdl-version 2`")
}
