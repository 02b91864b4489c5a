//! `annotation-before-key`: a type annotation stands before a property key.

use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A type annotation stands before a property key.
pub static RULE: Rule = Rule {
    code: "BW1031",
    name: "annotation-before-key",
    severity: Severity::Error,
    summary: "a type annotation before a property key",
    why: "The annotation of a property stands before its value: `key=(type)value`.",
    bad: r#"agent "clerk" {
    failure {
        retry 2 (duration)backoff="2s"
        timeout "30s"
    }
}
"#,
    good: r#"agent "clerk" {
    failure {
        retry 2 backoff="2s"
        timeout "30s"
    }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span, value: Span) -> Diagnostic {
    let written = span.text(source.text).trim_end();
    let mut finding = source
        .finding(
            &RULE,
            span,
            format!("the annotation `{}` stands before a property key", source.excerpt(span)),
        )
        .label("a key has no annotation")
        .help("move it before the value")
        .fix(Applicability::Safe, "move it before the value", span, "");
    if let Some(fix) = &mut finding.fix {
        let path = source.path.clone();
        fix.edits.push(Edit { path, span: value, replacement: written.to_owned() });
    }
    finding
}
