//! `bare-keyword`: a keyword is written as in KDL 1, without its `#`.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A keyword is written as in KDL 1, without its `#`.
pub static RULE: Rule = Rule {
    code: "BW1042",
    name: "bare-keyword",
    severity: Severity::Error,
    summary: "a keyword written as in KDL 1, without its `#`",
    why: "KDL 2 writes `#true`, `#false`, `#null`, `#inf`, `#-inf` and `#nan`. Without `#` they are refused, so that no file means one thing in KDL 1 and another in KDL 2.",
    bad: r#"agent "clerk" {
    instructions "Refund." template=true
}
"#,
    good: r#"agent "clerk" {
    instructions "Refund." template=#true
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = span.text(source.text);
    if written == "null" {
        // Nothing in the language takes `#null`.
        return source
            .finding(&RULE, span, "`null` is written without `#`")
            .label("a habit of KDL 1")
            .help("write `\"null\"` where the text is meant; what is not to be said is left out");
    }
    source
        .finding(&RULE, span, format!("`{written}` is written without `#`"))
        .label("a habit of KDL 1")
        .help(format!("write `#{written}`, or `\"{written}\"` where the text is meant"))
        .fix(Applicability::Safe, format!("write `#{written}`"), Span::at(span.start), "#")
}
