//! The name or the file that was most likely meant.

use std::collections::hash_map::Entry;
use std::sync::{Arc, OnceLock, RwLock};

use bailiwick_schema::document::Item;
use bailiwick_schema::suggest::Candidates;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashMap;

use crate::fleet::Fleet;
use crate::world::Listing;

/// Names and files to suggest, put in order when they are first asked for.
#[derive(Debug, Default)]
pub(crate) struct Suggestions<'w> {
    kinds: RwLock<FxHashMap<Kind, Arc<Candidates<'w>>>>,
    tools: RwLock<FxHashMap<usize, Arc<Candidates<'w>>>>,
    files: OnceLock<Files<'w>>,
}

impl<'w> Suggestions<'w> {
    /// The declared name nearest to a wrong one.
    pub(crate) fn name(&self, fleet: &'w Fleet, kind: Kind, name: &str) -> Option<&'w str> {
        let names = || Candidates::new(fleet.names().of(kind).map(|(name, _)| name));
        known(&self.kinds, kind, names).nearest(name)
    }

    /// The tools that a server declares.
    pub(crate) fn tools(&self, server: Item<'w>) -> Arc<Candidates<'w>> {
        let tools = || server.children_of(&vocabulary::TOOL).filter_map(Item::text);
        known(&self.tools, server.address(), || Candidates::new(tools()))
    }

    /// The files of the workspace.
    pub(crate) fn files(&self, listing: &'w Listing) -> &Files<'w> {
        self.files.get_or_init(|| Files::new(listing))
    }
}

fn known<'w, K: Copy + Eq + std::hash::Hash>(
    all: &RwLock<FxHashMap<K, Arc<Candidates<'w>>>>,
    key: K,
    make: impl FnOnce() -> Candidates<'w>,
) -> Arc<Candidates<'w>> {
    let known = all.read().ok().and_then(|all| all.get(&key).map(Arc::clone));
    known.unwrap_or_else(|| {
        let made = Arc::new(make());
        if let Ok(mut all) = all.write() {
            all.insert(key, Arc::clone(&made));
        }
        made
    })
}

/// Files by their paths and by their last names.
#[derive(Debug)]
pub(crate) struct Files<'w> {
    paths: Candidates<'w>,
    /// The first two files of each name.
    named: FxHashMap<&'w str, (&'w str, Option<&'w str>)>,
    /// The first folder of each name that has a `SKILL.md`.
    skills: FxHashMap<&'w str, &'w str>,
    /// All such folders.
    skill_paths: Candidates<'w>,
}

impl<'w> Files<'w> {
    fn new(listing: &'w Listing) -> Self {
        let paths = || listing.entries.iter().map(|entry| entry.path.as_str());
        let mut files = Self {
            paths: Candidates::new(paths()),
            named: FxHashMap::default(),
            skills: FxHashMap::default(),
            skill_paths: Candidates::new(paths().filter_map(|path| path.strip_suffix("/SKILL.md"))),
        };
        for path in paths() {
            match files.named.entry(last_part(path)) {
                Entry::Occupied(mut known) => {
                    known.get_mut().1.get_or_insert(path);
                }
                Entry::Vacant(free) => {
                    free.insert((path, None));
                }
            }
            if let Some(folder) = path.strip_suffix("/SKILL.md") {
                files.skills.entry(last_part(folder)).or_insert(folder);
            }
        }
        files
    }

    /// The file nearest to a path: of the same name in another folder, or of nearly the same path.
    pub(crate) fn nearest(&self, path: &str) -> Option<&'w str> {
        let same = self
            .named
            .get(last_part(path))
            .and_then(|(first, second)| if *first == path { *second } else { Some(*first) });
        same.or_else(|| self.paths.nearest(path))
    }

    /// The folder of this name that has a `SKILL.md`.
    pub(crate) fn skill_folder(&self, name: &str) -> Option<&'w str> {
        self.skills.get(name).copied()
    }

    /// The folder with a `SKILL.md` whose path is nearly this one.
    pub(crate) fn nearest_skill(&self, folder: &str) -> Option<&'w str> {
        self.skill_paths.nearest(folder)
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a file or a folder lies at a path.
pub(crate) fn is_there(listing: &Listing, path: &str) -> bool {
    let at = listing.entries.partition_point(|entry| entry.path.as_str() < path);
    let rest = listing.entries.get(at..).unwrap_or_default();
    if rest.first().is_some_and(|entry| entry.path.as_str() == path) {
        return true;
    }
    // Names such as `x-y` and `x.md` sort between `x` and `x/…`.
    let folder = format!("{path}/");
    let at = listing.entries.partition_point(|entry| entry.path.as_str() < folder.as_str());
    listing.entries.get(at).is_some_and(|entry| entry.path.as_str().starts_with(&folder))
}
