//! One process at a time writes a folder; the system lets go of the lock when a process ends in whatever way.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Held while a folder is written.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "closing it gives the lock back")] File);

impl Lock {
    /// The lock of a folder; none where another process has it.
    pub(super) fn of(folder: &Path) -> io::Result<Option<Self>> {
        let file = open(folder)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// The folder itself, so that no file of a lock is left in it.
#[cfg(unix)]
fn open(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// A file in it, where folders cannot be opened.
#[cfg(not(unix))]
fn open(folder: &Path) -> io::Result<File> {
    use crate::render::OWN_PREFIX;
    File::options().create(true).append(true).open(folder.join(format!("{OWN_PREFIX}.lock")))
}
