//! The index of declared names.

use bailiwick_schema::document::{Document, Item};
use bailiwick_schema::vocabulary::{self, Kind, ValueKind};
use rustc_hash::FxHashMap;

use super::{FileId, Place};

/// Who declares which name, a namespace a kind.
///
/// INVARIANT: places of one name are sorted.
#[derive(Debug, Default)]
pub struct Names {
    /// By the number of their kind.
    kinds: [FxHashMap<Box<str>, Vec<Place>>; Kind::ALL.len()],
}

/// The kind and name that a node declares.
#[must_use]
pub fn declared(item: Item<'_>) -> Option<(Kind, &str)> {
    let argument = item.spec().arguments.first()?;
    match argument.value {
        ValueKind::Name(kind) => Some((kind, item.text()?)),
        _ => None,
    }
}

impl Names {
    /// Takes in the declarations of a file.
    pub fn add(&mut self, file: FileId, document: &Document) {
        each(document, |item, kind, name| {
            let Some(places) = self.kinds.get_mut(kind as usize) else { return };
            let place = Place { file, item: item.id() };
            match places.get_mut(name) {
                Some(places) => {
                    let at = places.partition_point(|other| *other < place);
                    places.insert(at, place);
                }
                None => {
                    places.insert(name.into(), vec![place]);
                }
            }
        });
    }

    /// Takes out the declarations of a file.
    pub fn remove(&mut self, file: FileId, document: &Document) {
        each(document, |_, kind, name| {
            let Some(names) = self.kinds.get_mut(kind as usize) else { return };
            if let Some(places) = names.get_mut(name) {
                places.retain(|place| place.file != file);
                if places.is_empty() {
                    names.remove(name);
                }
            }
        });
    }

    /// The places that declare a name.
    #[must_use]
    pub fn get(&self, kind: Kind, name: &str) -> &[Place] {
        self.kinds.get(kind as usize).and_then(|names| names.get(name)).map_or(&[], Vec::as_slice)
    }

    /// All names of a kind with their places, in no order.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = (&str, &[Place])> {
        self.kinds
            .get(kind as usize)
            .into_iter()
            .flatten()
            .map(|(name, places)| (&**name, places.as_slice()))
    }

    /// How many names of a kind there are.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.kinds.get(kind as usize).map_or(0, FxHashMap::len)
    }
}

/// Calls `then` for every declaration of a file, stages of lifecycles included.
pub(crate) fn each<'d>(document: &'d Document, mut then: impl FnMut(Item<'d>, Kind, &'d str)) {
    for item in document.roots() {
        if let Some((kind, name)) = declared(item) {
            then(item, kind, name);
        }
        if item.spec() == &vocabulary::LIFECYCLE {
            for stage in item.children_of(&vocabulary::DECLARED_STAGE) {
                if let Some((kind, name)) = declared(stage) {
                    then(stage, kind, name);
                }
            }
        }
    }
}
