//! The same slips in JSON: the JSON Schema refuses each of them at every row.

use bailiwick_schema::json_schema;
use bailiwick_schema::vocabulary::{NodeSpec, ValueKind, rows};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::instance::{one, required};
use crate::sample::{outside, wrong};

/// The part of the schema that is about one row.
fn validator(schema: &Value, path: &str) -> Validator {
    let part = json!({
        "$schema": schema["$schema"],
        "$ref": format!("#/$defs/{path}"),
        "$defs": schema["$defs"],
    });
    jsonschema::validator_for(&part).unwrap()
}

/// The kind of value that stands under a key of the row's object.
fn kind(spec: &NodeSpec, key: &str) -> Option<(ValueKind, bool)> {
    let argument = spec.arguments.iter().find(|argument| argument.name == key);
    let property = spec.properties.iter().find(|property| property.name == key);
    argument
        .map(|argument| (argument.value, argument.repeats()))
        .or(property.map(|property| (property.value, false)))
}

fn slips(spec: &NodeSpec) -> Vec<(String, Value)> {
    let valid = one(spec);
    let mut slips = Vec::new();
    match &valid {
        Value::Object(object) => {
            let mut more = valid.clone();
            more["unheard-of"] = json!("x");
            slips.push(("unknown key".to_owned(), more));
            for key in required(spec) {
                let mut less = object.clone();
                assert!(less.remove(key).is_some(), "{key}");
                slips.push((format!("missing {key}"), Value::Object(less)));
            }
            for key in object.keys() {
                let Some((kind, repeats)) = kind(spec, key) else { continue };
                for bad in std::iter::once(wrong(kind)).chain(outside(kind)) {
                    let mut other = valid.clone();
                    other[key] = if repeats { json!([bad]) } else { bad };
                    slips.push((format!("{key} is {}", other[key]), other));
                }
            }
            slips.push(("no object".to_owned(), json!(4711)));
        }
        Value::Array(_) => {
            let kind = spec.arguments.last().unwrap().value;
            slips.push(("wrong element".to_owned(), json!([wrong(kind)])));
            slips.extend(outside(kind).into_iter().map(|bad| (format!("{bad}"), json!([bad]))));
            slips.push(("no array".to_owned(), json!(4711)));
        }
        Value::Bool(_) if spec.arguments.is_empty() => {
            slips.push(("a word".to_owned(), json!("x")));
        }
        _ => {
            let kind = spec.arguments.last().unwrap().value;
            slips.push(("wrong type".to_owned(), wrong(kind)));
            slips.extend(outside(kind).into_iter().map(|bad| (format!("{bad}"), bad)));
        }
    }
    slips
}

#[test]
fn every_slip_at_every_row_is_refused() {
    let schema = json_schema::schema();
    let (mut count, mut wrong) = (0, Vec::new());
    for row in rows() {
        let path = row.path.join(".");
        let validator = validator(&schema, &path);
        let valid = one(row.spec);
        for error in validator.iter_errors(&valid) {
            wrong.push(format!("{path}: {valid} is refused: {error}"));
        }
        for (slip, instance) in slips(row.spec) {
            count += 1;
            if validator.is_valid(&instance) {
                wrong.push(format!("{path}: {slip} is accepted: {instance}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 300, "only {count} slips were tried");
}
