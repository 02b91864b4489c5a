//! Text in XML.

use super::visible::visible;

/// Escapes text for an element or a quoted attribute; what XML cannot hold becomes a code point.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\n' => escaped.push_str("&#10;"),
            _ => escaped.push_str(
                &visible(character.encode_utf8(&mut [0; 4]))
                    .replace('<', "&lt;")
                    .replace('>', "&gt;"),
            ),
        }
    }
    escaped
}
