//! The door to everything outside: files, their changes, nothing else.
//!
//! Stages get values; only this module touches the disk.

pub mod append;
pub mod clock;
pub mod create;
pub mod deployed;
mod disk;
mod edited;
pub mod folder;
pub mod follow;
pub mod git;
mod listing;
mod memory;
pub mod place;
pub mod remote;
pub mod rendered;
pub mod watch;
pub mod write;

use std::fmt;
use std::io;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::value::Date;

pub use disk::Disk;
pub use edited::Edited;
pub use listing::{Entry, Listing, Oddity, OddityKind};
pub use memory::Memory;

/// The name of the file that makes a folder a workspace.
pub const WORKSPACE_FILE: &str = "bailiwick.kdl";

/// Where a workspace's files come from.
pub trait World: Sync {
    /// Every file that may belong to the workspace: not git-ignored, not hidden, not in a nested workspace.
    fn list(&self) -> Listing;

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// Why it cannot be read; a path that leaves the workspace through a symlink is refused.
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError>;

    /// The bytes of a file that [`World::list`] gave, which is known to lie inside.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    fn read_listed(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        self.read(&entry.path)
    }

    /// The `*.kdl` files of a folder that a `use` names, whether ignored or not.
    fn folder(&self, folder: &str) -> Listing;

    /// Whether the file may be run.
    fn is_executable(&self, path: &FilePath) -> bool;

    /// The day on which the workspace is looked at (UTC); without one, nothing that is dated has run out.
    fn today(&self) -> Option<Date> {
        None
    }

    /// What stands for the bytes of a file, where that is known without reading them.
    fn content(&self, _path: &FilePath) -> Option<ContentId> {
        None
    }
}

/// An id that only the same bytes have: that of git's blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentId([u8; 20]);

impl ContentId {
    /// The id of these 20 bytes; none where they are more or fewer.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    /// There is none.
    Missing,
    /// It is a folder.
    Folder,
    /// A symlink leads out of the workspace.
    Outside,
    /// The system does not let us.
    Denied,
    /// It is larger than anything that is read.
    TooLarge,
    /// A clone with a filter left its bytes out.
    NotFetched,
    /// The system says something else.
    Other,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "there is no such file",
            Self::Folder => "it is a folder",
            Self::Outside => "a symlink leads out of the workspace",
            Self::Denied => "reading it is not permitted",
            Self::TooLarge => "it is too large",
            Self::NotFetched => "this clone left it out: fetch it first",
            Self::Other => "the system cannot read it",
        })
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Other,
        }
    }
}

/// The largest file that is read into memory, whatever the workspace says: 64 MiB.
pub const MOST_BYTES: u64 = 64 << 20;
