//! Reads the index: what the next commit would hold.

use bailiwick_schema::path::FilePath;

use super::files::{Files, Leaf, LeafKind};
use super::tree::point_links;
use super::{GitError, Repository, Snapshot};

/// The variable in which git tells a hook which index the commit is made of.
const INDEX_VARIABLE: &str = "GIT_INDEX_FILE";

impl Repository {
    /// The workspace as the next commit would hold it.
    ///
    /// # Errors
    ///
    /// Where there is no index, or a merge in it is not finished.
    pub fn index(&self) -> Result<Snapshot<'_>, GitError> {
        let files = self.pool.with(|git| {
            let index = opened(git)?;
            let mut files = Files::default();
            for (path, leaf, stage, _) in self.entries(&index) {
                if stage != 0 {
                    let path = String::from_utf8_lossy(&path).into_owned();
                    return Err(GitError::Conflicts(path));
                }
                files.add(&path, leaf)?;
            }
            point_links(git, &mut files)?;
            Ok(files)
        })?;
        Ok(Snapshot::new(self, None, files))
    }

    /// What the index keeps below the workspace's folder, with the stage of a merge and the further flags.
    pub(super) fn entries(
        &self,
        index: &git2::Index,
    ) -> impl Iterator<Item = (Vec<u8>, Leaf, u16, u16)> {
        let below = self.below.as_bytes();
        index.iter().filter_map(move |entry| {
            let path = entry.path.strip_prefix(below)?.to_vec();
            let kind = LeafKind::of_mode(entry.mode)?;
            Some((path, Leaf { id: entry.id, kind }, (entry.flags >> 12) & 3, entry.flags_extended))
        })
    }
}

/// The index of a commit that is being made, where git says so, and else the repository's.
#[expect(clippy::disallowed_methods, reason = "git tells hooks by the environment")]
pub(super) fn opened(git: &git2::Repository) -> Result<git2::Index, GitError> {
    if git.is_bare() {
        return Err(GitError::Bare);
    }
    match (std::env::var(INDEX_VARIABLE), git.workdir()) {
        // Git names it as seen from the top of the working tree.
        (Ok(path), Some(work)) if !path.is_empty() => Ok(git2::Index::open(&work.join(path))?),
        _ => {
            let mut index = git.index()?;
            // A handle keeps what it has read.
            index.read(false)?;
            Ok(index)
        }
    }
}

/// Whether an index may name a file on disk by this path: one that goes down, part by part.
pub(super) fn is_plain(path: &FilePath) -> bool {
    !path.as_str().contains('\\')
        && path.as_str().split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
