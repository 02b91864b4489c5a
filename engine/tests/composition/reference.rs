//! The reference: reads KDL through the crate `kdl` and puts layers together, each node by the rule of its name.

use std::collections::BTreeSet;

use kdl::{KdlDocument, KdlNode, KdlValue};
use serde_json::{Map, Value, json};

/// How a node of a later layer meets the earlier ones.
enum Rule {
    /// The later replaces.
    Single,
    /// Children meet.
    Container,
    /// With an argument it replaces, without one it is a container.
    Model,
    /// By its first argument, children meet.
    Keyed,
    /// By its first argument, and nothing else.
    Names,
    /// By its property `of`.
    Rates,
    /// Union.
    Set,
    /// Union, for each first argument.
    SetBy,
    /// Intersection.
    Narrow,
    /// Appended.
    Sequence,
}

fn rule(name: &str) -> Rule {
    match name {
        "limits" | "failure" | "permissions" => Rule::Container,
        "model" => Rule::Model,
        "server" => Rule::Keyed,
        "delegate" | "evaluation" => Rule::Names,
        "rate" => Rule::Rates,
        "tag" => Rule::Set,
        "allow" | "ask" | "deny" => Rule::SetBy,
        "only" => Rule::Narrow,
        "instructions" | "fallback" => Rule::Sequence,
        _ => Rule::Single,
    }
}

/// `effective(agent, environment)`: the environment's defaults, the bases, the agent, the bases' `in`, the agent's `in`.
pub fn effective(text: &str, agent: &str, environment: &str) -> Map<String, Value> {
    let document = KdlDocument::parse_v2(text).unwrap();
    let agent = declared(&document, "agent", agent);
    let mut bases = Vec::new();
    lay_bases(&document, agent, &mut BTreeSet::new(), &mut bases);
    let mut context = Map::new();
    let place = declared(&document, "environment", environment);
    for defaults in children(place).filter(|node| node.name().value() == "defaults") {
        lay(&mut context, defaults);
    }
    let all: Vec<&KdlNode> = bases.into_iter().chain([agent]).collect();
    for layer in &all {
        lay(&mut context, layer);
    }
    for layer in &all {
        let overlays = children(layer).filter(|node| node.name().value() == "in");
        for overlay in overlays.filter(|node| texts(node).contains(&environment.to_owned())) {
            lay(&mut context, overlay);
        }
    }
    for container in ["limits", "failure", "model", "permissions"] {
        if context.get(container).is_some_and(|value| value == &json!({})) {
            context.remove(container);
        }
    }
    context
}

fn declared<'d>(document: &'d KdlDocument, kind: &str, name: &str) -> &'d KdlNode {
    let found = |node: &&KdlNode| node.name().value() == kind && texts(node)[0] == name;
    document.nodes().iter().find(found).unwrap()
}

fn children(node: &KdlNode) -> impl Iterator<Item = &KdlNode> {
    node.children().into_iter().flat_map(KdlDocument::nodes)
}

fn texts(node: &KdlNode) -> Vec<String> {
    let arguments = node.entries().iter().filter(|entry| entry.name().is_none());
    arguments.filter_map(|entry| Some(entry.value().as_string()?.to_owned())).collect()
}

/// Depth-first, leftmost first; a base lies above its own bases, and once, at its first place.
fn lay_bases<'d>(
    document: &'d KdlDocument,
    node: &KdlNode,
    seen: &mut BTreeSet<String>,
    bases: &mut Vec<&'d KdlNode>,
) {
    for extends in children(node).filter(|node| node.name().value() == "extends") {
        for name in texts(extends) {
            if seen.insert(name.clone()) {
                let base = declared(document, "base", &name);
                lay_bases(document, base, seen, bases);
                bases.push(base);
            }
        }
    }
}

/// Lays the nodes of a block: first those that take away, then all that say something.
fn lay(below: &mut Map<String, Value>, block: &KdlNode) {
    let own = ["in", "extends"];
    let nodes: Vec<&KdlNode> =
        children(block).filter(|node| !own.contains(&node.name().value())).collect();
    for node in nodes.iter().filter(|node| node.ty().is_some()) {
        take_away(below, node);
    }
    for node in nodes {
        if node.ty().is_none_or(|annotation| annotation.value() != "remove") {
            put(below, node);
        }
    }
}

fn take_away(below: &mut Map<String, Value>, node: &KdlNode) {
    let name = node.name().value();
    if matches!(rule(name), Rule::SetBy) {
        return take_value(below, node);
    }
    let key = match rule(name) {
        Rule::Keyed | Rule::Names | Rule::Set => texts(node).into_iter().next(),
        Rule::Rates => node.get("of").and_then(KdlValue::as_string).map(str::to_owned),
        _ => None,
    };
    match (below.get_mut(name), key) {
        (Some(Value::Object(all)), Some(key)) => {
            all.shift_remove(&key);
            if all.is_empty() {
                below.shift_remove(name);
            }
        }
        (Some(Value::Array(all)), Some(key)) => {
            all.retain(|one| one != &json!(key));
            if all.is_empty() {
                below.shift_remove(name);
            }
        }
        _ => {
            below.shift_remove(name);
        }
    }
}

/// Of the values behind a key one is removed, or all are replaced.
fn take_value(below: &mut Map<String, Value>, node: &KdlNode) {
    let name = node.name().value();
    let texts = texts(node);
    let is_removed = node.ty().is_some_and(|annotation| annotation.value() == "remove");
    let Some(Value::Object(keys)) = below.get_mut(name) else { return };
    if let Some(Value::Array(values)) = keys.get_mut(&texts[0]) {
        values.retain(|value| is_removed && value != &json!(texts[1]));
    }
    keys.retain(|_, values| values != &json!([]));
    if keys.is_empty() {
        below.shift_remove(name);
    }
}

fn put(below: &mut Map<String, Value>, node: &KdlNode) {
    let name = node.name().value().to_owned();
    let first = texts(node).into_iter().next();
    match rule(&name) {
        Rule::Single => drop(below.insert(name, single(node))),
        Rule::Container => lay(object(below, &name), node),
        Rule::Model => {
            if let Some(model) = first {
                below.insert(name.clone(), json!({ "name": model }));
            }
            lay(object(below, &name), node);
        }
        Rule::Keyed => lay(object(object(below, &name), &first.unwrap()), node),
        Rule::Rates => {
            let of = node.get("of").and_then(KdlValue::as_string).unwrap();
            object(below, &name).insert(of.to_owned(), json!(first));
        }
        Rule::Names | Rule::Set => {
            let mut all: BTreeSet<String> = strings(below, &name).into_iter().collect();
            all.extend(texts(node));
            below.insert(name, json!(all));
        }
        Rule::SetBy => {
            let keys = object(below, &name);
            let mut all: BTreeSet<String> = strings(keys, &texts(node)[0]).into_iter().collect();
            all.extend(texts(node).into_iter().skip(1));
            keys.insert(first.unwrap(), json!(all));
        }
        Rule::Sequence => {
            let mut all = strings(below, &name);
            all.extend(texts(node));
            below.insert(name, json!(all));
        }
        Rule::Narrow => {
            let more: BTreeSet<String> = texts(node).into_iter().collect();
            let left =
                if below.contains_key(&name) { both(&strings(below, &name), &more) } else { more };
            below.insert(name, json!(left));
        }
    }
}

fn object<'m>(map: &'m mut Map<String, Value>, key: &str) -> &'m mut Map<String, Value> {
    map.entry(key.to_owned()).or_insert_with(|| json!({})).as_object_mut().unwrap()
}

fn strings(map: &Map<String, Value>, key: &str) -> Vec<String> {
    let all = map.get(key).and_then(Value::as_array).into_iter().flatten();
    all.map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// What both lists allow, where a `*` stands at the end only: of two patterns of which one begins the other, the longer.
fn both(below: &[String], above: &BTreeSet<String>) -> BTreeSet<String> {
    let narrower = |a: &String, b: &String| -> Option<String> {
        match (a.strip_suffix('*'), b.strip_suffix('*')) {
            _ if a == b => Some(a.clone()),
            (Some(start), _) if b.starts_with(start) => Some(b.clone()),
            (_, Some(start)) if a.starts_with(start) => Some(a.clone()),
            _ => None,
        }
    };
    below.iter().flat_map(|a| above.iter().filter_map(move |b| narrower(a, b))).collect()
}

/// A node that is replaced whole: its value, or an object where it has properties or may have some.
fn single(node: &KdlNode) -> Value {
    let argument = node.entries().iter().find(|entry| entry.name().is_none());
    let argument = argument.map(|entry| value(entry.value()));
    let mut properties = Map::new();
    for entry in node.entries() {
        if let Some(name) = entry.name() {
            properties.insert(name.value().to_owned(), value(entry.value()));
        }
    }
    if node.name().value() == "retry" {
        properties.insert("times".to_owned(), argument.unwrap());
        return Value::Object(properties);
    }
    argument.unwrap_or(Value::Object(properties))
}

fn value(value: &KdlValue) -> Value {
    match value {
        KdlValue::String(text) => json!(text),
        KdlValue::Integer(number) => json!(i64::try_from(*number).unwrap()),
        KdlValue::Float(number) => json!(number),
        KdlValue::Bool(value) => json!(value),
        KdlValue::Null => Value::Null,
    }
}
