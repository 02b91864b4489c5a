//! `old-raw-string`: a raw text is written as in KDL 1, with an `r`.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A raw text is written as in KDL 1, with an `r`.
pub static RULE: Rule = Rule {
    code: "BW1044",
    name: "old-raw-string",
    severity: Severity::Error,
    summary: "a raw text written as in KDL 1, with an `r`",
    why: "KDL 2 writes raw texts `#\"\u{2026}\"#`, with at least one `#` and without the `r` of KDL 1.",
    bad: r#"agent "clerk" {
    instructions r"Escape \* in patterns."
}
"#,
    good: r##"agent "clerk" {
    instructions #"Escape \* in patterns."#
}
"##,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span, hashes: usize) -> Diagnostic {
    let text = span.text(source.text).strip_prefix('r').unwrap_or_default();
    let text = if hashes == 0 { format!("#{text}#") } else { text.to_owned() };
    source
        .finding(&RULE, span, "a raw text of KDL 1")
        .label("begins with `r`")
        .help("write `#\"…\"#`, without `r`")
        .fix(Applicability::Safe, "write it as in KDL 2", span, text)
}
