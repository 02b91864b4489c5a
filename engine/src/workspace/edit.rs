//! One file's part of the work, and what an edit makes necessary again.

use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary::Kind;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{AgentDigests, Workspace};
use crate::check::{self, Report, Scope};
use crate::file::File;
use crate::fleet::{FileId, declared};
use crate::settings::Settings;
use crate::world::Listing;

/// What checking one file gives.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) own: Vec<Diagnostic>,
    pub(super) scoped: Vec<Diagnostic>,
    pub(super) digests: Vec<AgentDigests>,
    pub(super) uncounted: usize,
}

/// Checks one file by itself and in the workspace.
pub(super) fn check_file(scope: &Scope<'_>, id: FileId, listing: &Listing) -> Checked {
    let Some(file) = scope.fleet.file(id) else { return Checked::default() };
    let mut own = Report::default();
    check::items(file, &mut own);
    let mut scoped = Report::default();
    let digests = check::declarations(scope, file, listing, &mut scoped);
    let uncounted = own.uncounted + scoped.uncounted;
    Checked { own: own.diagnostics, scoped: super::sorted(scoped.diagnostics), digests, uncounted }
}

/// The files that refer to each name.
#[derive(Debug, Default)]
pub(super) struct Referrers {
    files: FxHashMap<(Kind, Box<str>), Vec<FileId>>,
}

impl Referrers {
    fn add(&mut self, id: FileId, file: &File) {
        for item in file.document.items() {
            for reference in item.references() {
                let files = self.files.entry((reference.kind, reference.name.into())).or_default();
                if files.last() != Some(&id) && !files.contains(&id) {
                    files.push(id);
                }
            }
        }
    }

    fn remove(&mut self, id: FileId, file: &File) {
        for item in file.document.items() {
            for reference in item.references() {
                if let Some(files) =
                    self.files.get_mut(&(reference.kind, Box::from(reference.name)))
                {
                    files.retain(|other| *other != id);
                }
            }
        }
    }
}

impl Workspace {
    /// Puts another text in a file's place and checks again what that touches; gives the files that were checked.
    ///
    /// A file that is not of the workspace yet joins it. Files on disk are not read: `instructions` and other named files
    /// stay as they were loaded.
    pub fn set_text(&mut self, path: &FilePath, text: Arc<str>) -> Vec<FileId> {
        let file = Arc::new(File::read(path, text, &self.settings.limits));
        let mut referrers = self.referrers.take().unwrap_or_else(|| {
            let mut referrers = Referrers::default();
            for (id, file) in self.fleet.files() {
                referrers.add(id, file);
            }
            referrers
        });
        let known = self.fleet.file_at(path).map(|(id, _)| id);
        let (id, before) = match known {
            Some(id) => (id, self.fleet.replace(id, Some(Arc::clone(&file)))),
            None => {
                self.findings.own.push(Vec::new());
                self.findings.scoped.push(Vec::new());
                self.digests.push(Vec::new());
                (self.fleet.push(Arc::clone(&file)), None)
            }
        };
        if let Some(before) = &before {
            referrers.remove(id, before);
        }
        referrers.add(id, &file);
        if path.as_str() == "bailiwick.kdl" {
            self.settings = Settings::read(&file);
        }
        let touched = self.touched(id, before.as_deref(), &file, &referrers);
        self.referrers = Some(referrers);
        self.check_again(&touched);
        touched
    }

    /// The findings of one file, as they are shown.
    #[must_use]
    pub fn diagnostics_of(&self, id: FileId) -> Vec<Diagnostic> {
        self.findings.of_file(id, &self.settings, &self.fleet)
    }

    fn check_again(&mut self, touched: &[FileId]) {
        let scope = Scope::with_used(
            &self.fleet,
            &self.assets,
            &self.listing,
            self.referrers.as_ref().map(|all| &all.files),
        )
        .only(&self.selected);
        let results: Vec<Checked> =
            touched.par_iter().map(|id| check_file(&scope, *id, &self.listing)).collect();
        drop(scope);
        for (id, result) in touched.iter().zip(results) {
            let index = id.0 as usize;
            if let (Some(own), Some(scoped), Some(digests)) = (
                self.findings.own.get_mut(index),
                self.findings.scoped.get_mut(index),
                self.digests.get_mut(index),
            ) {
                *own = result.own;
                *scoped = result.scoped;
                *digests = result.digests;
            }
        }
    }

    /// The file itself, those that refer to a name whose declaration changed, through bases and servers on, and those that
    /// declare a name that is now referred to or no more.
    fn touched(
        &self,
        id: FileId,
        before: Option<&File>,
        after: &File,
        referrers: &Referrers,
    ) -> Vec<FileId> {
        let old = before.map(declarations).unwrap_or_default();
        let new = declarations(after);
        let mut changed: Vec<(Kind, String)> = Vec::new();
        for (name, text) in old.iter().chain(&new) {
            if old.get(name) != new.get(name) || text.is_empty() {
                changed.push((name.0, name.1.to_owned()));
            }
        }
        let wide = [Kind::Environment, Kind::Param, Kind::Extension, Kind::Lifecycle, Kind::Stage];
        if after.path().as_str() == "bailiwick.kdl"
            || changed.iter().any(|(kind, _)| wide.contains(kind))
        {
            return self.fleet.files().map(|(id, _)| id).collect();
        }
        let mut touched: FxHashSet<FileId> = FxHashSet::from_iter([id]);
        while let Some((kind, name)) = changed.pop() {
            for place in self.fleet.names().get(kind, &name) {
                touched.insert(place.file);
            }
            for file in referrers.files.get(&(kind, name.into_boxed_str())).into_iter().flatten() {
                if touched.insert(*file) {
                    changed.extend(self.passed_on(*file));
                }
            }
        }
        for reference in before.into_iter().chain([after]).flat_map(references) {
            touched.extend(
                self.fleet.names().get(reference.0, reference.1).iter().map(|place| place.file),
            );
        }
        let mut touched: Vec<FileId> = touched.into_iter().collect();
        touched.sort_unstable();
        touched
    }

    /// The declarations of a touched file that carry the change on: bases to agents, secrets through servers.
    fn passed_on(&self, id: FileId) -> Vec<(Kind, String)> {
        let carries = [Kind::Base, Kind::Server];
        let Some(file) = self.fleet.file(id) else { return Vec::new() };
        let names = file.document.roots().filter_map(declared);
        names
            .filter(|(kind, _)| carries.contains(kind))
            .map(|(kind, name)| (kind, name.to_owned()))
            .collect()
    }
}

fn declarations(file: &File) -> FxHashMap<(Kind, &str), &str> {
    let text = |item: Item<'_>| item.span();
    file.document
        .items()
        .filter_map(|item| Some((declared(item)?, text(item).text(file.document.text()))))
        .collect()
}

fn references(file: &File) -> Vec<(Kind, &str)> {
    let mut all: Vec<(Kind, &str)> = file
        .document
        .items()
        .flat_map(Item::references)
        .map(|reference| (reference.kind, reference.name))
        .collect();
    all.sort_unstable();
    all.dedup();
    // An agent's bases are read, not changed, by what it says.
    all.retain(|(kind, _)| *kind != Kind::Environment);
    all
}
