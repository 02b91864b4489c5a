//! `invalid-number`: what begins like a number is not one.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::findings::Source;
use crate::syntax::lexer::is_number;

/// What begins like a number is not one.
pub static RULE: Rule = Rule {
    code: "BW1041",
    name: "invalid-number",
    severity: Severity::Error,
    summary: "what begins like a number and is not one",
    why: "Numbers are written `40`, `-2.5`, `1_000`, `1.5e3`, `0xff`, `0o17`, `0b101`. With a unit, a slash or two points it is a text and needs quotes.",
    bad: r#"agent "clerk" {
    limits {
        wall-clock 10m
    }
}
"#,
    good: r#"agent "clerk" {
    limits {
        wall-clock "10m"
    }
}
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = span.text(source.text);
    let finding =
        source.finding(&RULE, span, format!("`{}` is not a number", source.excerpt(span)));
    if let Some(number) = written.strip_suffix(',')
        && is_number(number.as_bytes())
    {
        return finding
            .label("a comma is not a separator in KDL")
            .help("separate values by spaces")
            .fix(Applicability::Unsafe, "remove the comma", span, number);
    }
    let full = completed(written);
    if is_number(full.as_bytes()) {
        return finding
            .label("a digit belongs on both sides of the point")
            .help(format!("write `{full}`"))
            .fix(Applicability::Unsafe, format!("write `{full}`"), span, full);
    }
    let finding = finding.label("begins like one").help("put it in quotes where it is a text");
    if written.contains(['\\', '"']) || written.chars().any(char::is_control) {
        return finding;
    }
    finding.fix(Applicability::Unsafe, "quote it", span, format!("\"{written}\""))
}

/// The text with a zero on the empty side of its point.
fn completed(written: &str) -> String {
    let (sign, digits) = match written.strip_prefix(['+', '-']) {
        Some(digits) => (written.strip_suffix(digits).unwrap_or_default(), digits),
        None => ("", written),
    };
    let before = if digits.starts_with('.') { "0" } else { "" };
    let after = if digits.ends_with('.') { "0" } else { "" };
    format!("{sign}{before}{digits}{after}")
}
