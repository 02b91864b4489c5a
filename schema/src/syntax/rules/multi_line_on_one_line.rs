//! `multi-line-on-one-line`: triple quotes open and close on one line.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// Triple quotes open and close on one line.
pub static RULE: Rule = Rule {
    code: "BW1047",
    name: "multi-line-on-one-line",
    severity: Severity::Error,
    summary: "triple quotes that open and close on one line",
    why: r#"`"""` begins a text over several lines, which starts on the next line. A text on one line has one quote on either side."#,
    bad: r#"agent "clerk" {
    title """Refund clerk"""
}
"#,
    good: r#"agent "clerk" {
    title "Refund clerk"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = span.text(source.text);
    let hashes = written.len() - written.trim_start_matches('#').len();
    let rest = written.get(hashes + 3..).unwrap_or_default();
    let body = rest.get(..rest.len().saturating_sub(hashes + 3)).unwrap_or_default();
    let finding = source
        .finding(&RULE, span, "triple quotes open and close on one line")
        .label("a text over several lines starts on the next line")
        .help("use one quote on either side");
    let breaks = if hashes == 0 { "\"".to_owned() } else { format!("\"{}", "#".repeat(hashes)) };
    if body.starts_with('"') || body.contains(&breaks) || body.ends_with(['"', '\\']) {
        return finding;
    }
    let hashes = "#".repeat(hashes);
    let text = format!("{hashes}\"{body}\"{hashes}");
    finding.fix(Applicability::Safe, "use single quotes", span, text)
}
