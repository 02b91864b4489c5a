//! Edits: another text in a file's place, and everything that it touches checked again.

use std::collections::BTreeMap;
use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::Limits;
use rayon::prelude::*;

use super::Workspace;
use super::check::{Checked, check_file, check_text};
use super::index::Index;
use super::load::load_knowing;
use super::touched::Changes;
use crate::asset::{self, Asset, Need};
use crate::check::{Report, Scope};
use crate::file::File;
use crate::fleet::FileId;
use crate::settings::Settings;
use crate::world::{Edited, WORKSPACE_FILE, World};

impl Workspace {
    /// Puts another text in a file's place and checks again what that touches; gives the KDL files that were checked.
    ///
    /// The result is that of loading the workspace with this text and those set before. A KDL file that is not of the
    /// workspace yet joins it, where `include` and `exclude` let it; a text file that a declaration names is taken in, too.
    /// Files that are named for the first time are read from `world`.
    pub fn set_text(&mut self, world: &dyn World, path: &FilePath, text: Arc<str>) -> Vec<FileId> {
        if path.is_std() {
            return Vec::new();
        }
        let mut texts: BTreeMap<FilePath, Arc<str>> = std::mem::take(&mut self.edited);
        texts.insert(path.clone(), text);
        let touched = self.apply(&Edited { world, texts: &texts }, path);
        self.edited = texts;
        touched
    }

    /// The findings of one file, as they are shown.
    #[must_use]
    pub fn diagnostics_of(&self, id: FileId) -> Vec<Diagnostic> {
        self.findings.of_file(id, &self.view())
    }

    fn apply(&mut self, world: &Edited<'_>, path: &FilePath) -> Vec<FileId> {
        let known = self.fleet.file_at(path).map(|(id, _)| id);
        let joins =
            known.is_none() && path.as_str().ends_with(".kdl") && self.settings.belongs(path);
        let index = self.index.take().unwrap_or_else(|| Index::new(&self.fleet));
        match self.changes(world, path, known, index) {
            Some((index, changes, texts)) if !joins => {
                let is_wide = changes.is_wide;
                let touched = changes.touched(&self.fleet, &index);
                self.index = Some(index);
                self.check_again(&touched, if is_wide { None } else { Some(&texts) });
                touched
            }
            _ => {
                let selected = std::mem::take(&mut self.selected);
                *self = load_knowing(world, &selected, Arc::clone(&self.proven));
                self.fleet.files().map(|(id, _)| id).collect()
            }
        }
    }

    /// Takes in an edit; gives what it changed and which text files are others, or none where it changes which files
    /// there are.
    fn changes(
        &mut self,
        world: &Edited<'_>,
        path: &FilePath,
        known: Option<FileId>,
        mut index: Index,
    ) -> Option<(Index, Changes, Vec<FilePath>)> {
        let mut changes = Changes::default();
        let mut paths = vec![path.clone()];
        if let Some(id) = known {
            let text = Arc::clone(world.texts.get(path)?);
            let is_root = path.as_str() == WORKSPACE_FILE;
            let limits = if is_root { Limits::default() } else { self.settings.limits };
            let after = Arc::new(File::read(path, text, &limits));
            if is_root {
                let before = std::mem::replace(&mut self.settings, Settings::read(&after));
                if !before.reads_like(&self.settings) {
                    return None;
                }
            }
            let before = self.fleet.replace(id, Some(Arc::clone(&after)))?;
            if !before.uses().map(Item::text).eq(after.uses().map(Item::text)) {
                return None;
            }
            index.remove(id, &before);
            index.add(id, &after);
            changes.edited(&self.fleet, id, &before, &after);
            let (old, new) = (asset::named(&before), asset::named(&after));
            let other = |need: &&Need| old.contains(need) != new.contains(need);
            for need in old.iter().chain(&new).filter(other) {
                paths.extend(need.files(&self.listing).into_iter().map(|(path, _)| path));
            }
        }
        paths.sort_unstable();
        paths.dedup();
        paths.retain(|other| self.name(world, other, other == path, &index, &mut changes));
        Some((index, changes, paths))
    }

    /// Reads a file again for those that name it, where it is edited or read for another purpose; says whether it is.
    fn name(
        &mut self,
        world: &Edited<'_>,
        path: &FilePath,
        is_edited: bool,
        index: &Index,
        changes: &mut Changes,
    ) -> bool {
        let Some((purpose, files)) = index.namers.of(path, &self.listing) else {
            return self.assets.swap_remove(path).is_some();
        };
        let known = self.assets.get(path);
        if known.is_some_and(|asset| asset.purpose == purpose) && !is_edited {
            return false;
        }
        let executable = purpose.has_run_bit() && world.is_executable(path);
        let asset = Asset::new(path, world.read(path), purpose, executable);
        self.assets.insert(path.clone(), asset);
        for file in files {
            changes.named(&self.fleet, file);
        }
        true
    }

    /// Checks these files and texts again; all texts where none are given.
    fn check_again(&mut self, touched: &[FileId], texts: Option<&[FilePath]>) {
        let (fleet, assets, listing) = (&self.fleet, &self.assets, &self.listing);
        let scope = match &self.index {
            Some(index) => Scope::with_referrers(fleet, assets, listing, &index.referrers),
            None => Scope::new(fleet, assets, listing),
        };
        let scope = scope.only(&self.selected).on(self.today).knowing(&self.proven);
        let check = |id: &FileId| check_file(&scope, *id, &self.modules);
        let results: Vec<Checked> = touched.par_iter().map(check).collect();
        let all: Vec<FilePath> = match texts {
            Some(texts) => texts.to_vec(),
            None => self.findings.texts().chain(self.assets.keys()).cloned().collect(),
        };
        let texts: Vec<(FilePath, Report)> =
            all.into_par_iter().map(|path| check_text(&scope, path)).collect();
        drop(scope);
        for (id, result) in touched.iter().zip(results) {
            if let Some(slot) = self.findings.files.get_mut(id.0 as usize) {
                *slot = result;
            }
        }
        for (path, found) in texts {
            self.findings.put_text(path, found);
        }
    }
}
