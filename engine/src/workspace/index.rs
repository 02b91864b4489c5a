//! Who refers to which name and who names which file: where an edit is felt.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::Kind;
use rustc_hash::FxHashMap;

use crate::asset::{self, Namers};
use crate::file::File;
use crate::fleet::{FileId, Fleet};

/// The files that refer to each name and each file.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) referrers: FxHashMap<(Kind, Box<str>), Vec<FileId>>,
    /// By agent, the files that refer to one of its instances.
    pub(super) instances: FxHashMap<Box<str>, Vec<FileId>>,
    pub(super) namers: Namers,
}

impl Index {
    /// The index of a whole fleet.
    pub(super) fn new(fleet: &Fleet) -> Self {
        let mut index = Self::default();
        for (id, file) in fleet.files() {
            index.add(id, file);
        }
        index
    }

    /// Takes in a file.
    pub(super) fn add(&mut self, id: FileId, file: &File) {
        for (kind, name) in references(file) {
            if let Some(agent) = instance_of(kind, name) {
                self.instances.entry(agent.into()).or_default().push(id);
            }
            self.referrers.entry((kind, name.into())).or_default().push(id);
        }
        self.namers.add(id, &asset::named(file));
    }

    /// Takes out a file.
    pub(super) fn remove(&mut self, id: FileId, file: &File) {
        for (kind, name) in references(file) {
            let instances = instance_of(kind, name).and_then(|agent| self.instances.get_mut(agent));
            let referrers = self.referrers.get_mut(&(kind, Box::from(name)));
            for files in instances.into_iter().chain(referrers) {
                files.retain(|other| *other != id);
            }
        }
        self.namers.remove(id, &asset::named(file));
    }
}

/// The names that a file refers to, sorted, each once.
pub(super) fn references(file: &File) -> Vec<(Kind, &str)> {
    let items = file.document.items();
    let mut all: Vec<(Kind, &str)> = items
        .flat_map(Item::references)
        .map(|reference| (reference.kind, reference.name))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The agent that a name of an instance belongs to (`clerk/acme`).
fn instance_of(kind: Kind, name: &str) -> Option<&str> {
    let (agent, _) = name.rsplit_once('/').filter(|_| kind == Kind::Agent)?;
    Some(agent)
}
