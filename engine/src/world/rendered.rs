//! The folder of a rendering: only what its manifest lists is replaced or removed, and a kill at any moment leaves what the
//! next run mends.
//!
//! Before a file changes, the manifest lists old and new digests; it lists the new ones alone after the last change. So at
//! any moment each file of ours is absent or has a digest that the manifest knows, and whatever else stands there is foreign.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is the door to the disk"
)]

mod lock;
mod plan;
mod staging;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::Path;

use crate::render::{MANIFEST_FILE, Manifest, OutputFile};

use lock::Lock;
pub use plan::{Plan, Step, plan, standing};
use staging::Staging;

/// What to do with files in the way that are not ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// Write nothing.
    Refuse,
    /// Write over them; links and folders stay in the way.
    Overwrite,
}

/// Why a folder cannot be written.
#[derive(Debug)]
pub enum Problem {
    /// Another process writes it.
    Busy,
    /// Its manifest cannot be read, so that it is not known what is ours.
    Manifest(String),
    /// Something else stands in the way: each path, and why it is not ours.
    InTheWay(Vec<(String, String)>),
    /// What the system says about a path.
    System(String, io::Error),
}

/// Writes the files of a rendering, and removes those that it had and has no longer.
///
/// # Errors
///
/// Where nothing was written: [`Problem::Busy`], [`Problem::Manifest`], [`Problem::InTheWay`]. After [`Problem::System`] the
/// next run goes on.
pub fn write(
    root: &Path,
    files: &[OutputFile],
    manifest: &Manifest,
    foreign: Foreign,
) -> Result<Plan, Problem> {
    let of_root = |error| Problem::System(".".to_owned(), error);
    fs::create_dir_all(root).map_err(of_root)?;
    let lock = Lock::of(root).map_err(of_root)?.ok_or(Problem::Busy)?;
    let plan = plan(root, files, manifest, foreign)?;
    if !plan.in_the_way.is_empty() {
        return Err(Problem::InTheWay(plan.in_the_way));
    }
    if plan.changes_nothing() && !Staging::is_left(root) {
        return Ok(plan);
    }
    let mut staging = Staging::in_folder(root).map_err(of_root)?;
    let listed = |staging: &mut Staging, manifest: &Manifest| {
        let system = |error| Problem::System(MANIFEST_FILE.to_owned(), error);
        staging.put(root, MANIFEST_FILE, manifest.text().as_bytes(), &Step::Replace).map_err(system)
    };
    if !plan.steps.is_empty() || !plan.removed.is_empty() {
        listed(&mut staging, &manifest.with_older(&plan.older))?;
    }
    // One thread: two that make files in one folder wait for each other longer than that takes.
    let wrong = plan.steps.iter().find_map(|(at, step)| {
        let file = files.get(*at)?;
        let put = staging.put(root, &file.path, &file.bytes, step);
        put.err().map(|error| Problem::System(file.path.clone(), error))
    });
    if let Some(problem) = wrong {
        return Err(problem);
    }
    for path in &plan.removed {
        // What became of it since the plan was made is looked at once more.
        remove_ours(root, path, &plan.older, foreign)
            .map_err(|error| Problem::System(path.clone(), error))?;
    }
    if !plan.changes_nothing() {
        listed(&mut staging, manifest)?;
    }
    staging.done();
    drop(lock);
    Ok(plan)
}

/// Removes a file that is still ours; with force, whatever file stands there, but none behind a link.
fn remove_ours(root: &Path, path: &str, older: &Manifest, foreign: Foreign) -> io::Result<()> {
    let is_file = standing(root, path).is_some();
    match plan::is_ours(root, path, older)? {
        true => remove(root, path),
        false if is_file && foreign == Foreign::Overwrite => remove(root, path),
        false if is_file => Err(io::Error::other("the file changed since it was read")),
        // Somebody took it away, or put a link in its way.
        false => Ok(()),
    }
}

/// Removes a file, and the folders that are empty then.
fn remove(root: &Path, path: &str) -> io::Result<()> {
    match fs::remove_file(root.join(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        if fs::remove_dir(root.join(above)).is_err() {
            // Something else lies there.
            break;
        }
        folder = above;
    }
    Ok(())
}
