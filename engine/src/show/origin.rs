//! Where each effective value came from, and what it overrode.

use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::{LineIndex, Span};
use bailiwick_schema::vocabulary::{self, Merge, OVERLAY};

use super::{display, ordered};
use crate::compose::{Effective, Field, Fields, Member};
use crate::permission::Condition;

/// An effective value and its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The names from the agent's block down to the node: `["limits", "steps"]`.
    pub path: Vec<String>,
    /// The value.
    pub value: String,
    /// Where it stands.
    pub source: Source,
    /// What it overrode, the nearest layer first.
    pub overrode: Vec<(String, Source)>,
}

/// A place and the layer that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file.
    pub path: FilePath,
    /// The bytes.
    pub span: Span,
    /// Line, from 1.
    pub line: u32,
    /// The layer: `agent`, `base "support"`, `base "support" in "prod"`, `environment "prod" defaults`.
    pub layer: String,
}

/// The origins of all values of a context, in the formatter's order.
#[must_use]
pub fn origins(effective: &Effective<'_>) -> Vec<Origin> {
    of_fields(&effective.fields)
}

/// The origins of all values of these fields, in the formatter's order.
pub(super) fn of_fields(fields: &Fields<'_>) -> Vec<Origin> {
    let mut found = Vec::new();
    for spec in OVERLAY {
        for field in ordered(fields, spec) {
            walk(field, &[], &mut found);
        }
    }
    found
}

fn walk(field: &Field<'_>, above: &[String], found: &mut Vec<Origin>) {
    let spec = field.spec();
    let mut path = above.to_vec();
    path.push(spec.name.to_owned());
    if spec.is_set() {
        path.extend(field.key().map(str::to_owned));
        found.extend(field.members.iter().map(|member| of_member(member, &path)));
        return;
    }
    let says_something = !field.item.arguments().is_empty() || !field.item.properties().is_empty();
    if says_something || field.children.is_empty() {
        let overrode =
            field.overrode.iter().rev().map(|item| (value(item), source_of(item, item.span())));
        // A node that only opens a block replaces no value.
        let overrode = overrode.filter(|(value, _)| !value.is_empty());
        // A keyed node that merges is not overridden: each layer only mentions it.
        let merges = matches!(spec.merge, Merge::Keyed);
        found.push(Origin {
            path: path.clone(),
            value: value(field.item),
            source: source_of(field.item, field.item.span()),
            overrode: if merges { Vec::new() } else { overrode.collect() },
        });
    }
    if let (Merge::Keyed, Some(key)) = (spec.merge, field.key()) {
        path.push(format!("\"{key}\""));
    }
    for child in spec.child_specs() {
        for child in ordered(&field.children, child) {
            walk(child, &path, found);
        }
    }
}

fn of_member(member: &Member<'_>, path: &[String]) -> Origin {
    Origin {
        path: path.to_vec(),
        value: match Condition::of(member.item) {
            Ok(condition) if !condition.is_always() => format!("{} {{ {condition} }}", member.text),
            _ => member.text.to_owned(),
        },
        source: source_of(member.item, member.span),
        overrode: Vec::new(),
    }
}

/// A node's arguments and properties in one line.
fn value(item: Item<'_>) -> String {
    let arguments =
        item.arguments().iter().map(|argument| first_line(&display(item, &argument.value)));
    let properties = item.properties().iter().map(|property| {
        let key = property.spec.map_or_else(|| item.key_of(property), |spec| spec.name.into());
        format!("{key}={}", first_line(&display(item, &property.value)))
    });
    arguments.chain(properties).collect::<Vec<_>>().join(" ")
}

fn first_line(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim();
    if lines.next().is_some() { format!("{first} …") } else { first.to_owned() }
}

/// The place of a node and the layer that it stands in.
#[must_use]
pub fn source_of(item: Item<'_>, span: Span) -> Source {
    source_with(item, span, &LineIndex::new(item.document().text()))
}

/// Like [`source_of`], where the lines of the document are known already.
#[must_use]
pub fn source_with(item: Item<'_>, span: Span, lines: &LineIndex) -> Source {
    let document = item.document();
    let line = lines.line_at(span.start);
    let holds = |other: &Item<'_>| other.span().start <= span.start && span.end <= other.span().end;
    let layer = document.roots().find(holds).map_or_else(String::new, |root| {
        let name = match root.spec() {
            spec if spec == &vocabulary::AGENT => "agent".to_owned(),
            spec => format!("{} \"{}\"", spec.name, root.text().unwrap_or_default()),
        };
        // What a policy says is no layer of it.
        let inner = root.children().filter(|_| root.spec() != &vocabulary::POLICY).find(holds);
        let inner = inner.filter(|child| child.spec().merge == Merge::Local);
        inner.map_or_else(
            || name.clone(),
            |inner| match inner.texts().next() {
                Some((environment, _)) => format!("{name} {} \"{environment}\"", inner.spec().name),
                None => format!("{name} {}", inner.spec().name),
            },
        )
    });
    Source { path: item.path().clone(), span, line, layer }
}
