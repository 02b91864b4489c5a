//! The rows of an `instances` file, and where they stand in it.

use rustc_hash::FxHashSet;
use serde_json::Value;

/// One agent of many: its name's last part and its parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The last part of the name.
    pub name: String,
    /// Parameters by name.
    pub values: Vec<(String, Value)>,
}

/// Reads the rows of a file.
///
/// # Errors
///
/// What is wrong with the file, as a clause for a message; rows that are wrong by themselves are left to the checks.
pub fn rows(text: &str) -> Result<Vec<Row>, String> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
    let Value::Array(rows) = value else {
        return Err("it is not an array of objects".to_owned());
    };
    rows.into_iter()
        .enumerate()
        .map(|(at, row)| {
            let Value::Object(mut row) = row else {
                return Err(format!("{} is not an object", written(text).row(at)));
            };
            let Some(Value::String(name)) = row.shift_remove("name") else {
                return Err(format!("{} has no text `name`", written(text).row(at)));
            };
            Ok(Row { name, values: row.into_iter().collect() })
        })
        .collect()
}

/// What the text of a file of rows says beyond its values.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The line in which each row begins, from 1.
    pub lines: Vec<usize>,
    /// The rows, from 0, and the keys that stand in them again.
    pub repeated: Vec<(usize, String)>,
}

impl Written {
    /// A row, from 0, as messages name it: `row 2 (line 5)`.
    #[must_use]
    pub fn row(&self, at: usize) -> String {
        match self.lines.get(at) {
            Some(line) => format!("row {} (line {line})", at + 1),
            None => format!("row {}", at + 1),
        }
    }
}

/// Reads where rows begin and which keys they repeat; the text is JSON, whose strings alone may hide a brace.
#[must_use]
pub fn written(text: &str) -> Written {
    let mut written = Written::default();
    let (mut line, mut depth, mut at) = (1, 0_usize, 0);
    let mut begins = false;
    let mut keys: FxHashSet<&str> = FxHashSet::default();
    while let Some(byte) = text.as_bytes().get(at) {
        if begins && depth == 1 && !byte.is_ascii_whitespace() && *byte != b']' {
            written.lines.push(line);
            keys.clear();
            begins = false;
        }
        match byte {
            b'\n' => line += 1,
            b'[' | b'{' => {
                begins = depth == 0;
                depth += 1;
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 1 => begins = true,
            b'"' => {
                let rest = text.get(at + 1..).unwrap_or_default();
                let length = string_length(rest);
                let key = rest.get(..length).unwrap_or_default();
                at += length + 1;
                let behind = text.get(at + 1..).unwrap_or_default().trim_start();
                if depth == 2 && behind.starts_with(':') && !keys.insert(key) {
                    written.repeated.push((written.lines.len().saturating_sub(1), key.to_owned()));
                }
            }
            _ => {}
        }
        at += 1;
    }
    written
}

/// How many bytes stand before the quote that ends a string.
fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    rest.bytes()
        .position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        })
        .unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn rows_have_their_lines_and_repeated_keys_are_seen() {
        let text = "[\n  {\n    \"name\": \"a{\", \"x\": [{\"x\": 1}]\n  },\n\n  { \"name\": \"b\\\"\", \"x\": 1, \"x\" : 2 }, 7\n]";
        let found = written(text);
        assert_eq!(found.lines, [2, 6, 6]);
        assert_eq!(found.repeated, [(1, "x".to_owned())]);
        assert_eq!(found.row(1), "row 2 (line 6)");
        assert_eq!(written("[]").lines, [0_usize; 0]);
    }
}
