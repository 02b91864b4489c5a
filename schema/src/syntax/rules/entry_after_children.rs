//! `entry-after-children`: an argument or property follows a children block that is left out.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// An argument or property follows a children block that is left out.
pub static RULE: Rule = Rule {
    code: "BW1035",
    name: "entry-after-children",
    severity: Severity::Error,
    summary: "an argument or property behind a children block that is left out",
    why: "Arguments and properties come first, children blocks last, those left out by `/-` too.",
    bad: r#"agent "clerk" {
    model /-{ temperature 0; } "anthropic/claude-sonnet-4-5-20250929"
}
"#,
    good: r#"agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929" /-{ temperature 0; }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "an argument or property behind a children block")
        .label("not read")
        .help("move it before the block")
}
