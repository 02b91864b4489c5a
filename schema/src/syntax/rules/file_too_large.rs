//! `file-too-large`: a file is larger than the limit.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A file is larger than the limit.
pub static RULE: Rule = Rule {
    code: "BW1005",
    name: "file-too-large",
    severity: Severity::Error,
    summary: "a file that is larger than the limit",
    why: r"A declaration of that size is generated or not a declaration at all. Files over the limit (4 MiB unless set) are not read.

Split the file; how declarations are spread over files has no meaning.",
    bad: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
    reading {
        file-size "64 B"
    }
}
-- context.kdl --
agent "clerk" {
    summary "Issues refunds of up to 50 EUR to customers of the shop"
}
"#,
    good: r#"agent "clerk" {
    summary "Issues refunds of up to 50 EUR to customers of the shop"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, limit: u32) -> Diagnostic {
    let size = source.text.len();
    source
        .finding(&RULE, Span::at(0), format!("the file has {size} bytes, more than {limit}"))
        .label("not read")
        .help("split the file, or raise the limit")
}
