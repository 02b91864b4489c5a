//! `multi-line-indentation`: a line of a text over several lines is indented less than its last line.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::character::{is_newline, offset};
use crate::syntax::findings::Source;

/// A line of a text over several lines is indented less than its last line.
pub static RULE: Rule = Rule {
    code: "BW1046",
    name: "multi-line-indentation",
    severity: Severity::Error,
    summary: "a text over several lines with a line indented less than its last one",
    why: r#"The space before the closing `"""` is taken away from every line of the text, so every line that is not blank must begin with exactly that space, tabs and spaces not mixed."#,
    bad: r#"agent "clerk" {
    instructions """
        Be brief.
  Be kind.
        """
}
"#,
    good: r#"agent "clerk" {
    instructions """
        Be brief.
        Be kind.
        """
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, body: Span, line: Option<u32>) -> Diagnostic {
    let text = body.text(source.text);
    let span = line.map_or(body, |start| {
        let rest = text.get(start as usize..).unwrap_or_default();
        let length = rest.find(is_newline).unwrap_or(rest.len());
        Span::new(body.start + start, body.start + start + offset(length))
    });
    let start = text.trim_end_matches(|character| !is_newline(character)).len();
    let closing = Span::new(body.start + offset(start), body.end);
    source
        .finding(&RULE, span, "a line does not begin with the space of the closing quotes' line")
        .label("indented differently")
        .related(source.path, closing, "every line must begin with this space")
        .help("indent it at least as far, with the same tabs and spaces")
}
