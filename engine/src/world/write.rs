//! Writes files: beside their place, then renamed over it.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is the door to the disk"
)]

use std::fs;
use std::io::{self, Write};
use std::path::Path;

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
/// [`io::ErrorKind::AlreadyExists`] where something stands there that must not, [`io::ErrorKind::Other`] where the file
/// changed since it was read, and whatever the system says.
pub fn atomically(path: &Path, bytes: &[u8], expected: Expected<'_>) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let target = match expected {
        Expected::Absent => None,
        Expected::Bytes(_) | Expected::Anything => path.canonicalize().ok(),
    };
    let path = target.as_deref().unwrap_or(path);
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    match expected {
        Expected::Absent if path.symlink_metadata().is_ok() => {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Expected::Bytes(before) if fs::read(path)? != before => {
            return Err(io::Error::other("the file changed since it was read"));
        }
        Expected::Absent | Expected::Bytes(_) | Expected::Anything => {}
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.bailiwick", std::process::id()));
    let written = write_beside(&beside, path, bytes).and_then(|()| match expected {
        // A hard link never replaces, so two writers cannot both win.
        Expected::Absent => fs::hard_link(&beside, path).and_then(|()| fs::remove_file(&beside)),
        Expected::Bytes(_) | Expected::Anything => fs::rename(&beside, path),
    });
    if written.is_err() {
        // The first error is the one to tell; what lies beside is hidden and harmless.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_beside(beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if let Ok(metadata) = fs::metadata(path) {
        fs::set_permissions(beside, metadata.permissions())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_its_target_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("real"), "old").unwrap();
        std::os::unix::fs::symlink(at("real"), at("link")).unwrap();
        atomically(&at("link"), b"new", Expected::Bytes(b"old")).unwrap();
        assert_eq!(fs::read(at("real")).unwrap(), b"new");
        assert!(at("link").symlink_metadata().unwrap().is_symlink());
        let taken = atomically(&at("link"), b"x", Expected::Absent).unwrap_err();
        assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
    }

    #[test]
    fn a_file_that_changed_is_not_written_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "changed").unwrap();
        let error = atomically(&file, b"new", Expected::Bytes(b"old")).unwrap_err();
        assert_eq!(error.to_string(), "the file changed since it was read");
        assert_eq!(fs::read(&file).unwrap(), b"changed");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
