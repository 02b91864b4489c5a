//! Writes YAML that every reader of YAML 1.1 and 1.2 reads as the same value.
//!
//! A text stands plain only where no reader takes it for anything else; other texts are quoted, or literal where they are
//! several lines of nothing special.

use std::fmt::Write as _;

use serde_json::Value;

/// A value on one line, for any place in a YAML document.
#[must_use]
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        Value::Number(number) => numeral(&number.to_string()),
        Value::Array(all) => {
            let items: Vec<String> = all.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, member)| format!("{}: {}", scalar(key), flow(member)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        Value::Null | Value::Bool(_) => value.to_string(),
    }
}

/// A document.
#[must_use]
pub(super) fn document(value: &Value) -> String {
    let mut text = String::new();
    match value {
        Value::Object(members) if !members.is_empty() => block(value, 0, &mut text),
        Value::Array(all) if !all.is_empty() => block(value, 0, &mut text),
        other => {
            text.push_str(&flow(other));
            text.push('\n');
        }
    }
    text
}

/// A value that is not empty and has parts, each on lines of its own.
fn block(value: &Value, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(members) => {
            for (at, (key, member)) in members.iter().enumerate() {
                // The first stands behind the mark of the list that it is in.
                if at > 0 || !text.ends_with("- ") {
                    text.push_str(&indent);
                }
                _ = write!(text, "{}:", scalar(key));
                part(member, depth + 1, text);
            }
        }
        Value::Array(all) => {
            for item in all {
                _ = write!(text, "{indent}-");
                match item {
                    Value::Object(members) if !members.is_empty() => {
                        text.push(' ');
                        block(item, depth + 1, text);
                    }
                    other => part(other, depth + 1, text),
                }
            }
        }
        other => text.push_str(&flow(other)),
    }
}

/// What stands behind a key or the mark of a list.
fn part(value: &Value, depth: usize, text: &mut String) {
    let is_empty = match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::String(lines) if is_literal(lines) => {
            let keep = if lines.ends_with('\n') { "" } else { "-" };
            _ = writeln!(text, " |{keep}");
            for line in lines.lines() {
                let indent = if line.is_empty() { String::new() } else { "  ".repeat(depth) };
                _ = writeln!(text, "{indent}{line}");
            }
            return;
        }
        _ => true,
    };
    if is_empty {
        _ = writeln!(text, " {}", flow(value));
    } else {
        text.push('\n');
        block(value, depth, text);
    }
}

/// Whether a text of several lines may stand as it is.
fn is_literal(text: &str) -> bool {
    let is_plain = |c: char| c == '\n' || (!is_escaped(c) && c != '\t');
    text.contains('\n')
        && text.chars().all(is_plain)
        && !text.starts_with(['\n', ' '])
        && !text.ends_with("\n\n")
        && text.lines().all(|line| line.is_empty() || !line.trim().is_empty())
}

/// A text: plain where no reader takes it for anything else.
fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Words that some reader takes for something else than text.
const WORDS: &[&str] =
    &["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity"];

fn is_plain(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b" _./-".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.bytes().all(inside)
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether a character is escaped in a quoted text: what is no printable character to YAML 1.1, ends a line there, or is not seen.
fn is_escaped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            other if is_escaped(other) => _ = write!(quoted, "\\u{:04x}", u32::from(other)),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A number as YAML 1.1 reads it, too: with a point and a sign where there is an exponent.
fn numeral(json: &str) -> String {
    let Some((front, exponent)) = json.split_once(['e', 'E']) else { return json.to_owned() };
    let point = if front.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['-', '+']) { "" } else { "+" };
    format!("{front}{point}e{sign}{exponent}")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use serde_json::json;

    use super::{document, flow};

    #[test]
    fn a_document_is_read_as_what_it_was() {
        let value = json!({
            "name": "clerk",
            "on": "no",
            "version": "1.10",
            "empty": [[], {}, "", null, true, 1e21, -2.5],
            "text": "two\nlines\n",
            "cut": "two\n\n  lines",
            "odd": " a: b # c\u{85}\u{2028}\u{7f}\t\"\\",
            "agents": [{ "name": "x", "tools": ["a", "b: c"] }, ["nested"], "- y"],
        });
        expect![[r#"
            name: clerk
            "on": "no"
            version: "1.10"
            empty:
              - []
              - {}
              - ""
              - null
              - true
              - 1.0e+21
              - -2.5
            text: |
              two
              lines
            cut: |-
              two

                lines
            odd: " a: b # c\u0085\u2028\u007f\t\"\\"
            agents:
              - name: x
                tools:
                  - a
                  - "b: c"
              -
                - nested
              - "- y"
        "#]]
        .assert_eq(&document(&value));
    }

    #[test]
    fn a_scalar_that_looks_like_something_else_is_quoted() {
        let texts =
            ["a b", "Yes", "1e3", "0x1f", "~", "=", "<<", "12:30", "a #b", "a: b", "*a", "é"];
        let written: Vec<String> = texts.map(|text| flow(&json!(text))).into();
        expect![[r##"a b "Yes" "1e3" "0x1f" "~" "=" "<<" "12:30" "a #b" "a: b" "*a" "é""##]]
            .assert_eq(&written.join(" "));
        assert_eq!(flow(&json!({"a": ["b", {"c": 1}]})), "{a: [b, {c: 1}]}");
    }
}
