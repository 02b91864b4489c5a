//! The arguments and properties that a node may carry.

use bailiwick_schema::document::Item;
use bailiwick_schema::syntax::build::quoted;
use bailiwick_schema::vocabulary::{
    self, ArgumentSpec, BUILTIN, Kind, Merge, NodeSpec, PropertySpec, ValueKind,
};

use super::super::cursor::Cursor;
use super::super::outline::Written;
use super::{Candidate, CandidateKind};
use crate::asset::Assets;
use crate::check::rules;
use crate::fleet::Fleet;
use crate::render::Targets;

/// The values of the next argument, then the keys of the properties.
pub(super) fn entries(cursor: &Cursor<'_>, fleet: &Fleet, node: usize) -> Vec<Candidate> {
    let Some(spec) = cursor.spec(node) else { return Vec::new() };
    let mut candidates = Vec::new();
    let at = cursor.arguments_before(node);
    if let Some(argument) =
        spec.argument(at).filter(|_| !is_chosen_otherwise(cursor, node, spec, at))
    {
        candidates = values(cursor, fleet, argument.value, argument.summary);
        let given = given(cursor, node, spec, at, argument);
        candidates.retain(|candidate| !given.contains(&candidate.label.as_str()));
    }
    candidates.extend(properties(cursor, node, spec, "="));
    candidates
}

/// Whether another value was chosen in place of an argument.
fn is_chosen_otherwise(cursor: &Cursor<'_>, node: usize, spec: &NodeSpec, at: usize) -> bool {
    let name = spec.arguments.get(at).map(|argument| argument.name);
    name.is_some_and(|name| spec.choice.contains(&name) && has_chosen(cursor, node, spec, name))
}

/// Whether one of a row's choices is made, other than `name`.
fn has_chosen(cursor: &Cursor<'_>, node: usize, spec: &NodeSpec, name: &str) -> bool {
    let arguments = cursor.entries(node).filter(|entry| entry.key.is_none()).count();
    spec.choice.iter().filter(|other| **other != name).any(|other| {
        match spec.arguments.iter().position(|argument| argument.name == *other) {
            Some(at) => arguments > at,
            None => {
                cursor.entries(node).any(|entry| entry.key.is_some_and(|(key, _)| key == *other))
            }
        }
    })
}

/// Values that would only be said again: of an argument that repeats, and of a key that tells siblings apart.
fn given<'c>(
    cursor: &'c Cursor<'_>,
    node: usize,
    spec: &NodeSpec,
    at: usize,
    argument: &ArgumentSpec,
) -> Vec<&'c str> {
    let mut given = Vec::new();
    if argument.repeats() {
        let entries = cursor.entries(node).filter(|entry| entry.key.is_none());
        given.extend(entries.map(|entry| entry.value));
    }
    if at == 0 && spec.merge == Merge::Keyed {
        given.extend(cursor.alike(node).filter_map(Written::key));
    }
    given
}

/// The keys of a node's properties, where the `=` stands already.
pub(super) fn keys(cursor: &Cursor<'_>, node: usize) -> Vec<Candidate> {
    cursor.spec(node).map(|spec| properties(cursor, node, spec, "")).unwrap_or_default()
}

fn properties(
    cursor: &Cursor<'_>,
    node: usize,
    spec: &'static NodeSpec,
    behind: &str,
) -> Vec<Candidate> {
    let is_given = |property: &PropertySpec| {
        cursor.entries(node).any(|entry| entry.key.is_some_and(|(key, _)| key == property.name))
    };
    let is_ruled_out = |property: &PropertySpec| {
        spec.choice.contains(&property.name) && has_chosen(cursor, node, spec, property.name)
    };
    let free =
        spec.properties.iter().filter(|property| !is_given(property) && !is_ruled_out(property));
    free.map(|property| {
        let text = format!("{}{behind}", property.name);
        Candidate::new(CandidateKind::Property, property.name, text, property.summary)
    })
    .collect()
}

/// The values of the property whose key stands before the place.
pub(super) fn property_values(cursor: &Cursor<'_>, fleet: &Fleet, node: usize) -> Vec<Candidate> {
    let Some(spec) = cursor.spec(node) else { return Vec::new() };
    let Some(property) = cursor.key(node).and_then(|key| spec.property(key)) else {
        return Vec::new();
    };
    let mut candidates = values(cursor, fleet, property.value, property.summary);
    if spec.merge == Merge::KeyedBy(property.name) {
        let entries = cursor.alike(node).flat_map(|other| &other.entries);
        let taken: Vec<&str> = entries
            .filter(|entry| entry.key.is_some_and(|(key, _)| key == property.name))
            .map(|entry| entry.value)
            .collect();
        candidates.retain(|candidate| !taken.contains(&candidate.label.as_str()));
    }
    candidates
}

/// The values that are known of a kind; none where any text or number may stand.
fn values(
    cursor: &Cursor<'_>,
    fleet: &Fleet,
    kind: ValueKind,
    summary: &'static str,
) -> Vec<Candidate> {
    let value = |label: &str, summary: &str| {
        Candidate::new(CandidateKind::Value, label, quoted(label), summary)
    };
    match kind {
        ValueKind::OneOf(words) => words.iter().map(|word| value(word, summary)).collect(),
        ValueKind::Boolean => ["#true", "#false"]
            .map(|word| Candidate::new(CandidateKind::Value, word, word.to_owned(), summary))
            .into(),
        ValueKind::Reference(kind) => names(cursor, fleet, kind),
        ValueKind::Rule => {
            rules::all().into_iter().map(|rule| value(rule.name, rule.summary)).collect()
        }
        ValueKind::Module => bailiwick_stdlib::modules()
            .map(|(name, _)| value(name, "a module of the standard library"))
            .collect(),
        ValueKind::Target => targets(fleet),
        ValueKind::ToolPattern => tools(cursor, fleet),
        _ => Vec::new(),
    }
}

/// The declared names of a kind; none for the declaration around the place itself.
fn names(cursor: &Cursor<'_>, fleet: &Fleet, kind: Kind) -> Vec<Candidate> {
    let own = cursor.declarations().find(|(declared, _)| *declared == kind).map(|(_, name)| name);
    let all = fleet.sorted(kind).into_iter().filter(|(name, _)| Some(*name) != own);
    let given = (kind == Kind::Server).then(|| {
        let summary = "the runtime's own tools";
        Candidate::new(CandidateKind::Name, BUILTIN, quoted(BUILTIN), summary)
    });
    let declared = all.map(|(name, item)| {
        let said = item.children().find(|child| child.spec().name == vocabulary::SUMMARY.name);
        let summary = match said.and_then(Item::text) {
            Some(summary) => summary.to_owned(),
            None => format!("declared in `{}`", item.path()),
        };
        Candidate::new(CandidateKind::Name, name, quoted(name), &summary)
    });
    declared.chain(given).collect()
}

/// The targets of the tool and of the workspace, each by its newest version.
fn targets(fleet: &Fleet) -> Vec<Candidate> {
    let assets = Assets::default();
    let mut all: Vec<_> = Targets::new(fleet, &assets).all().collect();
    all.sort_by_key(|known| (known.name(), known.version));
    all.dedup_by_key(|known| known.name());
    all.into_iter()
        .map(|known| {
            let said = known.item.child(&vocabulary::SUMMARY).and_then(Item::text);
            let summary = said.unwrap_or(vocabulary::TARGET.summary);
            Candidate::new(CandidateKind::Name, known.name(), quoted(known.name()), summary)
        })
        .collect()
}

/// The tools of the server that the place is about.
fn tools(cursor: &Cursor<'_>, fleet: &Fleet) -> Vec<Candidate> {
    let around = cursor.around().find(|(_, node)| node.name == vocabulary::USED_SERVER.name);
    let server = around.and_then(|(_, node)| fleet.find(Kind::Server, node.key()?));
    let Some(server) = server else { return Vec::new() };
    let tools = server.children_of(&vocabulary::TOOL);
    tools
        .filter_map(|tool| {
            let name = tool.text()?;
            let said = tool.child(&vocabulary::SUMMARY).and_then(|summary| summary.text());
            let summary = said.unwrap_or(vocabulary::TOOL.summary);
            Some(Candidate::new(CandidateKind::Name, name, quoted(name), summary))
        })
        .collect()
}
