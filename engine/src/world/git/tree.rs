//! Reads the tree of a revision: folder by folder, nothing but names, kinds and object ids.

use bailiwick_schema::path::FilePath;
use git2::{ErrorCode, Oid};

use super::super::WORKSPACE_FILE;
use super::files::{Files, Leaf, LeafKind};
use super::{GitError, Repository, Revision, Snapshot};

/// Folders deeper than this, or paths longer, are those of somebody who wants to fill the memory.
const MOST_DEPTH: usize = 1_000;
/// In bytes.
const MOST_PATH: usize = 4_096;
/// A link's text is a path.
const MOST_LINK: usize = 4_096;

impl Repository {
    /// The workspace as it was at a revision.
    ///
    /// # Errors
    ///
    /// Where an object that says which files there are cannot be read.
    pub fn at(&self, revision: &Revision) -> Result<Snapshot<'_>, GitError> {
        let (tree, files) = self.pool.with(|git| {
            let Some(tree) = self.tree_of(git, revision)? else {
                return Ok((None, Files::default()));
            };
            let mut files = Files::default();
            collect(git, tree, &mut files)?;
            point_links(git, &mut files)?;
            Ok((Some(tree), files))
        })?;
        Ok(Snapshot::new(self, tree, files))
    }

    /// Whether two revisions hold the same workspace, by the ids of their trees alone.
    ///
    /// # Errors
    ///
    /// Where a tree cannot be read.
    pub fn is_same(&self, one: &Revision, other: &Revision) -> Result<bool, GitError> {
        self.pool.with(|git| Ok(self.tree_of(git, one)? == self.tree_of(git, other)?))
    }

    /// Whether a revision has a workspace's own file where the workspace is; a link counts as none.
    ///
    /// # Errors
    ///
    /// Where a tree cannot be read.
    pub fn has_workspace(&self, revision: &Revision) -> Result<bool, GitError> {
        self.pool.with(|git| {
            let Some(tree) = self.tree_of(git, revision)? else { return Ok(false) };
            let tree = git.find_tree(tree)?;
            let file = tree.get_name(WORKSPACE_FILE).map(|entry| entry.filemode_raw());
            Ok(file.is_some_and(|mode| mode & 0o170_000 == 0o100_000))
        })
    }

    /// The tree of the workspace's folder; none where the revision has no such folder.
    pub(super) fn tree_of(
        &self,
        git: &git2::Repository,
        revision: &Revision,
    ) -> Result<Option<Oid>, GitError> {
        let Some(commit) = revision.id() else { return Ok(None) };
        let tree = git.find_commit(commit)?.tree()?;
        if self.below.is_empty() {
            return Ok(Some(tree.id()));
        }
        match tree.get_path(std::path::Path::new(self.below.trim_end_matches('/'))) {
            Ok(entry) if entry.kind() == Some(git2::ObjectType::Tree) => Ok(Some(entry.id())),
            Ok(_) => Ok(None),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

fn collect(git: &git2::Repository, top: Oid, files: &mut Files) -> Result<(), GitError> {
    let mut folders: Vec<(Vec<u8>, usize, Oid)> = vec![(Vec::new(), 0, top)];
    while let Some((path, depth, id)) = folders.pop() {
        if depth > MOST_DEPTH {
            return Err(GitError::TooMany);
        }
        let tree = git.find_tree(id)?;
        for entry in &tree {
            let mut path = path.clone();
            path.extend_from_slice(entry.name_bytes());
            if path.len() > MOST_PATH {
                return Err(GitError::TooMany);
            }
            let mode = u32::try_from(entry.filemode_raw()).unwrap_or_default();
            match LeafKind::of_mode(mode) {
                Some(kind) => files.add(&path, Leaf { id: entry.id(), kind })?,
                None if entry.kind() == Some(git2::ObjectType::Tree) => {
                    path.push(b'/');
                    files.pass()?;
                    folders.push((path, depth + 1, entry.id()));
                }
                None => {}
            }
        }
    }
    Ok(())
}

/// Reads where the links point to.
pub(super) fn point_links(git: &git2::Repository, files: &mut Files) -> Result<(), GitError> {
    let links: Vec<(FilePath, Oid)> = files.links();
    let store = git.odb()?;
    for (path, id) in links {
        // A link that cannot be read leads nowhere.
        let is_path = store.read_header(id).is_ok_and(|(length, _)| length <= MOST_LINK);
        let Some(object) = is_path.then(|| store.read(id).ok()).flatten() else { continue };
        if let Ok(target) = std::str::from_utf8(object.data()) {
            files.point(path, target.to_owned());
        }
    }
    Ok(())
}
