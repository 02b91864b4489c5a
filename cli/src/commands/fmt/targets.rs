//! The files that are to be formatted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bailiwick_engine::file::File;
use bailiwick_engine::settings::Settings;
use bailiwick_engine::world::{Disk, WORKSPACE_FILE, World, place};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::Limits;

use crate::commands::Context;
use crate::failure::Failure;
use crate::output::diagnostics::PathsFrom;
use crate::place::{Selection, shown_argument};

/// A file to format.
pub(super) struct Target {
    /// Where it lies.
    pub(super) place: PathBuf,
    /// Its path as it is printed.
    pub(super) name: FilePath,
    /// How much it may hold.
    pub(super) limits: Limits,
}

/// The files that are named, and those of the workspace that lie in the folders; all where nothing is named.
pub(super) fn targets(context: &Context, paths: &[PathBuf]) -> Result<Vec<Target>, Failure> {
    paths.iter().try_for_each(|path| within(context, path))?;
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| place::is_folder(&context.place.at(path)));
    let mut targets = Vec::new();
    for file in files {
        let place = context.place.at(&file);
        if !place::exists(&place) {
            let name = shown_argument(&file);
            return Err(Failure::new(format!("there is no file or folder `{name}`")));
        }
        if file.extension().is_none_or(|ending| ending != "kdl") {
            let name = shown_argument(&file);
            return Err(Failure::new(format!("`{name}` is no KDL file")).help(
                "`fmt` lays out files whose names end in `.kdl`, and `-` for standard input",
            ));
        }
        let name = FilePath::new(file.to_string_lossy().into_owned());
        targets.push(Target { place, name, limits: Limits::default() });
    }
    if paths.is_empty() || !folders.is_empty() {
        let found = context.place.workspace(&folders)?;
        targets.extend(of_workspace(context, &found.disk, &found.selection));
    }
    // A file that is named twice is one file.
    let mut seen = BTreeSet::new();
    targets.retain(|target| seen.insert(place::entry(&target.place)));
    Ok(targets)
}

/// Refuses a path that a link leads out of its workspace: what lies there is somebody else's to lay out.
fn within(context: &Context, path: &Path) -> Result<(), Failure> {
    let Some(link) = place::leading_out(&context.place.at(Path::new("")), path) else {
        return Ok(());
    };
    let (name, link) = (shown_argument(path), shown_argument(&link));
    Err(Failure::new(format!(
        "`{name}` is not laid out: the link `{link}` leads out of the workspace"
    ))
    .help("run `fmt` where the files themselves lie"))
}

/// The files of a workspace; `bailiwick.kdl` decides which they are.
fn of_workspace(context: &Context, disk: &Disk, selection: &Selection) -> Vec<Target> {
    let prefix = context.place.prefix(disk.root(), PathsFrom::CurrentDirectory);
    let root = FilePath::from(WORKSPACE_FILE);
    let settings = disk.read(&root).map_or_else(
        |_| Settings::default(),
        |bytes| Settings::read(&File::from_bytes(&root, bytes, &Limits::default())),
    );
    let belongs = |path: &FilePath| {
        path.as_str().ends_with(".kdl")
            && (*path == root || settings.belongs(path))
            && selection.holds(path)
    };
    let listed = disk.list().entries.into_iter().map(|entry| entry.path);
    let targets = listed.filter(belongs).map(|path| Target {
        place: disk.root().join(path.as_str()),
        name: FilePath::new(prefix.path(path.as_str())),
        limits: settings.limits,
    });
    targets.collect()
}
