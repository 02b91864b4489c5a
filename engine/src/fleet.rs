//! All files of a workspace together: who declares which name.

mod names;

use std::sync::Arc;

use bailiwick_schema::document::{Item, ItemId, Reference};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary::Kind;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::file::File;

pub(crate) use names::each;
pub use names::{Names, declared};

/// A file's place in the fleet; stays the same while the file's text changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// The place of a node: its file and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The node.
    pub item: ItemId,
}

/// The files of a workspace and the names that they declare.
#[derive(Debug, Default)]
pub struct Fleet {
    files: Vec<Option<Arc<File>>>,
    paths: FxHashMap<FilePath, FileId>,
    names: Names,
}

impl Fleet {
    /// A fleet of these files; their order decides which of two equal names counts.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = Arc<File>>) -> Self {
        let mut fleet = Self::default();
        for file in files {
            fleet.push(file);
        }
        fleet
    }

    /// Adds a file.
    pub fn push(&mut self, file: Arc<File>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.names.add(id, &file.document);
        self.paths.insert(file.path().clone(), id);
        self.files.push(Some(file));
        id
    }

    /// Puts another text in a file's place, or none; gives what stood there.
    pub fn replace(&mut self, id: FileId, file: Option<Arc<File>>) -> Option<Arc<File>> {
        let slot = self.files.get_mut(id.0 as usize)?;
        let before = slot.take();
        if let Some(before) = &before {
            self.names.remove(id, &before.document);
        }
        if let Some(file) = &file {
            self.names.add(id, &file.document);
        }
        *slot = file;
        before
    }

    /// A file.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0 as usize)?.as_deref()
    }

    /// All files, in the order they came.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.files
            .iter()
            .enumerate()
            .filter_map(|(id, file)| Some((FileId(u32::try_from(id).ok()?), file.as_deref()?)))
    }

    /// The file of this path.
    #[must_use]
    pub fn file_at(&self, path: &FilePath) -> Option<(FileId, &File)> {
        let id = *self.paths.get(path)?;
        Some((id, self.file(id)?))
    }

    /// The node at a place.
    #[must_use]
    pub fn item(&self, place: Place) -> Option<Item<'_>> {
        self.file(place.file)?.document.item(place.item)
    }

    /// The node that declares this name; of several, the first by path.
    #[must_use]
    pub fn find(&self, kind: Kind, name: &str) -> Option<Item<'_>> {
        self.item(*self.names.get(kind, name).first()?)
    }

    /// All nodes that declare this name.
    pub fn all(&self, kind: Kind, name: &str) -> impl Iterator<Item = Item<'_>> {
        self.names.get(kind, name).iter().filter_map(|place| self.item(*place))
    }

    /// The names of a kind.
    #[must_use]
    pub const fn names(&self) -> &Names {
        &self.names
    }

    /// The nodes of a kind, one for each name, sorted by name.
    #[must_use]
    pub fn sorted(&self, kind: Kind) -> Vec<(&str, Item<'_>)> {
        let mut all: Vec<(&str, Item<'_>)> = self
            .names
            .of(kind)
            .filter_map(|(name, places)| Some((name, self.item(*places.first()?)?)))
            .collect();
        all.sort_unstable_by_key(|(name, _)| *name);
        all
    }

    /// The declarations that anything refers to; of several of one name, the first.
    #[must_use]
    pub fn referred(&self) -> FxHashSet<Place> {
        let of = |mut referred: FxHashSet<Place>, file: &Option<Arc<File>>| {
            let items = file.iter().flat_map(|file| file.document.items());
            let references = items.flat_map(Item::references);
            let places = |reference: Reference<'_>| self.names.get(reference.kind, reference.name);
            referred.extend(references.filter_map(|reference| places(reference).first()));
            referred
        };
        let both = |a: FxHashSet<Place>, b: FxHashSet<Place>| {
            let (mut more, fewer) = if a.len() < b.len() { (b, a) } else { (a, b) };
            more.extend(fewer);
            more
        };
        self.files.par_iter().fold(FxHashSet::default, of).reduce(FxHashSet::default, both)
    }

    /// The environments, in the order of declaration.
    #[must_use]
    pub fn environments(&self) -> Vec<Item<'_>> {
        let places = self.names.of(Kind::Environment).flat_map(|(_, places)| places);
        let mut places: Vec<Place> = places.copied().collect();
        places.sort_unstable();
        places.into_iter().filter_map(|place| self.item(place)).collect()
    }
}
