//! `misplaced-line-continuation`: a `\` is not at the end of a line.

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A `\` is not at the end of a line.
pub static RULE: Rule = Rule {
    code: "BW1034",
    name: "misplaced-line-continuation",
    severity: Severity::Error,
    summary: r"a `\` that is not at the end of a line",
    why: r#"Outside of texts a `\` takes away the line end behind it, so that a node goes on in the next line. Only spaces and a comment may stand between. A text with a backslash is written in quotes."#,
    bad: r#"server "tickets" {
    command "tickets-mcp" \ "--read-only"
}
agent "clerk" {
    server "tickets"
}
"#,
    good: r#"server "tickets" {
    command "tickets-mcp" \
        "--read-only"
}
agent "clerk" {
    server "tickets"
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "`\\` is not at the end of a line")
        .label("takes away no line end")
        .help("remove it, or put the text in quotes: in `#\"…\"#` a backslash is a backslash")
}
