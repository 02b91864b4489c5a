//! A workspace in a git repository: its revisions, its index and its working tree, read by object id without a checkout.
//!
//! Nothing is written, no program is started, and no hook or filter of the repository runs.

mod error;
mod files;
mod index;
mod resolve;
mod revision;
mod snapshot;
#[cfg(test)]
mod tests;
mod tree;
mod working;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

pub use error::GitError;
pub use revision::{Base, Revision};
pub use snapshot::Snapshot;
pub use working::WorkingTree;

/// A repository, and the folder in it that holds the workspace.
pub struct Repository {
    pool: Pool,
    /// The workspace's folder below the top of the repository; empty where it is the top, else with a `/` at its end.
    below: String,
}

/// Handles on one repository, as one handle serves one thread at a time.
struct Pool {
    folder: PathBuf,
    free: Mutex<Vec<git2::Repository>>,
}

impl Repository {
    /// The repository around a workspace's folder; none where there is none.
    ///
    /// # Errors
    ///
    /// Where there is one that may not or cannot be read.
    pub fn around(folder: &Path) -> Result<Option<Self>, GitError> {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let nowhere: [&Path; 0] = [];
        let opened =
            git2::Repository::open_ext(&folder, git2::RepositoryOpenFlags::empty(), nowhere);
        let repository = match opened {
            Ok(repository) => repository,
            Err(error) if error.code() == git2::ErrorCode::NotFound => return Ok(None),
            Err(error) if error.code() == git2::ErrorCode::Owner => {
                return Err(GitError::Owner(error.message().to_owned()));
            }
            Err(error) => return Err(GitError::Unreadable(error.message().to_owned())),
        };
        let below = match repository.workdir().map(|work| work.canonicalize()) {
            Some(Ok(work)) => {
                let below = folder.strip_prefix(&work).map_err(|_| GitError::Elsewhere)?;
                let below = below.to_str().ok_or(GitError::Name)?;
                below.replace(std::path::MAIN_SEPARATOR, "/")
            }
            Some(Err(_)) => return Err(GitError::Elsewhere),
            None => String::new(),
        };
        let below = if below.is_empty() { below } else { below + "/" };
        let opened_again = repository.workdir().unwrap_or_else(|| repository.path());
        let pool = Pool { folder: opened_again.to_path_buf(), free: Mutex::new(vec![repository]) };
        Ok(Some(Self { pool, below }))
    }

    /// The workspace's folder below the top of the repository; empty where it is the top, else with a `/` at its end.
    #[must_use]
    pub fn below(&self) -> &str {
        &self.below
    }

    /// Whether it has no working tree.
    ///
    /// # Errors
    ///
    /// Where it cannot be opened any more.
    pub fn is_bare(&self) -> Result<bool, GitError> {
        self.pool.with(|git| Ok(git.is_bare()))
    }
}

impl Pool {
    /// Does something with a handle that no other thread has.
    fn with<T>(
        &self,
        act: impl FnOnce(&git2::Repository) -> Result<T, GitError>,
    ) -> Result<T, GitError> {
        let free = self.free.lock().ok().and_then(|mut free| free.pop());
        let git = match free {
            Some(git) => git,
            None => git2::Repository::open(&self.folder)?,
        };
        let done = act(&git);
        if let Ok(mut free) = self.free.lock() {
            free.push(git);
        }
        done
    }
}
