//! A permission that holds for some arguments only, as JSON.

use super::json::Json;
use crate::compose::Member;
use crate::permission::{Condition, Number, Scalar, When};

/// `{"pattern": …, "when": […]}`; a condition that cannot be read is `null`.
pub(super) fn object(member: &Member<'_>) -> String {
    let mut json = Json::default();
    json.open('{');
    let condition = Condition::of(member.item);
    if condition.as_ref().is_ok_and(Condition::is_closed) {
        json.key("only-these-arguments");
        json.raw("true");
    }
    json.key("pattern");
    json.string(member.text);
    json.key("when");
    match condition {
        Ok(condition) => {
            json.open('[');
            condition.whens().iter().for_each(|wanted| when(wanted, &mut json));
            json.close(']');
        }
        Err(_) => json.raw("null"),
    }
    json.close('}');
    json.into_string()
}

fn when(when: &When, json: &mut Json) {
    json.open('{');
    json.key("argument");
    json.string(when.pointer.as_str());
    for (name, bound) in [("at-least", &when.at_least), ("at-most", &when.at_most)] {
        if let Some(bound) = bound {
            json.key(name);
            number(bound, json);
        }
    }
    if !when.values.is_empty() {
        json.key("value");
        json.open('[');
        for value in &when.values {
            match value {
                Scalar::Boolean(value) => json.raw(if *value { "true" } else { "false" }),
                Scalar::Number(value) => number(value, json),
                Scalar::Text(text) => json.string(text),
                Scalar::Nothing => json.raw("null"),
            }
        }
        json.close(']');
    }
    json.close('}');
}

/// A number as ECMAScript writes it; as an object where a double would be another number.
fn number(value: &Number, json: &mut Json) {
    let written = value.to_string();
    let mut buffer = ryu_js::Buffer::new();
    let double = written.parse::<f64>().ok().filter(|double| double.is_finite());
    let short = double.map(|double| buffer.format(double));
    match short.filter(|short| Number::read(short).as_ref() == Some(value)) {
        Some(short) => json.raw(short),
        None => {
            json.open('{');
            json.key("decimal");
            json.string(&written);
            json.close('}');
        }
    }
}
