//! `nul-character`: a text holds a NUL character.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A text holds a NUL character.
pub static RULE: Rule = Rule {
    code: "BW1002",
    name: "nul-character",
    severity: Severity::Error,
    summary: "a NUL character in a text",
    why: "A NUL is not text. It shows that the file is binary, or that it is UTF-16 read as UTF-8.",
    bad: "agent \"clerk\" {\n    title \"a\u{0}b\"\n}\n",
    good: r#"agent "clerk" {
    title "ab"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "a NUL character in the text")
        .label("no text has one")
        .help("save the file as UTF-8 text, or write `\\u{0}` in a quoted text where it is meant")
        .fix(Applicability::Unsafe, "remove it", span, "")
}
