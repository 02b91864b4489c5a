//! `comment-in-word`: a comment begins right behind a text without quotes.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::character::offset;
use crate::syntax::findings::Source;

/// A comment begins right behind a text without quotes.
pub static RULE: Rule = Rule {
    code: "BW1050",
    name: "comment-in-word",
    severity: Severity::Warning,
    summary: "a comment that begins right behind a text without quotes",
    why: "`https://example.com` without quotes is the text `https:` and a comment. The file is sound KDL, but hardly what is meant.",
    bad: r#"server "tickets" {
    url https://mcp.acme.example/tickets
}
agent "clerk" {
    server "tickets"
}
"#,
    good: r#"server "tickets" {
    url "https://mcp.acme.example/tickets"
}
agent "clerk" {
    server "tickets"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, word: Span, comment: Span) -> Diagnostic {
    let whole = word.to(comment);
    let length = whole.text(source.text).find(char::is_whitespace).map_or(whole.len(), offset);
    let span = Span::new(word.start, word.start + length);
    let text = span.text(source.text);
    let finding = source
        .finding(&RULE, span, format!("`{}` is cut off by a comment", source.excerpt(span)))
        .label("`//` begins a comment here")
        .help("put it in quotes, or put a space before the comment");
    if text.contains(['"', '\\']) {
        return finding;
    }
    finding.fix(Applicability::Unsafe, "quote it", span, format!("\"{text}\""))
}
