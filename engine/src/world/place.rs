//! Where things lie: the folder a command runs in, a repository around a workspace, single files that a user names.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is the door to the disk"
)]

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::{Disk, MOST_BYTES, WORKSPACE_FILE};

/// How much is looked at in search of a workspace, before a message goes without it.
const MOST_LOOKED_AT: usize = 10_000;

/// The folder that the process runs in.
///
/// # Errors
///
/// The system's, where the folder is gone.
pub fn current_folder() -> io::Result<PathBuf> {
    std::env::current_dir()
}

/// The nearest folder at or above this one that holds a `.git`.
#[must_use]
pub fn repository(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_path_buf)
}

/// How one gets from a folder to another, with `/` between parts and at the end; empty where they are the same.
#[must_use]
pub fn way(from: &Path, to: &Path) -> String {
    let (from, to) = (real(from), real(to));
    let from: Vec<Component<'_>> = from.components().collect();
    let to: Vec<Component<'_>> = to.components().collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".into(), from.len() - shared);
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).map(|part| format!("{part}/")).collect()
}

/// The nearest workspaces below a folder, at most three and at most three folders down, seen from there; sorted.
#[must_use]
pub fn workspaces_below(folder: &Path) -> Vec<String> {
    let mut walk = WalkBuilder::new(folder);
    walk.max_depth(Some(4)).require_git(false);
    let mut found: Vec<String> = walk
        .build()
        .take(MOST_LOOKED_AT)
        .flatten()
        .filter(|entry| entry.file_name() == WORKSPACE_FILE && entry.depth() > 1)
        .filter_map(|entry| Some(entry.path().parent()?.strip_prefix(folder).ok()?.to_path_buf()))
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .collect();
    found.sort_by_key(|path| (path.matches('/').count(), path.clone()));
    found.truncate(3);
    found
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// A file that a user names, to be read as it comes; a pipe or a device, too.
///
/// # Errors
///
/// The system's.
pub fn open(path: &Path) -> io::Result<impl Read + use<>> {
    if fs::metadata(path)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    fs::File::open(path)
}

/// The bytes of a file that a user names, at most 64 MiB.
///
/// # Errors
///
/// The system's, [`io::ErrorKind::FileTooLarge`], and [`io::ErrorKind::Other`] where it is no regular file.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // Asked before opening: opening a pipe would wait for its other end.
    if !metadata.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    whole(fs::File::open(path)?)
}

/// All bytes of a stream, at most 64 MiB.
///
/// # Errors
///
/// The system's, and [`io::ErrorKind::FileTooLarge`].
pub fn whole(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Whether a folder holds a workspace's own file.
#[must_use]
pub fn is_workspace(folder: &Path) -> bool {
    folder.join(WORKSPACE_FILE).is_file()
}

/// Whether there is anything at a path.
#[must_use]
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The path of an entry in its folder, the folder's without links and detours; two of them are the same entry.
#[must_use]
pub fn entry(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => real(path),
    }
}

/// The first symlink on a path, seen from a folder, that leads out of the workspace that it lies in.
#[must_use]
pub fn leading_out(folder: &Path, path: &Path) -> Option<PathBuf> {
    let mut named = PathBuf::new();
    for part in path.components() {
        named.push(part);
        let place = folder.join(&named);
        if !place.is_symlink() {
            continue;
        }
        let workspace = place.parent().and_then(|parent| Disk::find(parent).ok()?);
        let leads_out =
            |disk: Disk| place.canonicalize().is_ok_and(|target| !target.starts_with(disk.root()));
        if workspace.is_some_and(leads_out) {
            return Some(named);
        }
    }
    None
}

/// Whether there is a folder at a path.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_goes_down_up_and_across() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["a/b", "c"] {
            fs::create_dir_all(at(name)).unwrap();
        }
        assert_eq!(way(&at("a"), &at("a")), "");
        assert_eq!(way(&at("a"), &at("a/b")), "b/");
        assert_eq!(way(&at("a/b"), &at("a")), "../");
        assert_eq!(way(&at("a/b"), &at("c")), "../../c/");
        assert_eq!(way(&at("a"), &at("a/new")), "new/");
    }

    #[test]
    fn the_repository_is_the_nearest_folder_with_git() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        fs::create_dir_all(&deep).unwrap();
        fs::create_dir_all(folder.path().join("a/.git")).unwrap();
        assert_eq!(repository(&deep), Some(folder.path().canonicalize().unwrap().join("a")));
    }

    #[test]
    fn a_folder_is_no_file_and_a_long_stream_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert_eq!(whole(io::repeat(0)).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(whole(b"abc".as_slice()).unwrap(), b"abc");
    }
}
