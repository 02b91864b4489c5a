//! `unclosed-raw-string`: a raw text has no closing quote on its line.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A raw text has no closing quote on its line.
pub static RULE: Rule = Rule {
    code: "BW1012",
    name: "unclosed-raw-string",
    severity: Severity::Error,
    summary: "a raw text without a closing quote on its line",
    why: r#"A raw text ends at a `"` with as many `#` behind it as stand before its opening quote."#,
    bad: r##"agent "clerk" {
    instructions ##"Quote "# as it is."#
}
"##,
    good: r###"agent "clerk" {
    instructions ##"Quote "# as it is."##
}
"###,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span, hashes: usize) -> Diagnostic {
    let closing = format!("\"{}", "#".repeat(hashes.min(16)));
    source
        .finding(&RULE, span, "the raw text has no closing quote")
        .label("starts here and runs to the end of the line")
        .help(format!("close it with `{closing}`: one `#` for each before the opening quote"))
}
