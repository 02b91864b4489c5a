//! Conditions as the block of a rule declares them.

use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;

use super::{Condition, When};
use crate::permission::arguments::{Pointer, PointerError, Scalar};
use crate::permission::number::Number;

/// Why a block is no condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    /// What is at fault.
    pub at: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

impl Condition {
    /// Reads the block of a rule.
    ///
    /// # Errors
    ///
    /// The first `when` that says nothing, or whose argument cannot be found by any request.
    pub fn of(rule: Item<'_>) -> Result<Self, ConditionError> {
        let whens: Result<Vec<When>, ConditionError> =
            rule.children_of(&vocabulary::WHEN).map(when).collect();
        Ok(Self::new(whens?, rule.child(&vocabulary::ONLY_THESE_ARGUMENTS).is_some()))
    }
}

fn when(item: Item<'_>) -> Result<When, ConditionError> {
    let wrong = |at, message: String, help| Err(ConditionError { at, message, help });
    let (name, rest) =
        item.arguments().split_first().map_or((None, &[][..]), |(name, rest)| (Some(name), rest));
    let at = name.map_or(item.span(), |name| name.span);
    let pointer =
        match Pointer::read(name.and_then(|name| item.text_of(&name.value)).unwrap_or_default()) {
            Ok(pointer) => pointer,
            Err(error @ PointerError::Empty) => {
                return wrong(
                    at,
                    error.to_string(),
                    "write its name, or a JSON Pointer such as `/order/total`",
                );
            }
            Err(error) => return wrong(at, error.to_string(), "write `~0` for a `~`"),
        };
    let mut values = Vec::with_capacity(rest.len());
    for argument in rest {
        match scalar(item, &argument.value) {
            Some(value) => values.push(value),
            None => {
                return wrong(
                    argument.span,
                    "this is no value that an argument could have".to_owned(),
                    "write text, a number, `#true` or `#false`",
                );
            }
        }
    }
    let bound = |name: &str| {
        item.property(name).map(|property| match scalar(item, &property.value) {
            Some(Scalar::Number(number)) => Ok(number),
            _ => Err(ConditionError {
                at: property.value_span,
                message: format!("`{name}` is no number"),
                help: "write a number such as `50` or `0.5`",
            }),
        })
    };
    let (at_least, at_most) = (bound("at-least").transpose()?, bound("at-most").transpose()?);
    if let (Some(least), Some(most)) = (&at_least, &at_most)
        && most < least
    {
        let message = format!("no number is at least {least} and at most {most}");
        return wrong(item.span(), message, "write the smaller number at `at-least`");
    }
    if values.is_empty() && at_least.is_none() && at_most.is_none() {
        let message = "`when` says nothing of the argument".to_owned();
        return wrong(item.span(), message, "add values, `at-least=` or `at-most=`");
    }
    Ok(When { pointer, values, at_least, at_most })
}

/// A value as requests have it.
pub(crate) fn scalar(item: Item<'_>, value: &Value) -> Option<Scalar> {
    match value {
        Value::Source(_) | Value::Text(_) => {
            item.text_of(value).map(|text| Scalar::Text(text.into()))
        }
        Value::Integer(number) => Number::read(&number.to_string()).map(Scalar::Number),
        Value::Decimal(number) => Number::read(&number.to_string()).map(Scalar::Number),
        Value::Boolean(value) => Some(Scalar::Boolean(*value)),
        _ => None,
    }
}
