//! The floors under what is measured: every file of a folder is found and read, on two threads, and nothing is done with it, or it is
//! written elsewhere, beside its place and renamed.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

/// How many files and bytes were read.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "a measurement reads a workspace")]
pub fn read_all(folder: &Path) -> (usize, usize) {
    let files = files(folder);
    let bytes =
        files.par_iter().map(|path| std::fs::read(path).map_or(0, |bytes| bytes.len())).sum();
    (files.len(), bytes)
}

/// Writes every file of a folder to another one, each beside its place, and then renamed; how many and how long that took.
///
/// # Errors
///
/// The system's.
#[expect(clippy::disallowed_methods, reason = "a measurement writes files")]
pub fn write_all(from: &Path, to: &Path) -> std::io::Result<(usize, Duration)> {
    let files = files(from);
    let read = |path: &PathBuf| Ok((path.clone(), std::fs::read(path)?));
    let all: Vec<(PathBuf, Vec<u8>)> =
        files.par_iter().map(read).collect::<std::io::Result<_>>()?;
    let start = Instant::now();
    all.par_iter().try_for_each(|(path, bytes)| {
        let place = to.join(path.strip_prefix(from).map_err(std::io::Error::other)?);
        if let Some(above) = place.parent() {
            std::fs::create_dir_all(above)?;
        }
        let mut beside = place.clone().into_os_string();
        beside.push(".new");
        std::fs::write(&beside, bytes)?;
        std::fs::rename(&beside, &place)
    })?;
    Ok((all.len(), start.elapsed()))
}

#[expect(clippy::disallowed_methods, reason = "a measurement reads a folder")]
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files
}
