//! A world in which some files have another text, as in an editor before they are saved.

use std::collections::BTreeMap;
use std::sync::Arc;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::value::Date;

use super::{ContentId, Entry, Listing, ReadError, World};

/// Texts that stand for files, over the world that has all others.
pub struct Edited<'w> {
    /// The files below.
    pub world: &'w dyn World,
    /// The texts by path.
    pub texts: &'w BTreeMap<FilePath, Arc<str>>,
}

impl Edited<'_> {
    /// Adds the edited KDL files that are wanted to a listing.
    fn join(&self, mut listing: Listing, wanted: impl Fn(&str) -> bool) -> Listing {
        let kdl = |path: &&FilePath| path.as_str().ends_with(".kdl") && wanted(path.as_str());
        let entries = self.texts.keys().filter(kdl).map(|path| Entry { path: path.clone() });
        listing.entries.extend(entries);
        listing.sort();
        listing
    }
}

impl World for Edited<'_> {
    fn list(&self) -> Listing {
        self.join(self.world.list(), |_| true)
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        match self.texts.get(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.world.read(path),
        }
    }

    fn read_listed(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        match self.texts.get(&entry.path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.world.read_listed(entry),
        }
    }

    fn folder(&self, folder: &str) -> Listing {
        let below = |path: &str| {
            path.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
        };
        self.join(self.world.folder(folder), below)
    }

    fn is_executable(&self, path: &FilePath) -> bool {
        self.world.is_executable(path)
    }

    fn today(&self) -> Option<Date> {
        self.world.today()
    }

    fn content(&self, path: &FilePath) -> Option<ContentId> {
        if self.texts.contains_key(path) { None } else { self.world.content(path) }
    }
}
