//! `unopened-block`: a closing brace closes nothing.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A closing brace closes nothing.
pub static RULE: Rule = Rule {
    code: "BW1015",
    name: "unopened-block",
    severity: Severity::Error,
    summary: "a closing brace that closes nothing",
    why: "Each `}` closes the nearest open `{`. One too many shows that a block was closed too early.",
    bad: r#"agent "clerk" {
}
}
"#,
    good: r#"agent "clerk" {
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "`}` closes no children block")
        .label("nothing is open here")
        .help("remove it, or look whether a block above is closed too early")
        .fix(Applicability::Unsafe, "remove it", span, "")
}
