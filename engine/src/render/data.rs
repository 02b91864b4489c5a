//! What a template sees: JSON as its engine has it, and back again.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr, ValueKind};
use rustc_hash::FxHashMap;
use serde_json::{Map, Number, Value as Json};

/// How deep a value may be nested that a template makes.
const MOST_DEPTH: usize = 64;

/// A JSON value as templates see it.
#[must_use]
pub(super) fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::from(()),
        Json::Bool(flag) => Value::from(*flag),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(integer), _) => Value::from(integer),
            (None, Some(integer)) => Value::from(integer),
            (None, None) => number.as_f64().map_or(Value::UNDEFINED, Value::from),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(all) => all.iter().map(value).collect(),
        Json::Object(members) if members.keys().is_sorted() => {
            Value::from_pairs(members.iter().map(|(key, member)| (key.as_str(), value(member))))
        }
        Json::Object(members) => {
            let order = members.keys().map(|key| Value::from(key.as_str())).collect();
            let values = members.iter().map(|(key, member)| (key.clone(), value(member)));
            Value::from_object(Members { order, values: values.collect() })
        }
    }
}

/// An object whose members keep their order.
#[derive(Debug)]
struct Members {
    order: Vec<Value>,
    values: FxHashMap<String, Value>,
}

impl Object for Members {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.values.get(key.as_str()?).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.order.clone())
    }
}

/// A value of a template as JSON; what is undefined is null.
///
/// # Errors
///
/// What has no form in JSON, as a clause for a message.
pub(super) fn json(value: &Value) -> Result<Json, String> {
    nested(value, 0)
}

fn nested(value: &Value, depth: usize) -> Result<Json, String> {
    if depth > MOST_DEPTH {
        return Err(format!("a value is nested deeper than {MOST_DEPTH}"));
    }
    let items = |value: &Value| {
        let items = value.try_iter().map_err(|error| error.to_string())?;
        items.map(|item| nested(&item, depth + 1)).collect::<Result<Vec<_>, String>>()
    };
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => Ok(Json::Null),
        ValueKind::Bool => Ok(Json::Bool(value.is_true())),
        ValueKind::Number => number(value),
        ValueKind::String => Ok(Json::String(value.as_str().unwrap_or_default().to_owned())),
        ValueKind::Seq | ValueKind::Iterable => items(value).map(Json::Array),
        ValueKind::Map => {
            let mut members = Map::new();
            for key in value.try_iter().map_err(|error| error.to_string())? {
                let name = key.as_str().ok_or("a key of an object is no text")?.to_owned();
                let member = value.get_item(&key).map_err(|error| error.to_string())?;
                members.insert(name, nested(&member, depth + 1)?);
            }
            Ok(Json::Object(members))
        }
        kind => Err(format!("a {kind} is no value")),
    }
}

fn number(value: &Value) -> Result<Json, String> {
    if let Ok(integer) = i64::try_from(value.clone())
        && value.is_integer()
    {
        return Ok(Json::from(integer));
    }
    let decimal = f64::try_from(value.clone()).ok().and_then(Number::from_f64);
    decimal.map(Json::Number).ok_or_else(|| "a number is too large".to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{json as read, value};

    #[test]
    fn members_keep_their_order() {
        let given = json!({"b": {"z": 1, "*": 2, "a": 3}, "a": [{"y": 1, "x": 2}]});
        let back = read(&value(&given)).expect("a value");
        assert_eq!(back.to_string(), given.to_string());
    }
}
