//! The rows of one context as JSON, each written once and taken over by the environments that leave it as it is.

use std::ops::Range;

use smallvec::SmallVec;

use super::json::Json;

/// For most contexts, so that the text seldom moves while it grows.
const ROOM: usize = 1024;

/// So many keys most contexts have at most.
const KEYS: usize = 16;

/// Keys of an object with their canonical JSON, all in one text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    json: Json,
    /// Each key, in their order, with the place of its JSON.
    places: Vec<(&'static str, Range<usize>)>,
}

/// A key with its canonical JSON.
pub(super) type Part<'p> = (&'static str, &'p str);

impl Parts {
    /// Adds a key and what is written for it.
    pub(super) fn push(&mut self, key: &'static str, write: impl FnOnce(&mut Json)) {
        if self.places.is_empty() {
            self.json.reserve(ROOM);
            self.places.reserve(KEYS);
        }
        self.json.restart();
        let start = self.json.len();
        write(&mut self.json);
        let at = self.places.partition_point(|(other, _)| *other <= key);
        self.places.insert(at, (key, start..self.json.len()));
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// All keys with their JSON, sorted.
    pub(super) fn iter(&self) -> impl Iterator<Item = Part<'_>> {
        let json = self.json.as_str();
        self.places.iter().map(move |(key, place)| {
            // Ranges of this text, made where it was written.
            (*key, json.get(place.clone()).unwrap_or_default())
        })
    }
}

/// Writes an object of parts; they are sorted by key here.
pub(super) fn join<'p>(parts: impl Iterator<Item = Part<'p>>, text: &mut String) {
    let mut parts: SmallVec<[Part<'_>; 32]> = parts.collect();
    parts.sort_unstable_by_key(|(key, _)| *key);
    text.push('{');
    members(&parts, true, text);
    text.push('}');
}

/// Writes parts as members of an object, the first of them without a comma where it is the object's first.
pub(super) fn members(parts: &[Part<'_>], is_first: bool, text: &mut String) {
    text.reserve(parts.iter().map(|(key, json)| key.len() + json.len() + 4).sum::<usize>() + 2);
    for (at, (key, json)) in parts.iter().enumerate() {
        text.push_str(if at == 0 && is_first { "\"" } else { ",\"" });
        text.push_str(key);
        text.push_str("\":");
        text.push_str(json);
    }
}
