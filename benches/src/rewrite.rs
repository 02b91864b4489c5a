//! The floor under any rendering: the same bytes written to another folder, each file beside its place and renamed over it.

use std::io;
use std::path::{Path, PathBuf};

/// How many files and bytes were written.
///
/// # Errors
///
/// What the system says.
#[expect(clippy::disallowed_methods, reason = "a measurement writes files")]
pub fn copy_all(from: &Path, to: &Path) -> io::Result<(usize, usize)> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    let mut folders = vec![from.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let below = folder.strip_prefix(from).unwrap_or(&folder);
        std::fs::create_dir_all(to.join(below))?;
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                let path = below.join(entry.file_name());
                files.push((path, std::fs::read(entry.path())?));
            }
        }
    }
    let staged = to.join(".staged");
    for (path, bytes) in &files {
        std::fs::write(&staged, bytes)?;
        std::fs::rename(&staged, to.join(path))?;
    }
    Ok((files.len(), files.iter().map(|(_, bytes)| bytes.len()).sum()))
}
