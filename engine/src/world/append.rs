//! Adds lines to a file that several processes may add to at once.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Adds bytes at the end of a file, which is made where there is none; its folder has to be there.
///
/// They are handed over in one piece, so that those of others stand before or behind them, never between.
///
/// # Errors
///
/// The system's, and [`io::ErrorKind::WriteZero`] where only a part of them found room; [`io::ErrorKind::Other`] where it is
/// no regular file.
pub fn line(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Asked before opening: opening a pipe would wait for its other end.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut file = fs::OpenOptions::new().append(true).create(true).open(path)?;
    let written = file.write(bytes)?;
    if written == bytes.len() { Ok(()) } else { Err(io::ErrorKind::WriteZero.into()) }
}
