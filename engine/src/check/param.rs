//! Values of params and their types.

use bailiwick_schema::document::{Item, Value};

/// The word for the type of a declared param.
pub(crate) fn type_of(declaration: Item<'_>) -> Option<&str> {
    declaration.property_text("type")
}

/// Whether a value in KDL is of a param's type; values that are wrong by themselves count as right.
pub(crate) fn fits(kind: &str, value: &Value) -> bool {
    match value {
        Value::Source(_) | Value::Text(_) => kind == "string",
        Value::Integer(_) => matches!(kind, "integer" | "number"),
        Value::Decimal(_) => kind == "number",
        Value::Boolean(_) => kind == "boolean",
        _ => true,
    }
}

/// Whether a value in JSON is of a param's type.
pub(crate) fn fits_json(kind: &str, value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(_) => kind == "string",
        serde_json::Value::Number(number) => {
            kind == "number" || (kind == "integer" && (number.is_i64() || number.is_u64()))
        }
        serde_json::Value::Bool(_) => kind == "boolean",
        _ => false,
    }
}

/// What a JSON value is, with its article.
pub(crate) const fn what(value: &serde_json::Value) -> &'static str {
    match value {
        serde_json::Value::Null => "null",
        serde_json::Value::Bool(_) => "a boolean",
        serde_json::Value::Number(_) => "a number",
        serde_json::Value::String(_) => "a text",
        serde_json::Value::Array(_) => "an array",
        serde_json::Value::Object(_) => "an object",
    }
}
