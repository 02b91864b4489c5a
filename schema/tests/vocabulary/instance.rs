//! JSON of a row, by the words of `engine/src/canonical/object.rs`: the least that is complete.

use bailiwick_schema::vocabulary::{Arity, Children, Digested, Merge, NodeSpec, Occurs};
use serde_json::{Map, Value, json};

use crate::sample::right;

/// The first argument that is no key.
fn from(spec: &NodeSpec) -> usize {
    usize::from(matches!(spec.merge, Merge::Keyed | Merge::SetBy))
}

/// Whether the row is a plain value.
fn is_bare(spec: &NodeSpec) -> bool {
    matches!(spec.children, Children::None)
        && (spec.properties.is_empty() || matches!(spec.merge, Merge::KeyedBy(_)))
        && spec.digested != Digested::Closure
}

/// One node of the row, without its key.
pub fn one(spec: &NodeSpec) -> Value {
    let arguments = spec.arguments.get(from(spec)..).unwrap_or_default();
    if matches!(spec.merge, Merge::Set | Merge::SetBy | Merge::Intersection) {
        return json!([right(arguments.first().unwrap().value)]);
    }
    match arguments {
        [] if is_bare(spec) => json!(true),
        [one] if is_bare(spec) && one.repeats() => json!([right(one.value)]),
        [one] if is_bare(spec) => right(one.value),
        _ => object(spec),
    }
}

fn object(spec: &NodeSpec) -> Value {
    let mut object = Map::new();
    if spec.name == "instructions" {
        object.insert("sha256".to_owned(), json!("missing"));
        return Value::Object(object);
    }
    for argument in spec.arguments.iter().skip(from(spec)) {
        let value = right(argument.value);
        let value = if argument.repeats() { json!([value]) } else { value };
        object.insert(argument.name.to_owned(), value);
    }
    for property in spec.properties {
        object.insert(property.name.to_owned(), right(property.value));
    }
    for child in spec.child_specs().iter().filter(|child| child.occurs == Occurs::Required) {
        object.insert(child.name.to_owned(), group(child));
    }
    Value::Object(object)
}

/// All nodes of a row in one block: one of them.
fn group(spec: &NodeSpec) -> Value {
    match spec.merge {
        Merge::Keyed => json!({ "a-name": one(spec) }),
        Merge::SetBy => json!({ "read": one(spec) }),
        Merge::Local if spec.occurs == Occurs::Many => json!([one(spec)]),
        _ => one(spec),
    }
}

/// What an object of the row must hold.
pub fn required(spec: &NodeSpec) -> Vec<&'static str> {
    if spec.name == "instructions" {
        return vec!["sha256"];
    }
    let arguments = spec.arguments.iter().skip(from(spec));
    let given = |arity| matches!(arity, Arity::One | Arity::Some);
    let arguments =
        arguments.filter(|argument| given(argument.arity)).map(|argument| argument.name);
    let properties =
        spec.properties.iter().filter(|property| property.required).map(|property| property.name);
    let children = spec.child_specs().iter().filter(|child| child.occurs == Occurs::Required);
    arguments.chain(properties).chain(children.map(|child| child.name)).collect()
}
