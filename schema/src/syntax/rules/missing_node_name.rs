//! `missing-node-name`: a node has no name.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A node has no name.
pub static RULE: Rule = Rule {
    code: "BW1023",
    name: "missing-node-name",
    severity: Severity::Error,
    summary: "a node without a name",
    why: "Each node begins with a name, behind its annotation if it has one. Braces alone group nothing: a children \
          block opens on the line of its node.",
    bad: r#"agent "clerk" {
    { steps 40 }
}
"#,
    good: r#"agent "clerk" {
    limits { steps 40 }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    source
        .finding(&RULE, span, "a node without a name")
        .label("a name is missing before this")
        .help("write the node's name here")
}

/// Reports a block that opens on a line below its node.
pub(in crate::syntax) fn report_on_its_own_line(
    source: &Source<'_>,
    brace: Span,
    header: Span,
) -> Diagnostic {
    let node = source.excerpt(header);
    let finding = source
        .finding(&RULE, brace, format!("the children block of `{node}` opens on a line of its own"))
        .label("a node ends with its line")
        .help(format!("put `{{` on the line of `{node}`"));
    let between = Span::new(header.end, brace.start);
    if !between.text(source.text).trim().is_empty() {
        return finding;
    }
    let with_brace = Span::new(header.end, brace.end);
    finding.fix(Applicability::Safe, "move `{` up", with_brace, " {")
}
