//! `unknown-keyword`: a word behind `#` is not a keyword.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;

/// A word behind `#` is not a keyword.
pub static RULE: Rule = Rule {
    code: "BW1043",
    name: "unknown-keyword",
    severity: Severity::Error,
    summary: "a word behind `#` that is no keyword",
    why: "The keywords are `#true`, `#false`, `#null`, `#inf`, `#-inf` and `#nan`. KDL has no `#` comments: a comment begins with `//`.",
    bad: r#"agent "clerk" {
    instructions "Refund." template=#yes
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
    let finding =
        source.finding(&RULE, span, format!("`{}` is not a keyword", source.excerpt(span)));
    let meant = match written.to_ascii_lowercase().as_str() {
        "#true" | "#yes" | "#on" => Some("#true"),
        "#false" | "#no" | "#off" => Some("#false"),
        "#null" | "#nil" | "#none" => Some("#null"),
        "#inf" | "#infinity" => Some("#inf"),
        "#-inf" | "#-infinity" => Some("#-inf"),
        "#nan" => Some("#nan"),
        _ => None,
    };
    match meant {
        Some(meant) => {
            let same = written.eq_ignore_ascii_case(meant);
            let applicability = if same { Applicability::Safe } else { Applicability::Unsafe };
            finding.label("not one of the six keywords").did_you_mean(meant).fix(
                applicability,
                format!("write `{meant}`"),
                span,
                meant,
            )
        }
        None => finding
            .label("known are `#true`, `#false`, `#null`, `#inf`, `#-inf`, `#nan`")
            .help("put it in quotes where it is a text; a comment begins with `//`"),
    }
}
