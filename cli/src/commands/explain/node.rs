//! The explanation of a node.

use std::fmt::Write as _;

use bailiwick_schema::vocabulary::{ArgumentSpec, Arity, Children, Merge, NodeSpec, Occurs};

use super::Node;
use super::rule::indented;

/// What a node means, where it stands and what stands in it.
pub(super) fn print(node: &Node) -> String {
    let spec = node.spec;
    let mut text = format!("{}: {}\n", signature(spec), spec.summary);
    if !spec.details.is_empty() {
        let _infallible = writeln!(text, "\n{}", spec.details);
    }
    let _infallible = writeln!(text, "\nStands {}.", places(node));
    print_arguments(&mut text, spec);
    print_properties(&mut text, spec);
    print_children(&mut text, spec);
    if let Some(merge) = merge(spec) {
        let _infallible = writeln!(text, "\nLayers: {merge}.");
    }
    if !spec.example.is_empty() {
        let _infallible = writeln!(text, "\nExample:\n\n{}", indented(spec.example));
    }
    text
}

/// The node as it is written: `server NAME { … }`.
fn signature(spec: &NodeSpec) -> String {
    let mut text = spec.name.to_owned();
    for argument in spec.arguments {
        let name = argument.name.to_uppercase();
        let _infallible = match argument.arity {
            Arity::One => write!(text, " {name}"),
            Arity::Optional => write!(text, " [{name}]"),
            Arity::Some => write!(text, " {name}…"),
            Arity::Any => write!(text, " [{name}…]"),
        };
    }
    for property in spec.properties {
        let name = property.name;
        let _infallible = if property.required {
            write!(text, " {name}=…")
        } else {
            write!(text, " [{name}=…]")
        };
    }
    if !matches!(spec.children, Children::None) {
        text.push_str(" { … }");
    }
    text
}

fn places(node: &Node) -> String {
    let often = match node.spec.occurs {
        Occurs::Once => "once at most",
        Occurs::Required => "exactly once",
        Occurs::Many => "any number of times",
    };
    let parents: Vec<String> = node
        .paths
        .iter()
        .filter_map(|path| path.split_last())
        .map(|(_, parents)| parents.join("/"))
        .collect();
    let top = parents.iter().any(String::is_empty);
    let parents: Vec<String> = parents
        .iter()
        .filter(|parent| !parent.is_empty())
        .map(|parent| format!("`{parent}`"))
        .collect();
    match (top, parents.is_empty()) {
        (true, true) => format!("{often} at the top of a file"),
        (true, false) => format!("{often} at the top of a file and in {}", parents.join(", ")),
        (false, _) => format!("{often} in {}", parents.join(", ")),
    }
}

fn print_arguments(text: &mut String, spec: &NodeSpec) {
    if spec.arguments.is_empty() {
        return;
    }
    text.push_str("\nArguments:\n");
    for argument in spec.arguments {
        let ArgumentSpec { name, value, summary, .. } = argument;
        let count = match argument.arity {
            Arity::One => "",
            Arity::Optional => "; may be left out",
            Arity::Some => "; one or more",
            Arity::Any => "; any number",
        };
        let name = name.to_uppercase();
        let _infallible = writeln!(text, "  {name}: {summary} ({}{count})", value.words());
    }
}

fn print_properties(text: &mut String, spec: &NodeSpec) {
    if spec.properties.is_empty() {
        return;
    }
    text.push_str("\nProperties:\n");
    for property in spec.properties {
        let required = if property.required { "; must be given" } else { "" };
        let (name, summary) = (property.name, property.summary);
        let words = property.value.words();
        let _infallible = writeln!(text, "  {name}=: {summary} ({words}{required})");
    }
}

fn print_children(text: &mut String, spec: &NodeSpec) {
    match spec.children {
        Children::None => {}
        Children::Free => {
            text.push_str(
                "\nAny KDL may stand in its block; the extension's JSON Schema checks it.\n",
            );
        }
        Children::Of(children) => {
            text.push_str("\nChildren:\n");
            let width = children.iter().map(|child| child.name.len()).max().unwrap_or_default();
            for child in children {
                let _infallible = writeln!(text, "  {:width$}  {}", child.name, child.summary);
            }
        }
    }
}

/// How layers are put together; none where there are no layers.
fn merge(spec: &NodeSpec) -> Option<String> {
    let words = match spec.merge {
        Merge::Single => "a later one replaces an earlier one",
        Merge::Container => "children merge, each by its own rule",
        Merge::SingleOrContainer => {
            "with an argument it replaces the whole node, without one it merges into it"
        }
        Merge::Keyed => "the same first argument merges, another is added",
        Merge::KeyedBy(property) => {
            return Some(format!("the same `{property}` replaces, another is added"));
        }
        Merge::Set => "all are kept; order has no meaning",
        Merge::Intersection => "a later layer can only narrow what an earlier one left",
        Merge::Sequence => "appended in order",
        Merge::Local => return None,
    };
    Some(words.to_owned())
}
