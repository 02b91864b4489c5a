//! Texts of definitions as the report and the declaration hold them: on one line, shortened, without secrets.

use crate::check::secrets;

/// What stands in the place of a secret.
const REFERENCE: &str = "${SECRET}";

/// The most bytes that a character takes in a KDL string.
pub(super) fn written_length(character: char) -> usize {
    match character {
        '"' | '\\' => 2,
        _ if character.is_ascii_graphic() || character == ' ' => 1,
        _ if character.is_alphanumeric() => character.len_utf8(),
        _ => "\\u{10ffff}".len(),
    }
}

/// A text of several lines as one: line ends and the blanks around them are one space.
pub(super) fn folded(text: &str) -> String {
    let is_line_end = |character: char| {
        matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    let lines: Vec<_> =
        text.split(is_line_end).map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() > 1 { lines.join(" ") } else { text.trim_matches(is_line_end).to_owned() }
}

/// The first 80 characters of a text, on one line.
pub(super) fn shortened(text: &str) -> String {
    shortened_to(text, 80)
}

/// The first characters of a text, on one line.
pub(super) fn shortened_to(text: &str, most: usize) -> String {
    let line = folded(text);
    let mut characters = line.chars();
    let mut short: String = characters.by_ref().take(most).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

/// A text with each secret of a known shape taken out, and what they are.
pub(super) fn without_secrets(text: &str) -> (String, Vec<&'static str>) {
    let found = secrets::in_text(text);
    (secrets::without(text, &found, REFERENCE), found.iter().map(|secret| secret.what).collect())
}
