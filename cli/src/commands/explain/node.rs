//! The explanation of a node.

use std::fmt::Write as _;

use bailiwick_schema::vocabulary::{Annotation, ArgumentSpec, Arity, Children, Node, NodeSpec};

use super::rule::indented;

/// What a node means, where it stands and what stands in it.
pub(super) fn print(node: &Node) -> String {
    let spec = node.spec;
    let mut text = format!("{}: {}\n", signature(spec), spec.summary);
    if !spec.details.is_empty() {
        let _infallible = writeln!(text, "\n{}", spec.details);
    }
    let _infallible = writeln!(text, "\nStands {}.", node.places());
    print_arguments(&mut text, spec);
    print_properties(&mut text, spec);
    print_children(&mut text, spec);
    if let Some(merge) = spec.merge.words() {
        let _infallible = writeln!(text, "\nLayers: {merge}.");
    }
    if !spec.example.is_empty() {
        let _infallible = writeln!(text, "\nExample:\n\n{}", indented(spec.example));
    }
    text
}

/// What an annotation does.
pub(super) fn print_annotation(annotation: &Annotation) -> String {
    let Annotation { name, summary, details, example } = annotation;
    format!("({name}): {summary}\n\n{details}\n\nExample:\n\n{}\n", indented(example))
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
