//! Loads a workspace: list, read, bind, index, read what is named, check.

use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Findings, Workspace};
use crate::asset::{self, Asset, Assets, Needs};
use crate::check::rules::{environment_file, unknown_module, unreadable_file};
use crate::check::{self, Report, Scope};
use crate::file::File;
use crate::fleet::{FileId, Fleet};
use crate::settings::Settings;
use crate::world::{Entry, Listing, World};

/// Loads a workspace and checks everything.
///
/// Never fails: what cannot be read is a finding. The same files give the same result on any number of threads.
#[must_use]
pub fn load(world: &dyn World) -> Workspace {
    load_in(world, &[])
}

/// Loads a workspace and checks its agents in these environments only; in all where none is named.
#[must_use]
pub fn load_in(world: &dyn World, environments: &[String]) -> Workspace {
    let listing = world.list();
    let root = FilePath::from("bailiwick.kdl");
    let mut findings = Findings::default();
    let first = read(world, &Entry { path: root.clone() }, &Settings::default());
    let settings = match &first {
        Ok(file) => Settings::read(file),
        Err(_) => Settings::default(),
    };
    let entries: Vec<&Entry> = listing
        .entries
        .iter()
        .filter(|entry| {
            entry.path.as_str().ends_with(".kdl")
                && entry.path != root
                && settings.belongs(&entry.path)
        })
        .collect();
    let read_files: Vec<Result<File, Box<Diagnostic>>> =
        entries.par_iter().map(|entry| read(world, entry, &settings)).collect();
    let mut files: Vec<Arc<File>> = Vec::with_capacity(read_files.len() + 1);
    for file in std::iter::once(first).chain(read_files) {
        match file {
            Ok(file) => files.push(Arc::new(file)),
            Err(diagnostic) => findings.loading.push(*diagnostic),
        }
    }
    take_used(world, &settings, &mut files, &mut findings);
    findings.loading.extend(unreadable_file::oddities(&listing));
    findings.loading.extend(environment_file::findings(&listing));
    findings.loading.extend(unreadable_file::total(&files, &settings));
    let fleet = Fleet::new(files);
    let assets = assets(world, &listing, &fleet);
    let mut workspace = Workspace {
        settings,
        listing,
        fleet,
        assets,
        findings,
        digests: Vec::new(),
        referrers: None,
        selected: environments.to_vec(),
    };
    check_all(&mut workspace);
    workspace
}

fn read(world: &dyn World, entry: &Entry, settings: &Settings) -> Result<File, Box<Diagnostic>> {
    let bytes = world
        .read_listed(entry)
        .map_err(|error| Box::new(unreadable_file::finding(&entry.path, error)))?;
    Ok(File::from_bytes(&entry.path, bytes, &settings.limits))
}

/// Takes in what `use` names, module after module; a module may use others.
fn take_used(
    world: &dyn World,
    settings: &Settings,
    files: &mut Vec<Arc<File>>,
    findings: &mut Findings,
) {
    let mut known: FxHashMap<FilePath, ()> =
        files.iter().map(|file| (file.path().clone(), ())).collect();
    let mut at = 0;
    while let Some(file) = files.get(at).map(Arc::clone) {
        at += 1;
        for item in file.document.roots().filter(|item| item.spec() == &vocabulary::USE) {
            let Some(name) = item.text() else { continue };
            if let Some(text) = bailiwick_stdlib::module(name) {
                let path = FilePath::new(name);
                if known.insert(path.clone(), ()).is_none() {
                    files.push(Arc::new(File::read(&path, text.into(), &settings.limits)));
                }
                continue;
            }
            let folder = if name.starts_with("std/") {
                Listing::default()
            } else {
                world.folder(name.trim_end_matches('/'))
            };
            if folder.entries.is_empty() {
                findings.loading.push(unknown_module::finding(item, name));
            }
            for entry in folder.entries {
                if known.insert(entry.path.clone(), ()).is_some() {
                    continue;
                }
                match read(world, &entry, settings) {
                    Ok(file) => files.push(Arc::new(file)),
                    Err(diagnostic) => findings.loading.push(*diagnostic),
                }
            }
        }
    }
}

/// Reads the files that declarations name.
fn assets(world: &dyn World, listing: &Listing, fleet: &Fleet) -> Assets {
    let mut needs = Needs::new();
    for (_, file) in fleet.files() {
        asset::needs(file, listing, &mut needs);
    }
    let needs: Vec<_> = needs.into_iter().collect();
    needs
        .into_par_iter()
        .map(|(path, purpose)| {
            let executable = purpose == asset::Purpose::Bytes && world.is_executable(&path);
            let asset = Asset::new(&path, world.read(&path), purpose, executable);
            (path, asset)
        })
        .collect()
}

/// Runs every check on every file.
fn check_all(workspace: &mut Workspace) {
    let ids: Vec<FileId> = workspace.fleet.files().map(|(id, _)| id).collect();
    let scope = Scope::new(&workspace.fleet, &workspace.assets, &workspace.listing)
        .only(&workspace.selected);
    let results: Vec<_> =
        ids.par_iter().map(|id| super::edit::check_file(&scope, *id, &workspace.listing)).collect();
    let mut texts: Vec<(FilePath, Vec<Diagnostic>)> = workspace
        .assets
        .par_iter()
        .filter_map(|(path, asset)| {
            let mut report = Report::default();
            check::scoped_asset(&scope, path, asset, &mut report);
            (!report.diagnostics.is_empty()).then(|| (path.clone(), report.diagnostics))
        })
        .collect();
    drop(scope);
    for result in results {
        workspace.findings.uncounted += result.uncounted;
        workspace.findings.own.push(result.own);
        workspace.findings.scoped.push(result.scoped);
        workspace.digests.push(result.digests);
    }
    workspace.findings.texts.extend(texts.drain(..));
}
