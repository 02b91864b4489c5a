//! `not-utf-8`: a file is not UTF-8.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A file is not UTF-8.
pub static RULE: Rule = Rule {
    code: "BW1001",
    name: "not-utf-8",
    severity: Severity::Error,
    summary: "a file that is not UTF-8",
    why: r"KDL files are UTF-8. A file in another encoding would be read wrongly, so each wrong byte counts as U+FFFD and the rest is still read.

Save the file as UTF-8, or convert it: `iconv -f latin1 -t utf-8 FILE`.",
    bad: r##"agent "clerk" {
    instructions #"""
\xE9coute: answer open tickets.
"""#
}
"##,
    good: r##"agent "clerk" {
    instructions #"""
Écoute: answer open tickets.
"""#
}
"##,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(
    source: &Source<'_>,
    span: Span,
    wrong: u8,
    count: usize,
) -> Diagnostic {
    let at = span.start;
    let message = format!("the file is not UTF-8: wrong byte `{wrong:02X}` at offset {at}");
    let label = match count {
        0 | 1 => String::new(),
        _ => format!("the first of {count} wrong sequences"),
    };
    source.finding(&RULE, span, message).label(label).help("save the file as UTF-8")
}
