//! One value: from what is written to what its row wants.

use rust_decimal::Decimal;

use crate::diagnostic::Applicability;
use crate::rule::Rule;
use crate::span::Span;
use crate::suggest::nearest;
use crate::syntax::{self, Entry};
use crate::value::{Date, Duration, Money, Rate, Size};
use crate::vocabulary::{NodeSpec, ValueKind};

use super::super::Value;
use super::super::decode::Decoder;
use super::super::rules::{
    EMPTY_TEXT, INVALID_DATE, INVALID_DURATION, INVALID_MONEY, INVALID_RATE, INVALID_SIZE,
    OUT_OF_RANGE, UNKNOWN_WORD, WRONG_TYPE,
};
use super::super::spelling;

/// Reads the value of an entry as its row wants it; reports what is wrong.
pub(super) fn value(
    decoder: &mut Decoder,
    spec: &NodeSpec,
    name: &str,
    kind: ValueKind,
    entry: Entry<'_>,
) -> Value {
    let span = entry.value_span();
    match (kind, entry.value()) {
        (ValueKind::Scalar, syntax::Value::Null) => wrong(decoder, spec, name, kind, entry),
        (ValueKind::Scalar, _) => free(decoder, entry),
        (ValueKind::Boolean, syntax::Value::Boolean(value)) => Value::Boolean(value),
        (ValueKind::Integer { min, max }, syntax::Value::Number(number)) => {
            match number.integer() {
                Some(integer) => integer_in(decoder, (spec, name), span, integer, (min, max)),
                None => wrong(decoder, spec, name, kind, entry),
            }
        }
        (ValueKind::Decimal { min, max }, syntax::Value::Number(number)) => {
            match number.decimal() {
                Some(decimal) => decimal_in(decoder, (spec, name), span, decimal, (min, max)),
                None => wrong(decoder, spec, name, kind, entry),
            }
        }
        (ValueKind::Integer { .. } | ValueKind::Decimal { .. } | ValueKind::Boolean, _) => {
            wrong(decoder, spec, name, kind, entry)
        }
        (_, syntax::Value::Text(written)) => text_value(decoder, spec, name, kind, &written, span),
        _ => wrong(decoder, spec, name, kind, entry),
    }
}

/// Any value, as it is written; `#null` is no value, and a number that cannot be held exactly is reported.
pub(super) fn free(decoder: &mut Decoder, entry: Entry<'_>) -> Value {
    match entry.value() {
        syntax::Value::Text(written) => spelling::text(decoder, &written, entry.value_span()),
        syntax::Value::Boolean(value) => Value::Boolean(value),
        syntax::Value::Number(number) => {
            let integer = number.integer().and_then(|integer| i64::try_from(integer).ok());
            match (integer, number.decimal()) {
                (Some(integer), _) => Value::Integer(integer),
                (None, Some(decimal)) => Value::Decimal(decimal),
                (None, None) => {
                    let message =
                        format!("`{}` is no number of at most 28 digits", number.written());
                    decoder.report(&OUT_OF_RANGE, entry.value_span(), message).help =
                        Some("write it as a text".to_owned());
                    Value::Invalid
                }
            }
        }
        syntax::Value::Null => Value::Invalid,
    }
}

fn integer_in(
    decoder: &mut Decoder,
    name: (&NodeSpec, &str),
    span: Span,
    integer: i128,
    range: (i64, i64),
) -> Value {
    match i64::try_from(integer) {
        Ok(integer) if (range.0..=range.1).contains(&integer) => Value::Integer(integer),
        _ => out_of_range(decoder, name, span, range),
    }
}

fn decimal_in(
    decoder: &mut Decoder,
    name: (&NodeSpec, &str),
    span: Span,
    decimal: Decimal,
    range: (i64, i64),
) -> Value {
    if (Decimal::from(range.0)..=Decimal::from(range.1)).contains(&decimal) {
        Value::Decimal(decimal.normalize())
    } else {
        out_of_range(decoder, name, span, range)
    }
}

fn out_of_range(
    decoder: &mut Decoder,
    (spec, name): (&NodeSpec, &str),
    span: Span,
    (min, max): (i64, i64),
) -> Value {
    let message = format!("{} is not in the range {min} to {max}", subject(spec, name));
    decoder.report(&OUT_OF_RANGE, span, message).help =
        Some(format!("write a number from {min} to {max}"));
    Value::Invalid
}

fn text_value(
    decoder: &mut Decoder,
    spec: &NodeSpec,
    name: &str,
    kind: ValueKind,
    written: &str,
    span: Span,
) -> Value {
    let unit =
        |decoder: &mut Decoder, rule: &'static Rule, what: &str, why: String, example: &str| {
            let message = format!("`{written}` is not {what}: {why}");
            decoder.report(rule, span, message).help = Some(format!("write it as in `{example}`"));
            Value::Invalid
        };
    match kind {
        ValueKind::Duration => match Duration::parse(written) {
            Ok(duration) => Value::Duration(duration),
            Err(why) => unit(decoder, &INVALID_DURATION, "a time span", why, "\"10m\""),
        },
        ValueKind::Date => match Date::parse(written) {
            Ok(date) => Value::Date(date),
            Err(why) => unit(decoder, &INVALID_DATE, "a date", why, "\"2026-12-31\""),
        },
        ValueKind::Money => match Money::parse(written) {
            Ok(money) => Value::Money(money),
            Err(why) => unit(decoder, &INVALID_MONEY, "an amount of money", why, "\"2.00 USD\""),
        },
        ValueKind::Rate => match Rate::parse(written) {
            Ok(rate) => Value::Rate(rate),
            Err(why) => unit(decoder, &INVALID_RATE, "a rate", why, "\"30/min\""),
        },
        ValueKind::Size => match Size::parse(written) {
            Ok(size) => Value::Size(size),
            Err(why) => unit(decoder, &INVALID_SIZE, "a size", why, "\"20 MiB\""),
        },
        ValueKind::OneOf(words) if !words.contains(&written) => {
            one_of(decoder, &subject(spec, name), written, words, span)
        }
        ValueKind::Text | ValueKind::OneOf(_) => spelling::text(decoder, written, span),
        _ if written.trim().is_empty() || written.contains(['\n', '\r']) => {
            let message = format!("{} is not one line of text", subject(spec, name));
            decoder.report(&EMPTY_TEXT, span, message).help =
                Some("write one line that is not empty".to_owned());
            Value::Invalid
        }
        _ => spelling::check(decoder, kind, written, span),
    }
}

fn one_of(decoder: &mut Decoder, name: &str, written: &str, words: &[&str], span: Span) -> Value {
    let list: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    let near = nearest(written, words.iter().copied());
    let found = decoder.report(&UNKNOWN_WORD, span, format!("{name} cannot be `{written}`"));
    found.help = Some(format!("possible are {}", list.join(", ")));
    if let Some(near) = near {
        let title = format!("write `{near}`");
        *found = found.clone().fix(Applicability::Unsafe, title, span, format!("\"{near}\""));
    }
    Value::Invalid
}

/// What a value is the value of, in words: a node with one value has its name.
fn subject(spec: &NodeSpec, name: &str) -> String {
    let node = spec.name;
    if spec.property(name).is_some() {
        format!("`{name}` of `{node}`")
    } else if spec.arguments.len() == 1 {
        format!("`{node}`")
    } else {
        format!("the {name} of `{node}`")
    }
}

fn wrong(
    decoder: &mut Decoder,
    spec: &NodeSpec,
    name: &str,
    kind: ValueKind,
    entry: Entry<'_>,
) -> Value {
    let span = entry.value_span();
    let written = span.text(&decoder.document.text).to_owned();
    let as_written = format!("`{written}`");
    let found_word = match entry.value() {
        syntax::Value::Text(_) => "text",
        syntax::Value::Number(_) if matches!(kind, ValueKind::Integer { .. }) => &as_written,
        syntax::Value::Number(_) => "a number",
        syntax::Value::Boolean(_) => "a boolean",
        syntax::Value::Null => "`#null`",
    };
    let wanted = match kind {
        ValueKind::Integer { .. } => "a whole number",
        ValueKind::Decimal { .. } => "a decimal number",
        ValueKind::Boolean => "`#true` or `#false`",
        ValueKind::Scalar => "text, a number or a boolean",
        _ => "text",
    };
    let message = format!("{} takes {wanted}, found {found_word}", subject(spec, name));
    let found = decoder.report(&WRONG_TYPE, span, message);
    found.help = Some(format!("write it as in `{}`", spec.example));
    let unquoted = written.trim_matches('"');
    let fix = match kind {
        ValueKind::Integer { .. } if unquoted.parse::<i64>().is_ok() => Some(unquoted.to_owned()),
        ValueKind::Boolean => match unquoted.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some("#true".to_owned()),
            "false" | "no" | "off" | "0" => Some("#false".to_owned()),
            _ => None,
        },
        ValueKind::Text | ValueKind::Line if written.starts_with(|c: char| c.is_alphanumeric()) => {
            Some(format!("\"{written}\""))
        }
        _ => None,
    };
    if let Some(fix) = fix {
        let key = entry.key().map_or(format!("{} ", spec.name), |_| format!("{name}="));
        let title = format!("write `{fix}`");
        *found = found.clone().help(format!("write `{key}{fix}`")).fix(
            Applicability::Unsafe,
            title,
            span,
            fix,
        );
    } else if kind == ValueKind::Boolean && entry.key().is_some() {
        found.help = Some(format!("write `{name}=#true` or `{name}=#false`"));
    }
    Value::Invalid
}
