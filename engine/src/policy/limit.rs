//! Limits as policies bound them.

use std::cmp::Ordering;

use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::value::{Duration, Money};
use bailiwick_schema::vocabulary::{self, NodeSpec, ValueKind};

use crate::compose::Effective;

/// The row of a path such as `limits/steps`.
pub(super) fn row(path: &str) -> Option<&'static NodeSpec> {
    vocabulary::child_named(Some(&vocabulary::LIMITS), path.strip_prefix("limits/")?)
}

/// Reads the highest value of a limit as the limit itself is read.
///
/// # Errors
///
/// What is wrong, as a message.
pub(super) fn read(item: Item<'_>, spec: &NodeSpec, value: &Value) -> Result<Value, String> {
    let written = crate::show::display(item, value);
    let name = spec.name;
    let wrong = |why: String| format!("`{written}` is no `{name}`: {why}");
    match (spec.arguments.first().map(|argument| argument.value), value) {
        (Some(ValueKind::Integer { min, max }), Value::Integer(number)) => {
            if (min..=max).contains(number) {
                Ok(Value::Integer(*number))
            } else {
                Err(wrong(format!("it is not in the range {min} to {max}")))
            }
        }
        (Some(ValueKind::Money), Value::Source(_) | Value::Text(_)) => {
            Money::parse(&written).map(Value::Money).map_err(wrong)
        }
        (Some(ValueKind::Duration), Value::Source(_) | Value::Text(_)) => {
            Duration::parse(&written).map(Value::Duration).map_err(wrong)
        }
        (Some(kind), _) => Err(format!("`{written}` is not {}", kind.words())),
        (None, _) => Err(format!("`{name}` takes no value")),
    }
}

/// The limit of this row that an agent has.
pub(super) fn of<'f>(effective: &Effective<'f>, spec: &NodeSpec) -> Option<Item<'f>> {
    Some(effective.field(&vocabulary::LIMITS)?.child(spec)?.item)
}

/// How a limit compares with the highest that is permitted; none where they count in different things.
pub(super) fn compare(limit: Item<'_>, most: &Value) -> Option<Ordering> {
    crate::limit::compare(&limit.arguments().first()?.value, most)
}
