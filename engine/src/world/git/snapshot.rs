//! The files of a revision, or of the index, as a world.

use bailiwick_schema::path::FilePath;
use git2::{ErrorCode, Oid};

use super::super::{ContentId, Entry, Listing, MOST_BYTES, ReadError, World};
use super::Repository;
use super::files::{Files, LeafKind};

/// A workspace that git keeps.
pub struct Snapshot<'r> {
    pub(super) repository: &'r Repository,
    tree: Option<Oid>,
    pub(super) files: Files,
}

impl<'r> Snapshot<'r> {
    pub(super) const fn new(repository: &'r Repository, tree: Option<Oid>, files: Files) -> Self {
        Self { repository, tree, files }
    }

    /// Whether there is a workspace: before the commit that brought Bailiwick there is none.
    #[must_use]
    pub fn is_workspace(&self) -> bool {
        self.files.is_workspace("")
    }

    /// Whether another one holds the same files.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.tree.is_some() && self.tree == other.tree) || self.files.is_same(&other.files)
    }

    /// The submodules below the workspace's folder, whose files belong to another repository and are not looked at.
    #[must_use]
    pub fn submodules(&self) -> Vec<FilePath> {
        self.files.submodules()
    }

    fn blob(&self, id: Oid) -> Result<Vec<u8>, ReadError> {
        let read = self.repository.pool.with(|git| {
            let store = git.odb()?;
            let read = || -> Result<Vec<u8>, git2::Error> { Ok(store.read(id)?.data().to_vec()) };
            let (length, _) = match store.read_header(id) {
                Ok(header) => header,
                Err(error) => return Ok(Err(missing(&error))),
            };
            if u64::try_from(length).unwrap_or(u64::MAX) > MOST_BYTES {
                return Ok(Err(ReadError::TooLarge));
            }
            Ok(read().map_err(|error| missing(&error)))
        });
        read.unwrap_or(Err(ReadError::Other))
    }
}

/// Why a blob is not there: a clone with a filter leaves blobs out.
fn missing(error: &git2::Error) -> ReadError {
    if error.code() == ErrorCode::NotFound { ReadError::NotFetched } else { ReadError::Other }
}

impl World for Snapshot<'_> {
    fn list(&self) -> Listing {
        self.files.listing("")
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        let (_, leaf) = self.files.resolved(path.as_str())?;
        self.blob(leaf.id)
    }

    fn read_listed(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        match self.files.get(entry.path.as_str()) {
            Some(leaf) if leaf.kind.is_file() => self.blob(leaf.id),
            _ => self.read(&entry.path),
        }
    }

    fn folder(&self, folder: &str) -> Listing {
        let Ok(Some(folder)) = self.files.resolved_folder(folder) else {
            return Listing::default();
        };
        let mut listing = self.files.listing(&folder);
        listing.entries.retain(|entry| entry.path.as_str().ends_with(".kdl"));
        listing
    }

    fn is_executable(&self, path: &FilePath) -> bool {
        self.files.resolved(path.as_str()).is_ok_and(|(_, leaf)| leaf.kind == LeafKind::Executable)
    }

    fn content(&self, path: &FilePath) -> Option<ContentId> {
        let (_, leaf) = self.files.resolved(path.as_str()).ok()?;
        ContentId::of(leaf.id.as_bytes())
    }
}
