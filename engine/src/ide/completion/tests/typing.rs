//! The examples typed anew: at every node, key and known value of every file, what the author wrote next is offered.

use std::path::Path;
use std::sync::Arc;

use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use bailiwick_schema::syntax::{Limits, parse};
use bailiwick_schema::vocabulary::ValueKind;

use super::super::complete;
use crate::workspace::{Workspace, load};
use crate::world::Disk;

/// What was written at a place.
struct Typed {
    span: Span,
    label: String,
    text: String,
}

/// The name, the keys and the values of closed kinds of a node.
fn typed(item: Item<'_>) -> Vec<Typed> {
    let spec = item.spec();
    let mut all = vec![Typed {
        span: item.name_span(),
        label: spec.name.to_owned(),
        text: spec.name.to_owned(),
    }];
    let is_closed = |kind: ValueKind| {
        matches!(kind, ValueKind::OneOf(_) | ValueKind::Reference(_) | ValueKind::Boolean)
    };
    let value = |span: Span| {
        let text = span.text(item.document().text());
        // A word may stand without quotes, and is offered with them.
        let is_bare = text.starts_with(|first: char| first.is_ascii_alphabetic());
        let text = if is_bare { format!("\"{text}\"") } else { text.to_owned() };
        Typed { span, label: text.trim_matches('"').to_owned(), text }
    };
    for (at, argument) in item.arguments().iter().enumerate() {
        if spec.argument(at).is_some_and(|argument| is_closed(argument.value)) {
            all.push(value(argument.span));
        }
    }
    for property in item.properties() {
        let Some(property_spec) = property.spec else { continue };
        let text = format!("{}=", property_spec.name);
        all.push(Typed { span: property.key_span, label: property_spec.name.to_owned(), text });
        if is_closed(property_spec.value) {
            all.push(value(property.value_span));
        }
    }
    all
}

/// Whether the candidate stands there when the text ends at `end`, or goes on where `end` is none.
fn is_offered(
    workspace: &Workspace,
    item: Item<'_>,
    typed: &Typed,
    offset: u32,
    cut: bool,
) -> bool {
    let path: &FilePath = item.path();
    let whole = item.document().text();
    let text = if cut { whole.get(..offset as usize).unwrap() } else { whole };
    let tree = parse(path, Arc::from(text), &Limits::default()).tree;
    let found = complete(workspace.fleet(), path, &tree, offset);
    let replaces_all = cut || found.replaces == typed.span || found.replaces.is_empty();
    let candidate = found.candidates.iter().find(|candidate| candidate.label == typed.label);
    candidate.is_some_and(|candidate| {
        let same = candidate.text.trim_end() == typed.text
            || (!cut && format!("{}=", candidate.text) == typed.text);
        same && replaces_all
    })
}

fn check_workspace(root: &Path) -> usize {
    let workspace = load(&Disk::at(root));
    let mut places = 0;
    for (_, file) in workspace.fleet().files().filter(|(_, file)| !file.path().is_std()) {
        for item in file.document.items().filter(|item| item.spec().name != "*") {
            for typed in typed(item) {
                let second = typed.span.start + 1;
                for (offset, cut) in [(typed.span.start, true), (second, true), (second, false)] {
                    let text = file.document.text();
                    let line = text.get(..offset as usize).unwrap().lines().count();
                    assert!(
                        is_offered(&workspace, item, &typed, offset, cut),
                        "`{}` in {}:{line} at {offset}, cut: {cut}",
                        typed.label,
                        file.path()
                    );
                }
                places += 1;
            }
        }
    }
    places
}

#[test]
fn whatever_the_examples_say_next_is_offered() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let mut places = 0;
    for name in ["support-fleet", "coding-agents", "research-desk"] {
        places += check_workspace(&examples.join(name));
    }
    assert!(places > 500, "{places}");
}
