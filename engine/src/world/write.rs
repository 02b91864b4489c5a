//! Writes files: beside their place, then renamed over it.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is the door to the disk"
)]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many names are tried for a file beside; others are left by processes that were killed.
const MOST_ATTEMPTS: usize = 1000;

/// What stands at a path must be for a write to go ahead.
#[derive(Debug, Clone, Copy)]
pub enum Expected<'a> {
    /// Nothing.
    Absent,
    /// Exactly these bytes.
    Bytes(&'a [u8]),
    /// Anything.
    Anything,
}

/// Writes a file whole or not at all; missing folders are made.
///
/// # Errors
///
/// [`io::ErrorKind::AlreadyExists`] where something stands there that must not, [`io::ErrorKind::PermissionDenied`] where
/// the file is read-only, [`io::ErrorKind::Other`] where it changed since it was read or is no regular file, and whatever
/// the system says.
pub fn atomically(path: &Path, bytes: &[u8], expected: Expected<'_>) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let (beside, file) = beside(folder, |path| fs::File::create_new(path))?;
    // Asked after the long part, so that nobody who saves meanwhile is overwritten.
    let written = fill(file, path, bytes).and_then(|()| check(path, expected)).and_then(|()| {
        match expected {
            // A hard link never replaces, so two writers cannot both win.
            Expected::Absent => {
                fs::hard_link(&beside, path).and_then(|()| fs::remove_file(&beside))
            }
            Expected::Bytes(_) | Expected::Anything => fs::rename(&beside, path),
        }
    });
    if written.is_err() {
        // The first error is the one to tell; what lies beside is hidden and harmless.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Whether what stands at a path is what is expected.
fn check(path: &Path, expected: Expected<'_>) -> io::Result<()> {
    let standing = match path.symlink_metadata() {
        Ok(metadata) => Some(metadata.file_type()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    match (standing, expected) {
        (Some(_), Expected::Absent) => Err(io::ErrorKind::AlreadyExists.into()),
        // Renaming would put a file in the place of the link or the device.
        (Some(kind), _) if kind.is_symlink() => Err(io::Error::other("it is a symlink")),
        (Some(kind), _) if kind.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        (Some(kind), _) if !kind.is_file() => Err(io::Error::other("it is no regular file")),
        (_, Expected::Bytes(before)) if fs::read(path)? != before => {
            Err(io::Error::other("the file changed since it was read"))
        }
        (Some(_), _) => writable(path),
        (None, _) => Ok(()),
    }
}

/// Refuses a file that may not be written; renaming asks its folder only, and would replace it all the same.
fn writable(path: &Path) -> io::Result<()> {
    let read_only = || io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only");
    // Asked of the mode, too: whoever may do anything can open any file.
    if fs::metadata(path)?.permissions().readonly() {
        return Err(read_only());
    }
    match fs::OpenOptions::new().append(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(read_only()),
        opened => opened.map(|_| ()),
    }
}

/// Makes something new in a folder, under a hidden name that nothing has.
///
/// `make` fails where anything stands at its path, so that a file or a link that somebody put there is neither opened
/// nor followed.
pub(super) fn beside<T>(
    folder: &Path,
    make: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(PathBuf, T)> {
    let process = std::process::id();
    for attempt in 0..MOST_ATTEMPTS {
        let beside = folder.join(format!(".{process}-{attempt}.bailiwick"));
        match make(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|made| (beside, made)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn fill(mut file: fs::File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Before the text is in it: what only its owner may read is never open to others.
    if let Ok(metadata) = path.symlink_metadata()
        && metadata.is_file()
    {
        file.set_permissions(metadata.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_only_while_it_is_what_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kdl");
        fs::write(&path, "mine").unwrap();
        let error = atomically(&path, b"new", Expected::Bytes(b"old")).unwrap_err();
        assert_eq!(error.to_string(), "the file changed since it was read");
        let error = atomically(&path, b"new", Expected::Absent).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        atomically(&path, b"new", Expected::Bytes(b"mine")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a.kdl"]);
    }

    #[test]
    fn the_longest_name_can_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a".repeat(255));
        atomically(&path, b"new", Expected::Anything).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_neither_followed_nor_replaced() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("precious"), "precious").unwrap();
        symlink(at("precious"), at("link.kdl")).unwrap();
        symlink(at("precious"), at(&format!(".{}-0.bailiwick", std::process::id()))).unwrap();
        for expected in [Expected::Bytes(b"precious"), Expected::Anything] {
            let error = atomically(&at("link.kdl"), b"new", expected).unwrap_err();
            assert_eq!(error.to_string(), "it is a symlink");
        }
        atomically(&at("new.kdl"), b"new", Expected::Absent).unwrap();
        assert_eq!(fs::read(at("precious")).unwrap(), b"precious");
        assert!(at("link.kdl").is_symlink() && !at("new.kdl").is_symlink());
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kdl");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        for expected in [Expected::Bytes(b"old"), Expected::Anything] {
            let error = atomically(&path, b"new", expected).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
            assert_eq!(error.to_string(), "it is read-only");
        }
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a.kdl"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_stays_private() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kdl");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        atomically(&path, b"new", Expected::Anything).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
