//! The rows of one context as JSON, each written once and taken over by the environments that leave it as it is.

use smallvec::SmallVec;

use super::json::Json;

/// For most contexts, so that the text seldom moves while it grows.
const ROOM: usize = 1024;

/// Keys of an object with their canonical JSON, all in one text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    json: Json,
    /// Each key with the end of its JSON; it begins where the one before ends.
    ends: Vec<(&'static str, usize)>,
}

impl Parts {
    /// Adds a key and what is written for it.
    pub(super) fn push(&mut self, key: &'static str, write: impl FnOnce(&mut Json)) {
        if self.ends.is_empty() {
            self.json.reserve(ROOM);
        }
        self.json.restart();
        write(&mut self.json);
        self.ends.push((key, self.json.len()));
    }

    /// All keys with their JSON, as they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let mut start = 0;
        self.ends.iter().map(move |(key, end)| {
            let json = self.json.as_str().get(start..*end).unwrap_or_default();
            start = *end;
            (*key, json)
        })
    }
}

/// Writes an object of parts; they are sorted by key here.
pub(super) fn join<'p>(parts: impl Iterator<Item = (&'static str, &'p str)>, text: &mut String) {
    let mut parts: SmallVec<[(&str, &str); 32]> = parts.collect();
    parts.sort_unstable_by_key(|(key, _)| *key);
    text.reserve(parts.iter().map(|(key, json)| key.len() + json.len() + 4).sum::<usize>() + 2);
    text.push('{');
    for (at, (key, json)) in parts.into_iter().enumerate() {
        text.push_str(if at == 0 { "\"" } else { ",\"" });
        text.push_str(key);
        text.push_str("\":");
        text.push_str(json);
    }
    text.push('}');
}
