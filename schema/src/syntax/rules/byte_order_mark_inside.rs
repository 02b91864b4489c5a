//! `byte-order-mark-inside`: a byte order mark stands inside a text.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A byte order mark stands inside a text.
pub static RULE: Rule = Rule {
    code: "BW1003",
    name: "byte-order-mark-inside",
    severity: Severity::Error,
    summary: "a byte order mark inside a text",
    why: "U+FEFF is allowed as the very first character only. Inside a text it is invisible and makes two names that look alike different. It often comes from joining files.",
    bad: "agent \"clerk\" {\n    title \"a\u{FEFF}b\"\n}\n",
    good: r#"agent "clerk" {
    title "ab"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "a byte order mark (U+FEFF) inside the text")
        .label("invisible here")
        .help("remove it; it may stand at the very start of a file only")
        .fix(Applicability::Unsafe, "remove it", span, "")
}
