//! `unquoted-text`: a text without quotes holds a character that needs them.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::character::{is_disallowed, offset};
use crate::syntax::findings::Source;

/// A text without quotes holds a character that needs them.
pub static RULE: Rule = Rule {
    code: "BW1045",
    name: "unquoted-text",
    severity: Severity::Error,
    summary: "a text without quotes that holds a character that needs them",
    why: r#"A text without quotes may hold letters, digits and most signs, but none of `\ / ( ) { } ; [ ] " # =`. Paths, URLs and patterns are written in quotes."#,
    bad: r#"agent "clerk" {
    instructions file=context/clerk.md
}
-- context/clerk.md --
Answer open tickets.
"#,
    good: r#"agent "clerk" {
    instructions file="context/clerk.md"
}
-- context/clerk.md --
Answer open tickets.
"#,
    references: &[],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, span: Span) -> Diagnostic {
    let written = span.text(source.text);
    if written.starts_with('[') {
        return list(source, span);
    }
    let finding = source
        .finding(&RULE, span, format!("`{}` needs quotes", source.excerpt(span)))
        .label("holds a character that may stand in quotes only");
    let finding = finding.help("put it in quotes");
    // Signs alone are what is left of another language's punctuation; in quotes they would be a value.
    let is_punctuation = !written.chars().any(char::is_alphanumeric);
    if is_punctuation
        || written.chars().any(|character| character == '"' || is_disallowed(character))
    {
        return finding;
    }
    let text =
        if written.contains('\\') { format!("#\"{written}\"#") } else { format!("\"{written}\"") };
    finding.fix(Applicability::Safe, "quote it", span, text)
}

/// Reports a list as other languages write it, as a whole where it ends on its line.
fn list(source: &Source<'_>, bracket: Span) -> Diagnostic {
    let finding = |span| {
        source
            .finding(&RULE, span, "a list in brackets")
            .label("not how KDL writes several values")
            .help("a list is written as arguments: `name \"one\" \"two\"`")
    };
    let rest = source.text.get(bracket.start as usize..).unwrap_or_default();
    // Lists are short; a hostile line is not searched again for each of its brackets.
    let near = rest.get(..rest.floor_char_boundary(1000)).unwrap_or_default();
    let line = near.lines().next().unwrap_or_default();
    let Some((items, after)) = line.split_once(']') else { return finding(bracket) };
    let inner = items.trim_start_matches('[');
    let comma = usize::from(after.starts_with(','));
    let span = Span::new(bracket.start, bracket.start + offset(items.len() + 1 + comma));
    let mut arguments = Vec::new();
    for item in inner.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        let text = item.strip_prefix('"').and_then(|item| item.strip_suffix('"')).unwrap_or(item);
        if text.contains(['"', '\\', '[', '{', '}', ';', '#']) || text.chars().any(is_disallowed) {
            return finding(span);
        }
        arguments.push(format!("\"{text}\""));
    }
    let fix = arguments.join(" ");
    finding(span).fix(Applicability::Unsafe, format!("write `{fix}`"), span, fix)
}
