//! The floor under any check: every file of a workspace is found and read, on two threads, and nothing is done with it.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

/// How many files and bytes were read.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "a measurement reads a workspace")]
pub fn read_all(folder: &Path) -> (usize, usize) {
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
    let bytes =
        files.par_iter().map(|path| std::fs::read(path).map_or(0, |bytes| bytes.len())).sum();
    (files.len(), bytes)
}
