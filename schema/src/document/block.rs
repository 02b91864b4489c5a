//! What holds for the nodes of one block together: known, once, complete, not at odds.

use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use crate::suggest::nearest;
use crate::syntax;
use crate::vocabulary::{self, Merge, NodeSpec, Occurs};

use super::decode::Decoder;
use super::rules::{
    CONFLICTING_NODES, INCOMPLETE_CHOICE, MISPLACED_NODE, MISSING_NODE, REPEATED_KEY,
    REPEATED_NODE, UNKNOWN_NODE,
};
use super::{Layering, Record, Value};

/// Whether `(replace)` and `(remove)` have a meaning on a node of this row.
#[must_use]
pub fn is_layered(spec: &NodeSpec) -> bool {
    spec.merge != Merge::Local && spec != &vocabulary::SET
}

/// Reports a node that has no row here, with the nearest name or the place where it belongs.
pub(super) fn unknown(
    decoder: &mut Decoder,
    parent: Option<&'static NodeSpec>,
    name: &str,
    node: syntax::Node<'_>,
) {
    let span = node.name_span();
    let siblings = parent.map_or(vocabulary::TOP, NodeSpec::child_specs);
    let place = parent
        .map_or_else(|| "at the top of a file".to_owned(), |spec| format!("in `{}`", spec.name));
    let near = nearest(name, siblings.iter().map(|spec| spec.name));
    if near.is_none() {
        let homes = homes(name);
        if !homes.is_empty() {
            let message = format!("`{name}` does not belong {place}");
            let help = help_of_misplaced(parent, name, node, &homes);
            decoder.report(&MISPLACED_NODE, span, message).help = Some(help);
            return;
        }
    }
    let found = decoder.report(&UNKNOWN_NODE, span, format!("unknown node `{name}` {place}"));
    match near {
        Some(near) => {
            *found = found.clone().suggest(near, near);
        }
        None => {
            let names: Vec<String> =
                siblings.iter().map(|spec| format!("`{}`", spec.name)).collect();
            found.help = Some(match names.as_slice() {
                [] => "nothing may stand in this block".to_owned(),
                names => format!("possible are {}", names.join(", ")),
            });
        }
    }
}

/// What to do with a node that may stand in `homes`, and not where it does.
fn help_of_misplaced(
    parent: Option<&'static NodeSpec>,
    name: &str,
    node: syntax::Node<'_>,
    homes: &[&'static str],
) -> String {
    let Some(parent) = parent else { return places(homes) };
    if parent.name == name {
        return match homes {
            [""] => "write it at the top of a file".to_owned(),
            _ => format!("write it beside the `{name}` around it: `{name}` stands in no other"),
        };
    }
    // A use has the name of what it uses, which stands at the top and says more.
    let is_use = vocabulary::TOP.iter().any(|top| top.name == parent.name && *top != parent);
    if !is_use || !homes.contains(&parent.name) {
        return places(homes);
    }
    let header = node.parent().map(|parent| (parent.name(), parent.entries().next()));
    let declared = match header {
        Some((name, Some(entry))) => match entry.value() {
            syntax::Value::Text(key) => format!("{name} \"{key}\""),
            _ => name.into_owned(),
        },
        _ => parent.name.to_owned(),
    };
    let here: Vec<String> =
        parent.child_specs().iter().map(|spec| format!("`{}`", spec.name)).collect();
    let here = match here.as_slice() {
        [] => String::new(),
        here => format!("; here stands {}", here.join(", ")),
    };
    format!("write it in the declaration of `{declared}` at the top of a file{here}")
}

/// The homes as a sentence: at most three, `agent` first.
fn places(homes: &[&'static str]) -> String {
    let mut homes = homes.to_vec();
    if homes.contains(&"agent") {
        // What an agent says may stand in all of these.
        homes.retain(|home| !["base", "in", "defaults"].contains(home));
        homes.sort_by_key(|home| *home != "agent");
    }
    let places: Vec<String> = homes
        .iter()
        .take(3)
        .map(|home| match *home {
            "" => "at the top of a file".to_owned(),
            parent => format!("in `{parent}`"),
        })
        .collect();
    format!("write it {}", places.join(" or "))
}

/// The nodes in which a node of this name may stand, shortest way first; empty is the top of a file.
fn homes(name: &str) -> Vec<&'static str> {
    let mut homes: Vec<&'static str> = Vec::new();
    for row in vocabulary::rows() {
        if row.spec.name != name {
            continue;
        }
        let home = row.path.iter().rev().nth(1).copied().unwrap_or_default();
        if !homes.contains(&home) {
            homes.push(home);
        }
    }
    homes
}

/// The first of the nodes of one row, layering and key, by the key's hash.
pub(super) type First = FxHashMap<(usize, Layering, u64), usize>;

/// Checks the pending nodes from `mark` on, which are one block.
pub(super) fn check(
    decoder: &mut Decoder,
    parent: Option<(&'static NodeSpec, syntax::Node<'_>, Layering)>,
    mark: usize,
) {
    let mut first = std::mem::take(&mut decoder.first);
    first.clear();
    for at in mark..decoder.pending.len() {
        let Some(record) = decoder.pending.get(at) else { break };
        let spec = record.spec;
        let keyed = matches!(spec.merge, Merge::Keyed | Merge::KeyedBy(_));
        if spec.occurs == Occurs::Many && !keyed {
            continue;
        }
        let key = if spec.occurs == Occurs::Many { key(decoder, record) } else { "" };
        if spec.occurs == Occurs::Many && key.is_empty() {
            continue;
        }
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        match first.entry((std::ptr::from_ref(spec) as usize, record.layering, hasher.finish())) {
            Entry::Vacant(place) => {
                place.insert(at);
            }
            Entry::Occupied(place) => repeated(decoder, *place.get(), at),
        }
        conflict(decoder, mark, at);
    }
    decoder.first = first;
    let children = mark..decoder.pending.len();
    let Some((spec, node, layering)) = parent else {
        return;
    };
    if layering == Layering::Remove {
        return;
    }
    for child in spec.child_specs() {
        if child.occurs == Occurs::Required
            && !has(decoder, children.clone(), child)
            && !node.is_broken()
        {
            let message = format!("`{}` has no `{}`", spec.name, child.name);
            decoder.report(&MISSING_NODE, node.name_span(), message).help =
                Some(format!("add `{}` to its block", child.example));
        }
    }
    let reached = has(decoder, children.clone(), &vocabulary::COMMAND)
        || has(decoder, children, &vocabulary::URL);
    if spec == &vocabulary::SERVER && !node.is_broken() && !reached {
        let message = "`server` has neither a `command` nor a `url`".to_owned();
        decoder.report(&INCOMPLETE_CHOICE, node.name_span(), message).help =
            Some("add the `command` that starts it or the `url` that reaches it".to_owned());
    }
}

fn has(decoder: &Decoder, block: Range<usize>, spec: &NodeSpec) -> bool {
    decoder.pending.get(block).unwrap_or_default().iter().any(|record| record.spec == spec)
}

/// What tells nodes of one keyed row apart; empty where it is missing.
fn key<'a>(decoder: &'a Decoder, record: &Record) -> &'a str {
    let document = &decoder.document;
    let value = match record.spec.merge {
        Merge::KeyedBy(name) => document
            .properties
            .get(record.properties.0 as usize..record.properties.1 as usize)
            .and_then(|all| {
                all.iter().find(|property| property.spec.is_some_and(|spec| spec.name == name))
            })
            .map(|property| &property.value),
        _ => document
            .arguments
            .get(record.arguments.0 as usize..record.arguments.1 as usize)
            .and_then(|all| Some(&all.first()?.value)),
    };
    match value {
        Some(Value::Source(span)) => span.text(&document.text),
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

fn repeated(decoder: &mut Decoder, first: usize, again: usize) {
    let (Some(first), Some(again)) = (decoder.pending.get(first), decoder.pending.get(again))
    else {
        return;
    };
    let (name, span, first_span) = (again.spec.name, again.name_span, first.name_span);
    let (rule, message) = match again.spec.merge {
        _ if again.spec.occurs != Occurs::Many => {
            (&REPEATED_NODE, format!("`{name}` stands twice in one block"))
        }
        Merge::KeyedBy(property) => {
            if key(decoder, first) != key(decoder, again) {
                return;
            }
            (&REPEATED_KEY, format!("`{name}` with this `{property}` stands twice in one block"))
        }
        _ => {
            let key_text = key(decoder, again);
            if key(decoder, first) != key_text {
                return;
            }
            (&REPEATED_KEY, format!("`{name}` `{key_text}` stands twice in one block"))
        }
    };
    let path = decoder.document.path.clone();
    let found = decoder.report(rule, span, message);
    *found = found.clone().related(&path, first_span, "first here").help("keep one of them");
}

fn conflict(decoder: &mut Decoder, mark: usize, at: usize) {
    let Some(record) = decoder.pending.get(at) else { return };
    if record.spec.excludes.is_empty() || record.layering == Layering::Remove {
        return;
    }
    // A block that names the same thing many times is reported already; looking a little back keeps this linear.
    let from = mark.max(at.saturating_sub(64));
    let other = decoder.pending.get(from..at).unwrap_or_default().iter().find(|other| {
        other.layering != Layering::Remove && record.spec.excludes.contains(&other.spec.name)
    });
    let Some(other) = other else { return };
    let (a, b, span, other_span) =
        (other.spec.name, record.spec.name, record.name_span, other.name_span);
    let path = decoder.document.path.clone();
    let found =
        decoder.report(&CONFLICTING_NODES, span, format!("`{a}` and `{b}` rule each other out"));
    *found = found.clone().related(&path, other_span, "the other is here").help("keep one of them");
}
