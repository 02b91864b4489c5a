//! The JSON Schema of contexts and declarations, made from the vocabulary.
//!
//! The root describes what `bailiwick show --format json` prints; `$defs` has every row by its path (`agent.limits.steps`).

mod closure;
mod scalar;

use serde_json::{Map, Value, json};

use crate::vocabulary::{self, Arity, Children, Digested, Merge, NodeSpec, OVERLAY, Occurs};

/// The identifier of the schema.
pub const ID: &str = "urn:bailiwick:schema:context:1";

/// The version of the form that it describes.
pub const VERSION: u32 = 1;

/// The schema, draft 2020-12.
#[must_use]
pub fn schema() -> Value {
    let mut definitions = Map::new();
    for row in vocabulary::rows() {
        definitions.insert(row.path.join("."), value(&row.path, row.spec, row.spec.first_value()));
    }
    definitions.insert("sha256".to_owned(), closure::sha256());
    definitions.insert("files".to_owned(), closure::files());
    let mut context = Map::new();
    context.insert(
        "version".to_owned(),
        json!({ "const": VERSION, "description": "the version of this form" }),
    );
    context.insert(
        "agent".to_owned(),
        json!({ "type": "string", "description": "the agent's name, with its instance" }),
    );
    context.insert(
        "environment".to_owned(),
        json!({ "type": "string", "description": "the environment's name" }),
    );
    context.insert(
        "digest".to_owned(),
        json!({
            "type": "object",
            "description": "the release digest and the context digest",
            "properties": { "release": { "$ref": "#/$defs/sha256" }, "context": { "$ref": "#/$defs/sha256" } },
            "required": ["release", "context"],
            "additionalProperties": false,
        }),
    );
    context.insert(
        "params".to_owned(),
        json!({ "type": "object", "description": "the parameters that its templates use", "additionalProperties": { "type": ["string", "number", "boolean"] } }),
    );
    for spec in OVERLAY {
        context.insert(spec.name.to_owned(), group(&["agent"], spec));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Effective context of an agent",
        "description": "What one agent is given in one environment, as `bailiwick show AGENT --env E --format json` prints it.",
        "type": "object",
        "properties": context,
        "required": ["version", "agent"],
        "additionalProperties": false,
        "$defs": definitions,
    })
}

/// Whether a node is written as its plain value.
fn is_bare(spec: &NodeSpec) -> bool {
    matches!(spec.children, Children::None)
        && (spec.properties.is_empty() || matches!(spec.merge, Merge::KeyedBy(_)))
        && spec.digested != Digested::Closure
}

/// One node of a row, without its key.
fn value(path: &[&str], spec: &'static NodeSpec, from: usize) -> Value {
    let arguments = spec.arguments.get(from..).unwrap_or_default();
    let mut schema = match arguments {
        _ if spec.is_set() && !matches!(spec.children, Children::None) => conditional(spec, from),
        _ if spec.is_set() => strings(spec, from),
        [] if is_bare(spec) => json!({ "const": true }),
        [one] if is_bare(spec) && one.repeats() => {
            json!({ "type": "array", "items": scalar::schema(one.value), "minItems": 1 })
        }
        [one] if is_bare(spec) => scalar::schema(one.value),
        _ => object(path, spec, from),
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), json!(spec.summary));
    }
    schema
}

/// The values of a set, the first one at a place among the arguments.
fn strings(spec: &NodeSpec, from: usize) -> Value {
    let items = spec
        .arguments
        .get(from)
        .map_or_else(|| json!({}), |argument| scalar::schema(argument.value));
    json!({ "type": "array", "items": items, "uniqueItems": true })
}

/// The values of a set, some of which hold under a condition.
fn conditional(spec: &NodeSpec, from: usize) -> Value {
    let plain = strings(spec, from);
    let pattern = plain.get("items").cloned().unwrap_or_default();
    let number =
        json!({ "type": ["number", "object"], "properties": { "decimal": { "type": "string" } } });
    let when = json!({
        "type": "object",
        "properties": {
            "argument": { "type": "string", "pattern": "^/", "description": "a JSON Pointer (RFC 6901)" },
            "at-least": number,
            "at-most": number,
            "value": { "type": "array", "minItems": 1, "items": { "type": ["string", "number", "boolean", "object"] } },
        },
        "required": ["argument"],
        "additionalProperties": false,
    });
    let object = json!({
        "type": "object",
        "properties": {
            "pattern": pattern,
            "when": { "type": "array", "items": when },
            "only-these-arguments": { "const": true },
        },
        "required": ["pattern", "when"],
        "additionalProperties": false,
    });
    json!({ "type": "array", "items": { "anyOf": [pattern, object] }, "uniqueItems": true })
}

/// An object of arguments, properties, children and what the node points at.
pub(crate) fn object(path: &[&str], spec: &'static NodeSpec, from: usize) -> Value {
    let mut properties = Map::new();
    let mut required: Vec<&str> = Vec::new();
    if spec != &vocabulary::INSTRUCTIONS {
        for argument in spec.arguments.iter().skip(from) {
            let plain = scalar::schema(argument.value);
            let schema = if argument.repeats() {
                json!({ "type": "array", "items": plain, "minItems": 1 })
            } else {
                plain
            };
            properties.insert(argument.name.to_owned(), schema);
            if matches!(argument.arity, Arity::One | Arity::Some) {
                required.push(argument.name);
            }
        }
        for property in spec.properties {
            properties.insert(property.name.to_owned(), scalar::schema(property.value));
            if property.required {
                required.push(property.name);
            }
        }
    }
    for child in spec.child_specs() {
        properties.insert(child.name.to_owned(), group(path, child));
        if child.occurs == Occurs::Required {
            required.push(child.name);
        }
    }
    closure::extend(spec, &mut properties, &mut required);
    let mut schema =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty()
        && let Some(schema) = schema.as_object_mut()
    {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

/// All nodes of a row in one block.
fn group(parent: &[&str], spec: &'static NodeSpec) -> Value {
    let path = parent.iter().copied().chain([spec.name]).collect::<Vec<_>>().join(".");
    let one = json!({ "$ref": format!("#/$defs/{path}") });
    match spec.merge {
        Merge::Set | Merge::Intersection => one,
        Merge::Keyed if is_name_only(spec) => strings(spec, 0),
        Merge::Keyed | Merge::SetBy => {
            let name = spec
                .arguments
                .first()
                .map_or_else(|| json!({}), |argument| scalar::schema(argument.value));
            json!({ "type": "object", "propertyNames": name, "additionalProperties": one })
        }
        Merge::KeyedBy(key) => {
            let name = spec
                .property(key)
                .map_or_else(|| json!({}), |property| scalar::schema(property.value));
            json!({ "type": "object", "propertyNames": name, "additionalProperties": one })
        }
        // The values of all nodes stand in one array.
        Merge::Sequence if is_bare(spec) => one,
        Merge::Sequence => json!({ "type": "array", "items": one }),
        Merge::Local if spec.occurs == Occurs::Many => json!({ "type": "array", "items": one }),
        _ => one,
    }
}

fn is_name_only(spec: &NodeSpec) -> bool {
    matches!(spec.children, Children::None)
        && spec.properties.is_empty()
        && spec.arguments.len() == 1
        && spec.digested != Digested::Closure
}
