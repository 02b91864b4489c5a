//! Prints JSON in which no invisible character stands raw.

use std::fmt::Write as _;

use serde_json::Value;

use super::visible::is_invisible;

/// The document with two spaces of indentation and a line end; invisible characters are escaped (`\u202e`).
#[must_use]
pub fn json_text(document: &Value) -> String {
    escaped(format!("{document:#}\n"))
}

/// JSON on one line, with a line end; invisible characters are escaped.
#[must_use]
pub fn json_line(document: &str) -> String {
    escaped(format!("{document}\n"))
}

fn escaped(text: String) -> String {
    let raw = |character: char| character != '\n' && is_invisible(character);
    if !text.chars().any(raw) {
        return text;
    }
    // Outside of strings JSON has no such character, so each one stands in a string, where it may be escaped.
    let mut escaped = String::with_capacity(text.len() + 64);
    for character in text.chars() {
        if raw(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _infallible = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{json_line, json_text};

    #[test]
    fn invisible_characters_are_escaped_and_the_value_stays() {
        let document = json!({ "a\u{200b}": "x\u{202e}\u{e0041}\n\u{7f}ä" });
        let text = json_text(&document);
        assert_eq!(text, "{\n  \"a\\u200b\": \"x\\u202e\\udb40\\udc41\\n\\u007fä\"\n}\n");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), document);
        assert_eq!(json_line("{\"a\":\"x\u{202e}\"}"), "{\"a\":\"x\\u202e\"}\n");
    }
}
