//! The rows of an `instances` file.

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
                return Err(format!("row {} is not an object", at + 1));
            };
            let Some(Value::String(name)) = row.shift_remove("name") else {
                return Err(format!("row {} has no text `name`", at + 1));
            };
            Ok(Row { name, values: row.into_iter().collect() })
        })
        .collect()
}
