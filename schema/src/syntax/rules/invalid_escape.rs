//! `invalid-escape`: a backslash in a quoted text begins no known escape.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A backslash in a quoted text begins no known escape.
pub static RULE: Rule = Rule {
    code: "BW1040",
    name: "invalid-escape",
    severity: Severity::Error,
    summary: "a backslash in a quoted text that begins no known escape",
    why: "Known are `\\\"` `\\\\` `\\b` `\\f` `\\n` `\\r` `\\t` `\\s`, `\\u{1F600}` with one to six hexadecimal digits of a Unicode character, and a backslash before spaces and line ends, which takes them away. In a raw text, `#\"\u{2026}\"#`, a backslash is a backslash.",
    bad: r#"agent "clerk" {
    instructions "Find lines with grep \d first."
}
"#,
    good: r##"agent "clerk" {
    instructions #"Find lines with grep \d first."#
}
"##,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = span.text(source.text);
    let finding = source
        .finding(&RULE, span, format!("`{}` is not an escape", source.excerpt(span)))
        .label("a backslash begins an escape")
        .help("write `\\\\` for a backslash, or use a raw text: `#\"…\"#`");
    match written {
        "\\/" => finding.fix(Applicability::Unsafe, "write `/`", span, "/"),
        "\\'" => finding.fix(Applicability::Unsafe, "write `'`", span, "'"),
        _ if written.starts_with("\\u") => finding
            .label("one to six hexadecimal digits of a Unicode character belong between braces")
            .help("write for example `\\u{1F600}`"),
        _ => {
            let start = Span::at(span.start);
            finding.fix(Applicability::Unsafe, "write a backslash", start, "\\")
        }
    }
}
