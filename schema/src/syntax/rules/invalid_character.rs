//! `invalid-character`: a text holds a control or direction character.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::syntax::character::character_at;
use crate::syntax::findings::Source;
use crate::syntax::rules::{byte_order_mark_inside, nul_character};

/// A text holds a control or direction character.
pub static RULE: Rule = Rule {
    code: "BW1004",
    name: "invalid-character",
    severity: Severity::Error,
    summary: "a control or direction character in a text",
    why: r#"Control characters and characters that change the direction of text are invisible and can make a declaration read differently from what it says (Trojan Source). KDL forbids them everywhere; in a quoted text they can be written as `\u{...}`."#,
    bad: "agent \"clerk\" {\n    summary \"allow \u{202E}yned\u{202C}\"\n}\n",
    good: r#"agent "clerk" {
    summary "allow deny"
}
"#,
    references: &["CVE-2021-42574"],
};

/// Reports it at its place.
pub(in crate::syntax) fn report(source: &Source<'_>, at: u32) -> Diagnostic {
    let character = character_at(source.text, at as usize).unwrap_or('\0');
    let length = u32::try_from(character.len_utf8()).unwrap_or(1);
    let span = Span::new(at, at + length);
    match character {
        '\0' => return nul_character::report(source, span),
        '\u{FEFF}' => return byte_order_mark_inside::report(source, span),
        _ => {}
    }
    let code = u32::from(character);
    let (what, label) = if character.is_control() {
        ("control", "not allowed in a text")
    } else {
        ("direction", "changes how the text around it is shown")
    };
    source
        .finding(&RULE, span, format!("a {what} character (U+{code:04X}) in the text"))
        .label(label)
        .help(format!("remove it, or write `\\u{{{code:X}}}` in a quoted text where it is meant"))
        .fix(Applicability::Unsafe, "remove it", span, "")
}
