//! `text-beside-triple-quotes`: triple quotes share their line with the text.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::character::{is_newline, offset};
use crate::syntax::findings::Source;

/// Triple quotes share their line with the text.
pub static RULE: Rule = Rule {
    code: "BW1048",
    name: "text-beside-triple-quotes",
    severity: Severity::Error,
    summary: "triple quotes that share their line with the text",
    why: r#"The opening `"""` ends its line, and the closing `"""` stands on a line of its own, with nothing but spaces before it."#,
    bad: r#"agent "clerk" {
    instructions """
        Be brief."""
}
"#,
    good: r#"agent "clerk" {
    instructions """
        Be brief.
        """
}
"#,
    references: &[],
};

/// Reports text behind the opening quotes.
pub(in crate::syntax) fn report_opening(source: &Source<'_>, body: Span) -> Diagnostic {
    let text = body.text(source.text);
    let length = text.find(is_newline).map_or(body.len(), offset);
    source
        .finding(
            &RULE,
            Span::new(body.start, body.start + length),
            "text behind opening triple quotes",
        )
        .label("the text starts on the next line")
        .help("begin a new line behind the quotes")
}

/// Reports text before the closing quotes.
pub(in crate::syntax) fn report_closing(source: &Source<'_>, body: Span) -> Diagnostic {
    let text = body.text(source.text);
    let start = text.trim_end_matches(|character| !is_newline(character)).len();
    let span = Span::new(body.start + offset(start), body.end);
    source
        .finding(&RULE, span, "text before closing triple quotes")
        .label("the last line may hold spaces only")
        .help("put the closing quotes on a line of their own")
}
