//! What the crate `kdl` and our parser read in a text, in one notation, so that they can be compared.

use bailiwick_schema::syntax::{Node, Tree, Value};
use kdl::{KdlDocument, KdlNode, KdlValue};

/// What our parser reads.
pub fn ours(tree: &Tree) -> String {
    let mut out = String::new();
    for node in tree.roots() {
        our_node(node, 0, &mut out);
    }
    out
}

fn our_node(node: Node<'_>, depth: usize, out: &mut String) {
    let annotation = node.annotation().map(|name| name.text().into_owned());
    start(depth, annotation.as_deref(), &node.name(), out);
    for entry in node.entries() {
        let annotation = entry.annotation().map(|name| name.text().into_owned());
        let key = entry.key().map(|name| name.text().into_owned());
        let value = match entry.value() {
            Value::Text(text) => format!("{text:?}"),
            Value::Boolean(truth) => truth.to_string(),
            Value::Null => "null".to_owned(),
            Value::Number(number) => match (number.special(), number.integer()) {
                (Some(special), _) => format!("{special:?}"),
                (None, Some(integer)) => integer.to_string(),
                (None, None) => float(number.written().replace('_', "").parse().unwrap()),
            },
        };
        push_entry(annotation.as_deref(), key.as_deref(), &value, out);
    }
    out.push('\n');
    for child in node.children() {
        our_node(child, depth + 1, out);
    }
}

/// What the crate reads; an error where it refuses the text.
pub fn theirs(text: &str) -> Result<String, String> {
    let document = KdlDocument::parse_v2(text).map_err(|error| format!("{error:?}"))?;
    let mut out = String::new();
    for node in document.nodes() {
        their_node(node, 0, &mut out);
    }
    Ok(out)
}

/// What the crate reads, with siblings sorted by their names; those of one name keep their order.
pub fn theirs_in_any_order(text: &str) -> Result<String, String> {
    let mut document = KdlDocument::parse_v2(text).map_err(|error| format!("{error:?}"))?;
    sort(&mut document);
    let mut out = String::new();
    for node in document.nodes() {
        their_node(node, 0, &mut out);
    }
    Ok(out)
}

fn sort(document: &mut KdlDocument) {
    document.nodes_mut().sort_by_key(|node| node.name().value().to_owned());
    for node in document.nodes_mut() {
        if let Some(children) = node.children_mut() {
            sort(children);
        }
    }
}

fn their_node(node: &KdlNode, depth: usize, out: &mut String) {
    start(depth, node.ty().map(|name| name.value()), node.name().value(), out);
    for entry in node.entries() {
        let value = match entry.value() {
            KdlValue::String(text) => format!("{text:?}"),
            KdlValue::Integer(integer) => integer.to_string(),
            KdlValue::Float(value) if value.is_nan() => "NotANumber".to_owned(),
            KdlValue::Float(f64::INFINITY) => "Infinity".to_owned(),
            KdlValue::Float(f64::NEG_INFINITY) => "NegativeInfinity".to_owned(),
            KdlValue::Float(value) => float(*value),
            KdlValue::Bool(truth) => truth.to_string(),
            KdlValue::Null => "null".to_owned(),
        };
        let annotation = entry.ty().map(|name| name.value());
        push_entry(annotation, entry.name().map(|name| name.value()), &value, out);
    }
    out.push('\n');
    for child in node.children().map(KdlDocument::nodes).unwrap_or_default() {
        their_node(child, depth + 1, out);
    }
}

fn start(depth: usize, annotation: Option<&str>, name: &str, out: &mut String) {
    *out += &format!("{}{annotation:?} {name:?}", "  ".repeat(depth));
}

fn push_entry(annotation: Option<&str>, key: Option<&str>, value: &str, out: &mut String) {
    *out += &format!(" [{annotation:?} {key:?} {value}]");
}

fn float(value: f64) -> String {
    if value.is_infinite() { "Infinity".to_owned() } else { format!("{value:e}") }
}
