//! The page of the language: every row of the vocabulary once, with the places it stands in.

use std::fmt::Write as _;

use bailiwick_schema::vocabulary::{
    self, Arity, Children, Digested, Merge, NodeSpec, Occurs, PropertySpec, Row,
};

use super::text::{cell, code_block, sentence};

/// A row and every place it stands in.
struct Entry {
    spec: &'static NodeSpec,
    parents: Vec<String>,
}

pub(super) fn page() -> String {
    let mut text = String::from(
        "# The language\n\nMade from the vocabulary; `UPDATE_DOCS=1 cargo test --test tidy` writes it anew. \
         [Concepts](../guide/concepts.md) tells\nwhat the words mean together; `bailiwick explain NODE` prints what stands here.\n\n\
         A value in the column *value* is an argument, one with `=` a property. Layers are laid in this order: the environment's\n\
         `defaults`, the bases, the agent, the bases' `in` blocks, the agent's own `in` block.\n",
    );
    let entries = entries();
    text.push_str("\n## At the top of a file\n\n| node | declares |\n|---|---|\n");
    for spec in vocabulary::TOP {
        let _infallible = writeln!(text, "| [`{0}`](#{0}) | {1} |", spec.name, cell(spec.summary));
    }
    for entry in &entries {
        section(&mut text, entry);
    }
    text
}

/// The rows in the order in which they are first met, top rows first.
fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut rows = vocabulary::rows();
    rows.sort_by_key(|row| usize::from(row.path.len() > 1));
    for Row { path, spec } in rows {
        let parent = path.split_last().map(|(_, parents)| parents.join("/")).unwrap_or_default();
        match entries.iter_mut().find(|entry| entry.spec == spec) {
            Some(entry) => entry.parents.push(parent),
            None => entries.push(Entry { spec, parents: vec![parent] }),
        }
    }
    entries
}

fn section(text: &mut String, entry: &Entry) {
    let spec = entry.spec;
    let place = match entry.parents.first().map(String::as_str) {
        None | Some("") => String::new(),
        Some(parent) => format!(" in `{parent}`"),
    };
    let _infallible = writeln!(text, "\n## `{}`{place}\n\n{}", spec.name, sentence(spec.summary));
    if !spec.details.is_empty() {
        let _infallible = writeln!(text, "\n{}", spec.details);
    }
    let _infallible = writeln!(text, "\n{}", code_block(spec.example).trim_end());
    values(text, spec);
    if let Children::Of(children) = spec.children {
        let names: Vec<String> = children.iter().map(|child| format!("`{}`", child.name)).collect();
        let _infallible = writeln!(text, "\nIts block holds: {}.", names.join(", "));
    } else if matches!(spec.children, Children::Free) {
        text.push_str("\nIts block holds any KDL.\n");
    }
    let _infallible =
        writeln!(text, "\nStands {}.{}{}", places(entry), layers(spec), digests(spec));
}

fn values(text: &mut String, spec: &NodeSpec) {
    if spec.arguments.is_empty() && spec.properties.is_empty() {
        return;
    }
    text.push_str("\n| value | is | how often | |\n|---|---|---|---|\n");
    for argument in spec.arguments {
        let often = match argument.arity {
            Arity::One => "once",
            Arity::Optional => "once at most",
            Arity::Some => "once or more",
            Arity::Any => "any number",
        };
        let words = cell(&argument.value.words());
        let _infallible = writeln!(
            text,
            "| {} | {words} | {often} | {} |",
            argument.name,
            cell(argument.summary)
        );
    }
    for PropertySpec { name, value, required, summary, .. } in spec.properties {
        let often = if *required { "once" } else { "once at most" };
        let words = cell(&value.words());
        let _infallible = writeln!(text, "| `{name}=` | {words} | {often} | {} |", cell(summary));
    }
}

fn places(entry: &Entry) -> String {
    let often = match entry.spec.occurs {
        Occurs::Once => "once at most",
        Occurs::Required => "exactly once",
        Occurs::Many => "any number of times",
    };
    let places: Vec<String> = entry
        .parents
        .iter()
        .map(|parent| match parent.as_str() {
            "" => "at the top of a file".to_owned(),
            parent => format!("in `{parent}`"),
        })
        .collect();
    format!("{often} {}", places.join(", "))
}

fn layers(spec: &NodeSpec) -> String {
    let words = match spec.merge {
        Merge::Single => "a later one replaces an earlier one",
        Merge::Container => "children merge, each by its own rule",
        Merge::SingleOrContainer => {
            "with an argument it replaces the whole node, without one it merges into it"
        }
        Merge::Keyed => "the same first value merges, another is added",
        Merge::KeyedBy(property) => {
            return format!(" Layers: the same `{property}` replaces, another is added.");
        }
        Merge::Set => "all are kept; order has no meaning",
        Merge::Intersection => "a later layer can only narrow what an earlier one left",
        Merge::Sequence => "appended in order",
        Merge::Local => return String::new(),
    };
    format!(" Layers: {words}.")
}

const fn digests(spec: &NodeSpec) -> &'static str {
    match spec.digested {
        Digested::In => "",
        Digested::Out => " No digest holds it.",
        Digested::Closure => " Digests hold what it points at.",
    }
}
