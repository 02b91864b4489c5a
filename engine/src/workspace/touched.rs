//! What an edit makes necessary again.

use std::collections::BTreeMap;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashSet;

use super::index::{Index, references};
use crate::compose::lineage;
use crate::file::File;
use crate::fleet::{FileId, Fleet, declared};

/// What an edit changed.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Whether everything is to be checked again.
    pub(super) is_wide: bool,
    /// Declarations whose text or place is another one.
    names: Vec<(Kind, String)>,
    files: FxHashSet<FileId>,
}

/// What any text or agent may depend on without naming it.
const WIDE: [Kind; 8] = [
    Kind::Environment,
    Kind::Param,
    Kind::Extension,
    Kind::Lifecycle,
    Kind::Stage,
    Kind::Server,
    Kind::Policy,
    Kind::Target,
];

/// Declarations that are judged one by one; those of any other kind are judged together.
const ALONE: [Kind; 2] = [Kind::Agent, Kind::Base];

impl Changes {
    /// Takes in that a file has another text.
    pub(super) fn edited(&mut self, fleet: &Fleet, id: FileId, before: &File, after: &File) {
        self.files.insert(id);
        let (old, new) = (declarations(before), declarations(after));
        // A name that comes or goes is felt by whoever misspelled it, in KDL and in prose.
        self.is_wide |= old.len() != new.len() || old.keys().any(|name| !new.contains_key(name));
        for (name, texts) in &new {
            if old.get(name) != Some(texts) {
                self.declaration(fleet, *name);
            }
        }
        self.is_wide |= !waivers(before).eq(waivers(after));
        let (old, new) = (references(before), references(after));
        let gone = old.iter().filter(|name| new.binary_search(name).is_err());
        let come = new.iter().filter(|name| old.binary_search(name).is_err());
        for (kind, name) in gone.chain(come) {
            self.files.extend(fleet.names().get(*kind, name).iter().map(|place| place.file));
        }
    }

    /// Takes in that a file which this one names is another.
    pub(super) fn named(&mut self, fleet: &Fleet, id: FileId) {
        self.files.insert(id);
        let Some(file) = fleet.file(id) else { return };
        for name in file.document.roots().filter_map(declared) {
            self.declaration(fleet, name);
        }
    }

    fn declaration(&mut self, fleet: &Fleet, (kind, name): (Kind, &str)) {
        self.is_wide |= WIDE.contains(&kind);
        if !ALONE.contains(&kind) {
            let siblings = fleet.names().of(kind).flat_map(|(_, places)| places);
            self.files.extend(siblings.map(|place| place.file));
        }
        self.names.push((kind, name.to_owned()));
    }

    /// The files to check again, sorted.
    pub(super) fn touched(self, fleet: &Fleet, index: &Index) -> Vec<FileId> {
        let mut touched: Vec<FileId> = if self.is_wide {
            fleet.files().map(|(id, _)| id).collect()
        } else {
            with_bases(fleet, &self.reached(fleet, index)).into_iter().collect()
        };
        touched.sort_unstable();
        touched
    }

    /// Those that refer to a changed name, from bases on to agents and from these to the agents that delegate to them.
    fn reached(self, fleet: &Fleet, index: &Index) -> FxHashSet<FileId> {
        let Self { mut names, files: mut reached, .. } = self;
        let mut passed: FxHashSet<(Kind, FileId)> = FxHashSet::default();
        while let Some((kind, name)) = names.pop() {
            reached.extend(fleet.names().get(kind, &name).iter().map(|place| place.file));
            if kind == Kind::Agent {
                reached.extend(index.instances.get(name.as_str()).into_iter().flatten());
            }
            for file in index.referrers.get(&(kind, name.into_boxed_str())).into_iter().flatten() {
                reached.insert(*file);
                if kind != Kind::Agent && passed.insert((kind, *file)) {
                    names.extend(passed_on(fleet, *file, kind));
                }
            }
        }
        reached
    }
}

/// With the files of the bases that those in these files extend: what a base permits is judged in all that get it.
fn with_bases(fleet: &Fleet, reached: &FxHashSet<FileId>) -> FxHashSet<FileId> {
    let mut all = reached.clone();
    for file in reached.iter().filter_map(|id| fleet.file(*id)) {
        let heirs = file
            .document
            .roots()
            .filter(|item| [&vocabulary::AGENT, &vocabulary::BASE].contains(&item.spec()));
        let bases = heirs.flat_map(|item| lineage(fleet, item).bases);
        let permits = bases.filter(|base| permits(*base));
        all.extend(permits.filter_map(|base| Some(fleet.file_at(base.path())?.0)));
    }
    all
}

fn permits(base: Item<'_>) -> bool {
    let blocks = base.children_of(&vocabulary::IN).chain([base]);
    blocks.into_iter().any(|block| block.child(&vocabulary::PERMISSIONS).is_some())
}

/// The declarations of a file that carry on the change of a name which they refer to.
fn passed_on(fleet: &Fleet, id: FileId, kind: Kind) -> Vec<(Kind, String)> {
    let carries = |other: Kind| match other {
        Kind::Base | Kind::Server => true,
        Kind::Agent => kind == Kind::Base,
        _ => false,
    };
    let Some(file) = fleet.file(id) else { return Vec::new() };
    let names = file.document.roots().filter_map(declared);
    names.filter(|(kind, _)| carries(*kind)).map(|(kind, name)| (kind, name.to_owned())).collect()
}

/// The texts and places of the waivers, which have no name.
fn waivers(file: &File) -> impl Iterator<Item = (u32, &str)> {
    let waivers = file.document.roots().filter(|item| item.spec() == &vocabulary::WAIVE);
    waivers.map(|item| (item.span().start, item.span().text(file.document.text())))
}

/// The texts and places of all declarations by name.
fn declarations(file: &File) -> BTreeMap<(Kind, &str), Vec<(u32, &str)>> {
    let mut all: BTreeMap<(Kind, &str), Vec<(u32, &str)>> = BTreeMap::new();
    for item in file.document.items() {
        let Some(name) = declared(item) else { continue };
        let span = item.span();
        all.entry(name).or_default().push((span.start, span.text(file.document.text())));
    }
    all
}
