//! Loads a workspace: list, read, bind, index, read what is named, check.

use std::collections::BTreeMap;
use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::check::{Checked, check_file, check_text, digest_file};
use super::{Findings, Kept, Workspace};
use crate::asset::{self, Asset, Assets, Need, Needs};
use crate::check::rules::{environment_file, unreadable_file};
use crate::check::{Proven, Report, Scope};
use crate::file::File;
use crate::fleet::{FileId, Fleet, Place};
use crate::settings::Settings;
use crate::world::{Entry, Listing, WORKSPACE_FILE, World};

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
    load_knowing(world, environments, Arc::default())
}

/// The same, with what was proven before.
pub(super) fn load_knowing(
    world: &dyn World,
    environments: &[String],
    proven: Arc<Proven>,
) -> Workspace {
    let kept = (&Kept::default(), proven);
    // All of it on the threads of the pool: what one stage gave back is there for the next one to take.
    rayon::scope(|_| load_here(world, environments, kept, Depth::Checked))
}

/// Loads a workspace and makes its digests, without checking what it declares: what cannot be read is known, other findings are not.
///
/// Files that an earlier load kept are not read again, and those of this load are kept.
#[must_use]
pub fn load_unchecked(world: &dyn World, kept: &Kept) -> Workspace {
    rayon::scope(|_| load_here(world, &[], (kept, Arc::default()), Depth::Digested))
}

/// How much is made of what was read.
#[derive(Clone, Copy)]
enum Depth {
    /// Digests alone.
    Digested,
    /// Digests and findings.
    Checked,
}

fn load_here(
    world: &dyn World,
    environments: &[String],
    (kept, proven): (&Kept, Arc<Proven>),
    depth: Depth,
) -> Workspace {
    let listing = world.list();
    let root = FilePath::from(WORKSPACE_FILE);
    let mut findings = Findings::default();
    let first = read_root(world, &root);
    let unread = first.is_err();
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
    let read_files: Vec<Result<Arc<File>, Box<Diagnostic>>> =
        entries.par_iter().map(|entry| read(world, entry, &settings, kept)).collect();
    let mut files: Vec<Arc<File>> = Vec::with_capacity(read_files.len() + 1);
    for file in std::iter::once(first.map(Arc::new)).chain(read_files) {
        match file {
            Ok(file) => files.push(file),
            Err(diagnostic) => findings.loading.push(*diagnostic),
        }
    }
    let modules = take_used(world, &settings, kept, &mut files, &mut findings);
    // Why the root's file cannot be read is said once.
    let told = |finding: &Diagnostic| unread && finding.primary.path == root;
    let odd = unreadable_file::oddities(&listing, &settings);
    findings.loading.extend(odd.filter(|finding| !told(finding)));
    findings.loading.extend(environment_file::findings(&listing));
    let index = || {
        let fleet = Fleet::new(files.iter().map(Arc::clone));
        let referred = fleet.referred();
        (fleet, referred)
    };
    let (assets, (fleet, referred)) = rayon::join(|| assets(world, &listing, &files, kept), index);
    let mut workspace = Workspace {
        settings,
        listing,
        fleet,
        assets,
        findings,
        modules,
        index: None,
        selected: environments.to_vec(),
        today: world.today(),
        edited: BTreeMap::new(),
        proven,
    };
    check_all(&mut workspace, referred, depth);
    workspace
}

/// Reads the workspace's own file, which no listing vouches for: it may be a link that leads out.
fn read_root(world: &dyn World, root: &FilePath) -> Result<File, Box<Diagnostic>> {
    let bytes =
        world.read(root).map_err(|error| Box::new(unreadable_file::finding(root, error)))?;
    Ok(File::from_bytes(root, bytes, &Settings::default().limits))
}

fn read(
    world: &dyn World,
    entry: &Entry,
    settings: &Settings,
    kept: &Kept,
) -> Result<Arc<File>, Box<Diagnostic>> {
    kept.file(world, entry, &settings.limits)
        .map_err(|error| Box::new(unreadable_file::finding(&entry.path, error)))
}

/// Takes in what `use` names, module after module; a module may use others. Gives the names that lead nowhere.
fn take_used(
    world: &dyn World,
    settings: &Settings,
    kept: &Kept,
    files: &mut Vec<Arc<File>>,
    findings: &mut Findings,
) -> FxHashSet<String> {
    let mut known: FxHashSet<FilePath> = files.iter().map(|file| file.path().clone()).collect();
    let mut unknown: FxHashSet<String> = FxHashSet::default();
    let mut at = 0;
    while let Some(file) = files.get(at).map(Arc::clone) {
        at += 1;
        for item in file.uses() {
            let Some(name) = item.text() else { continue };
            if let Some(text) = bailiwick_stdlib::module(name) {
                let path = FilePath::new(name);
                if known.insert(path.clone()) {
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
                unknown.insert(name.to_owned());
            }
            for entry in folder.entries {
                if !known.insert(entry.path.clone()) {
                    continue;
                }
                match read(world, &entry, settings, kept) {
                    Ok(file) => files.push(file),
                    Err(diagnostic) => findings.loading.push(*diagnostic),
                }
            }
        }
    }
    unknown
}

/// Reads the files that declarations name.
fn assets(world: &dyn World, listing: &Listing, files: &[Arc<File>], kept: &Kept) -> Assets {
    let mut named: Vec<Need> = files.par_iter().flat_map_iter(|file| asset::named(file)).collect();
    named.par_sort_unstable();
    named.dedup();
    let mut needs = Needs::new();
    for (path, purpose) in named.iter().flat_map(|need| need.files(listing)) {
        let known = needs.entry(path).or_insert(purpose);
        *known = purpose.min(*known);
    }
    let needs: Vec<_> = needs.into_iter().collect();
    let assets: Vec<(FilePath, Asset)> = needs
        .into_par_iter()
        .map(|(path, purpose)| {
            let entry = Entry { path };
            let asset = kept.asset(world, &entry, purpose, listing.has(&entry.path));
            (entry.path, asset)
        })
        .collect();
    assets.into_iter().collect()
}

/// Makes the digests of all agents, and runs every check on every file.
fn check_all(workspace: &mut Workspace, referred: FxHashSet<Place>, depth: Depth) {
    let ids: Vec<FileId> = workspace.fleet.files().map(|(id, _)| id).collect();
    let (fleet, assets, listing) = (&workspace.fleet, &workspace.assets, &workspace.listing);
    let scope = Scope::with_referred(fleet, assets, listing, referred)
        .only(&workspace.selected)
        .on(workspace.today)
        .knowing(&workspace.proven);
    let check = |id: &FileId| match depth {
        Depth::Digested => digest_file(&scope, *id),
        Depth::Checked => check_file(&scope, *id, &workspace.modules),
    };
    let results: Vec<Checked> = ids.par_iter().map(check).collect();
    let texts: Vec<&FilePath> = match depth {
        Depth::Digested => Vec::new(),
        Depth::Checked => workspace.assets.keys().collect(),
    };
    let texts: Vec<(FilePath, Report)> =
        texts.into_par_iter().map(|path| check_text(&scope, path.clone())).collect();
    drop(scope);
    workspace.findings.files = results;
    for (path, found) in texts {
        workspace.findings.put_text(path, found);
    }
}
