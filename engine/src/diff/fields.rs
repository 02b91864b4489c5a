//! Effective nodes of two sides, compared row by row as the row's merge rule says: sets as sets, sequences in order.

mod judged;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{Children, Merge, NodeSpec, Occurs};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::found::{Draft, Found};
use super::place::Spot;
use super::value::{redacted, value};
use super::{Piece, What};
use crate::canonical;
use crate::compose::Field;

pub(super) use judged::judged;

/// Compares the fields of these rows.
pub(super) fn rows<'w>(
    specs: &[&'static NodeSpec],
    before: &[&Field<'w>],
    after: &[&Field<'w>],
    path: &[String],
    out: &mut Vec<Found<'w>>,
) {
    for spec in specs {
        let (before, after) = (of_row(before, spec), of_row(after, spec));
        if !before.is_empty() || !after.is_empty() {
            row(spec, &before, &after, path, out);
        }
    }
}

fn of_row<'a, 'w>(fields: &[&'a Field<'w>], spec: &NodeSpec) -> Vec<&'a Field<'w>> {
    fields.iter().copied().filter(|field| field.spec() == spec).collect()
}

/// Compares all fields of one row.
pub(super) fn row<'w>(
    spec: &'static NodeSpec,
    before: &[&Field<'w>],
    after: &[&Field<'w>],
    path: &[String],
    out: &mut Vec<Found<'w>>,
) {
    match spec.merge {
        Merge::Set | Merge::SetBy | Merge::Intersection => set(spec, before, after, path, out),
        Merge::Sequence => sequence(spec, before, after, path, out),
        Merge::Keyed | Merge::KeyedBy(_) => {
            for (key, before, after) in by_key(before, after) {
                one(spec, Some(key), before, after, path, out);
            }
        }
        Merge::Local if spec.occurs == Occurs::Many => sequence(spec, before, after, path, out),
        _ => one(spec, None, before.first().copied(), after.first().copied(), path, out),
    }
}

/// The fields of both sides by key, sorted.
pub(super) fn by_key<'a, 'w>(
    before: &[&'a Field<'w>],
    after: &[&'a Field<'w>],
) -> Vec<(&'w str, Option<&'a Field<'w>>, Option<&'a Field<'w>>)> {
    let find = |fields: &[&'a Field<'w>], key: &str| {
        fields.iter().copied().find(|field| field.key() == Some(key))
    };
    let mut keys: Vec<&'w str> =
        before.iter().chain(after).filter_map(|field| field.key()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|key| (key, find(before, key), find(after, key))).collect()
}

/// The name of a row in a path; with the key of keyed ones (`server "tickets"`).
pub(super) fn step(path: &[String], spec: &NodeSpec, key: Option<&str>) -> Vec<String> {
    let mut path = path.to_vec();
    path.push(key.map_or_else(|| spec.name.to_owned(), |key| format!("{} \"{key}\"", spec.name)));
    path
}

/// One node that may be missing on a side, and its block.
fn one<'w>(
    spec: &'static NodeSpec,
    key: Option<&str>,
    before: Option<&Field<'w>>,
    after: Option<&Field<'w>>,
    path: &[String],
    out: &mut Vec<Found<'w>>,
) {
    let path = step(path, spec, key);
    let (was, is) = (before.map(|field| field.item), after.map(|field| field.item));
    if let Children::Free = spec.children {
        let json = |item: Option<Item<'w>>| item.map(|item| (item, canonical::extra(item)));
        return values(spec, json(was), json(is), &path, out);
    }
    let from = usize::from(key.is_some() && spec.merge == Merge::Keyed);
    let text = |item: Option<Item<'w>>| item.map(|item| (item, value(item, from)));
    let (was, is) = (text(was), text(is));
    let says =
        |side: &Option<(Item<'w>, String)>| side.as_ref().is_some_and(|(_, text)| !text.is_empty());
    let is_one_sided = was.is_some() != is.is_some();
    // A node without values says all by being there.
    let named = |side: Option<(Item<'w>, String)>| {
        side.map(|(item, text)| match text.as_str() {
            "" if is_one_sided => (item, key.unwrap_or(spec.name).to_owned()),
            _ => (item, text),
        })
    };
    let is_container = matches!(spec.merge, Merge::Container) && !says(&was) && !says(&is);
    if !is_container {
        values(spec, named(was), named(is), &path, out);
    }
    if is_one_sided && key.is_some() {
        return;
    }
    let children = |field: Option<&Field<'w>>| field.map(|field| field.children.clone());
    let (before, after) =
        (children(before).unwrap_or_default(), children(after).unwrap_or_default());
    let before: Vec<&Field<'w>> = before.iter().map(AsRef::as_ref).collect();
    let after: Vec<&Field<'w>> = after.iter().map(AsRef::as_ref).collect();
    rows(spec.child_specs(), &before, &after, &path, out);
}

/// One value that may be missing on a side.
fn values<'w>(
    spec: &'static NodeSpec,
    before: Option<(Item<'w>, String)>,
    after: Option<(Item<'w>, String)>,
    path: &[String],
    out: &mut Vec<Found<'w>>,
) {
    let text = |side: &Option<(Item<'w>, String)>| side.as_ref().map(|(_, text)| text.clone());
    if text(&before) == text(&after) {
        return;
    }
    let item = |side: &Option<(Item<'w>, String)>| side.as_ref().map(|(item, _)| *item);
    let (direction, risk) = judged(spec, item(&before), item(&after));
    let safe = |side: Option<(Item<'w>, String)>| {
        side.map(|(item, text)| (item, redacted(&text).into_owned()))
    };
    let mut draft = Draft::new(path, What::Value);
    draft.nodes(safe(before), safe(after));
    out.push(draft.ends(direction, risk));
}

/// The members of a set that went and came; of a row with keys, key by key.
fn set<'w>(
    spec: &'static NodeSpec,
    before: &[&Field<'w>],
    after: &[&Field<'w>],
    path: &[String],
    out: &mut Vec<Found<'w>>,
) {
    let mut draft = Draft::new(&step(path, spec, None), What::Set);
    let members = |fields: &[&Field<'w>]| -> Vec<(String, Spot<'w>)> {
        let named = fields.iter().flat_map(|field| {
            let key = field.key().filter(|_| spec.merge == Merge::SetBy);
            field.members.iter().map(move |member| {
                let text = key
                    .map_or_else(|| member.text.to_owned(), |key| format!("{key} {}", member.text));
                (text, Spot { item: member.item, span: member.span })
            })
        });
        named.collect()
    };
    let (before, after) = (members(before), members(after));
    let has =
        |members: &[(String, Spot<'w>)], text: &str| members.iter().any(|(other, _)| other == text);
    for (text, spot) in before.iter().filter(|(text, _)| !has(&after, text)) {
        draft.gone(&redacted(text), *spot);
    }
    for (text, spot) in after.iter().filter(|(text, _)| !has(&before, text)) {
        draft.new_piece(&redacted(text), *spot);
    }
    if draft.is_empty() {
        return;
    }
    draft.sort();
    let is_gone = before.iter().any(|(text, _)| !has(&after, text));
    let (direction, risk) = judged::of_set(spec, is_gone);
    out.push(draft.ends(direction, risk));
}

/// The elements of a sequence that went, came or were replaced, in their order.
fn sequence<'w>(
    spec: &'static NodeSpec,
    before: &[&Field<'w>],
    after: &[&Field<'w>],
    path: &[String],
    out: &mut Vec<Found<'w>>,
) {
    let is_plain = spec.properties.is_empty() && matches!(spec.children, Children::None);
    let elements = |fields: &[&Field<'w>]| -> Vec<(String, Item<'w>)> {
        let each = fields.iter().flat_map(|field| {
            let item = field.item;
            let plain = item.texts().map(move |(text, _)| (text.to_owned(), item));
            let whole = (!is_plain).then(|| (value(item, 0), item));
            plain.filter(move |_| is_plain).chain(whole)
        });
        each.collect()
    };
    let mut draft = Draft::new(&step(path, spec, None), What::Sequence);
    steps(&elements(before), &elements(after), |was, is| {
        let safe = |side: Option<&(String, Item<'w>)>| {
            side.map(|(text, item)| (*item, redacted(text).into_owned()))
        };
        draft.nodes(safe(was), safe(is));
    });
    if !draft.is_empty() {
        let (direction, risk) = judged::of_set(spec, false);
        out.push(draft.ends(direction, risk));
    }
}

/// Goes over what differs between two sequences, replaced elements in pairs.
pub(super) fn steps<T: Clone>(
    before: &[(String, T)],
    after: &[(String, T)],
    mut step: impl FnMut(Option<&(String, T)>, Option<&(String, T)>),
) {
    let texts = |side: &[(String, T)]| -> Vec<String> {
        side.iter().map(|(text, _)| text.clone()).collect()
    };
    for operation in capture_diff_slices(Algorithm::Myers, &texts(before), &texts(after)) {
        if let DiffOp::Equal { .. } = operation {
            continue;
        }
        let (old, new) = (operation.old_range(), operation.new_range());
        for at in 0..old.len().max(new.len()) {
            let was = (at < old.len()).then(|| before.get(old.start + at)).flatten();
            let is = (at < new.len()).then(|| after.get(new.start + at)).flatten();
            step(was, is);
        }
    }
}

/// A piece of two texts, either of which may be missing.
pub(super) fn piece(before: Option<&str>, after: Option<&str>) -> Piece {
    let safe = |text: Option<&str>| text.map(|text| redacted(text).into());
    Piece { before: safe(before), after: safe(after) }
}
