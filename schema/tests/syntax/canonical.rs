//! The canonical form of the official cases, printed from our tree.

use bailiwick_schema::syntax::{Node, Number, Tree, Value};

/// The canonical form of a tree.
pub fn print(tree: &Tree) -> String {
    let mut out = String::new();
    for node in tree.roots() {
        print_node(node, 0, &mut out);
    }
    out
}

fn print_node(node: Node<'_>, depth: usize, out: &mut String) {
    out.push_str(&"    ".repeat(depth));
    if let Some(annotation) = node.annotation() {
        *out += &format!("({})", text(&annotation.text()));
    }
    *out += &text(&node.name());
    let mut properties = std::collections::BTreeMap::new();
    for entry in node.entries() {
        let annotation =
            entry.annotation().map_or(String::new(), |a| format!("({})", text(&a.text())));
        let value = format!("{annotation}{}", value(&entry.value()));
        match entry.key() {
            Some(key) => {
                properties.insert(key.text().into_owned(), value);
            }
            None => *out += &format!(" {value}"),
        }
    }
    for (key, value) in properties {
        *out += &format!(" {}={value}", text(&key));
    }
    let children: Vec<_> = node.children().collect();
    if !children.is_empty() {
        out.push_str(" {\n");
        for child in children {
            print_node(child, depth + 1, out);
        }
        *out += &"    ".repeat(depth);
        out.push('}');
    }
    out.push('\n');
}

fn value(value: &Value<'_>) -> String {
    match value {
        Value::Text(written) => text(written),
        Value::Number(written) => number(*written),
        Value::Boolean(truth) => format!("#{truth}"),
        Value::Null => "#null".to_owned(),
    }
}

fn number(number: Number<'_>) -> String {
    if number.special().is_some() {
        return number.written().to_owned();
    }
    if let Some(integer) = number.integer() {
        return integer.to_string();
    }
    let written = number.written().replace('_', "").to_uppercase();
    let written = written.trim_start_matches('+');
    let (mantissa, exponent) = written.split_once('E').unwrap_or((written, ""));
    if exponent.is_empty() {
        return mantissa.to_owned();
    }
    let sign = if exponent.starts_with(['+', '-']) { "" } else { "+" };
    format!("{mantissa}E{sign}{exponent}")
}

/// A text without quotes where it may be written so.
fn text(text: &str) -> String {
    let source = format!("node {text}");
    let parsed = super::parse(&source);
    let bare = parsed.diagnostics.is_empty()
        && !text.is_empty()
        && parsed.tree.tokens().count() == 3
        && parsed.tree.roots().flat_map(Node::entries).any(|entry| {
            entry.value() == Value::Text(text.into()) && !text.starts_with(['"', '#'])
        });
    if bare {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{C}' => out.push_str("\\f"),
            other => out.push(other),
        }
    }
    out + "\""
}
