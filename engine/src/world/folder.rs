//! Reads every file below any folder, as an importer wants them: nothing is ignored, nothing is left out in silence.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::fs;
use std::io;
use std::path::Path;

use ignore::WalkBuilder;

use super::ReadError;
use super::disk::{error_path, read_whole};

/// A file below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Its path below the folder, with `/` between parts.
    pub path: String,
    /// Its bytes, or why they cannot be read; none where they were not wanted.
    pub content: Result<Vec<u8>, ReadError>,
    /// Whether it may be run.
    pub is_executable: bool,
}

/// The files below a folder, sorted by path; of a file, the file itself. Those that `wanted` says no to are not read.
///
/// Hidden and git-ignored files are among them, the inside of `.git` is not. Linked folders are not entered, and a link
/// that leads out of the folder is not followed.
///
/// # Errors
///
/// The system's, where there is no such folder.
pub fn files(folder: &Path, wanted: impl Fn(&str) -> bool) -> io::Result<Vec<FoundFile>> {
    let canonical = folder.canonicalize()?;
    let base = if canonical.is_dir() { folder } else { folder.parent().unwrap_or(folder) };
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(false).filter_entry(|entry| entry.file_name() != ".git");
    let mut files = Vec::new();
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) => {
                let path = name_below(base, entry.path());
                let content =
                    if wanted(&path) { read(entry.path(), &canonical) } else { Ok(Vec::new()) };
                let is_executable = runs(entry.path());
                files.push(FoundFile { path, content, is_executable });
            }
            Err(error) => {
                let path =
                    error_path(&error).map(|path| name_below(base, path)).unwrap_or_default();
                let content = Err(ReadError::Denied);
                files.push(FoundFile { path, content, is_executable: false });
            }
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(files)
}

fn read(path: &Path, folder: &Path) -> Result<Vec<u8>, ReadError> {
    let target = path.canonicalize()?;
    if !target.starts_with(folder) {
        return Err(ReadError::Outside);
    }
    let metadata = fs::metadata(&target)?;
    if metadata.is_dir() {
        return Err(ReadError::Folder);
    }
    // A pipe or a device might never end.
    if metadata.is_file() { read_whole(&target) } else { Err(ReadError::Other) }
}

#[cfg(unix)]
fn runs(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn runs(_path: &Path) -> bool {
    false
}

fn name_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> =
        below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(folder: &Path) -> Vec<String> {
        files(folder, |path| !path.ends_with(".bin"))
            .expect("the folder is there")
            .into_iter()
            .map(|file| match file.content {
                Ok(bytes) => format!("{} {}", file.path, bytes.len()),
                Err(error) => format!("{}: {error}", file.path),
            })
            .collect()
    }

    #[test]
    fn every_file_is_found_whatever_git_says() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in [".gitignore", "a.md", ".hidden/b.md", "c/d.md", "e.bin", ".git/config"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, "*").expect("written");
        }
        assert_eq!(
            paths(folder.path()),
            [".gitignore 1", ".hidden/b.md 1", "a.md 1", "c/d.md 1", "e.bin 0"]
        );
        assert_eq!(paths(&folder.path().join("a.md")), ["a.md 1"]);
        assert!(files(&folder.path().join("missing"), |_| true).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_read_inside_and_told_outside() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("secret"), "secret").expect("written");
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.md"), "a").expect("written");
        symlink(at("a.md"), at("b.md")).expect("linked");
        symlink(outside.path().join("secret"), at("c.md")).expect("linked");
        symlink(folder.path(), at("d")).expect("linked");
        symlink(at("nowhere"), at("e.md")).expect("linked");
        symlink(at("f.md"), at("f.md")).expect("linked");
        let expected = [
            "a.md 1",
            "b.md 1",
            "c.md: a symlink leads out of the workspace",
            "d: it is a folder",
            "e.md: there is no such file",
            "f.md: the system cannot read it",
        ];
        assert_eq!(paths(folder.path()), expected);
    }
}
