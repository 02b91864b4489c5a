//! The working tree: the files on disk that belong to git or would be added to it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use bailiwick_schema::path::FilePath;
use git2::{Delta, DiffOptions};

use super::super::{ContentId, Disk, Entry, Listing, ReadError, WORKSPACE_FILE, World};
use super::files::{Files, Leaf, LeafKind};
use super::index::{is_plain, opened};
use super::{GitError, Repository, Snapshot};

/// The bit of an index entry that says that its file need not be there.
const SKIP_WORKTREE: u16 = 1 << 14;

/// The files of a workspace on disk, as git would commit them.
///
/// A file that has not changed since it was committed is taken from the commit; a file that git ignores, and does not keep, is
/// not there, nor is a submodule's.
pub struct WorkingTree<'r> {
    index: Snapshot<'r>,
    disk: Disk,
    /// Kept files that are others on disk.
    changed: BTreeSet<FilePath>,
    /// Kept files that are not on disk.
    gone: BTreeSet<FilePath>,
    /// Whether there are files that git neither keeps nor ignores.
    has_new: bool,
    listing: OnceLock<Listing>,
}

impl Repository {
    /// The workspace as it is on disk.
    ///
    /// # Errors
    ///
    /// Where there is no working tree, or git cannot say what changed in it.
    pub fn working_tree(&self, disk: Disk) -> Result<WorkingTree<'_>, GitError> {
        let mut files = Files::default();
        let (mut changed, mut gone) = (BTreeSet::new(), BTreeSet::new());
        let mut has_new = false;
        self.pool.with(|git| {
            let index = opened(git)?;
            let absent = self.collect(&index, &mut files, &mut changed)?;
            super::tree::point_links(git, &mut files)?;
            let mut options = DiffOptions::new();
            options.include_untracked(true).include_typechange(true).ignore_submodules(true);
            options.skip_binary_check(true).disable_pathspec_match(true);
            if !self.below.is_empty() {
                options.pathspec(self.below.as_str());
            }
            let deltas = git.diff_index_to_workdir(Some(&index), Some(&mut options))?;
            for delta in deltas.deltas() {
                let path = delta.new_file().path_bytes().or_else(|| delta.old_file().path_bytes());
                let below = path.and_then(|path| path.strip_prefix(self.below.as_bytes()));
                let Some(path) = below.map(|path| FilePath::new(&*String::from_utf8_lossy(path)))
                else {
                    continue;
                };
                match delta.status() {
                    Delta::Unmodified | Delta::Ignored => {}
                    Delta::Untracked => has_new = true,
                    Delta::Deleted if absent.contains(&path) => {}
                    Delta::Deleted => drop(gone.insert(path)),
                    _ => drop(changed.insert(path)),
                }
            }
            Ok(())
        })?;
        let index = Snapshot::new(self, None, files);
        let listing = OnceLock::new();
        Ok(WorkingTree { index, disk, changed, gone, has_new, listing })
    }

    /// Takes in what the index keeps; gives what need not be on disk.
    fn collect(
        &self,
        index: &git2::Index,
        files: &mut Files,
        changed: &mut BTreeSet<FilePath>,
    ) -> Result<BTreeSet<FilePath>, GitError> {
        let mut absent = BTreeSet::new();
        for (path, leaf, stage, more) in self.entries(index) {
            let name = FilePath::new(&*String::from_utf8_lossy(&path));
            if stage != 0 {
                changed.insert(name);
                continue;
            }
            if more & SKIP_WORKTREE != 0 {
                absent.insert(name);
            }
            files.add(&path, leaf)?;
        }
        Ok(absent)
    }
}

impl WorkingTree<'_> {
    /// Whether nothing on disk differs from a revision.
    #[must_use]
    pub fn is_same(&self, other: &Snapshot<'_>) -> bool {
        !self.has_new
            && self.changed.is_empty()
            && self.gone.is_empty()
            && self.index.files.is_same(&other.files)
    }

    /// The submodules below the workspace's folder, whose files belong to another repository and are not looked at.
    #[must_use]
    pub fn submodules(&self) -> Vec<FilePath> {
        self.index.submodules()
    }

    /// Whether there is a workspace on disk.
    #[must_use]
    pub fn is_workspace(&self) -> bool {
        self.disk.read(&FilePath::from(WORKSPACE_FILE)).is_ok()
    }

    /// A kept file that is on disk as it was committed.
    fn clean(&self, path: &FilePath) -> Option<Leaf> {
        let leaf = self.index.files.get(path.as_str()).filter(|leaf| leaf.kind.is_file())?;
        self.is_untouched(path).then_some(leaf)
    }

    /// Whether what git keeps at a path is on disk as it was committed.
    fn is_untouched(&self, path: &FilePath) -> bool {
        !self.changed.contains(path) && !self.gone.contains(path)
    }

    /// Whether every link on the way of a path leads on disk where it was committed to.
    fn leads_alike(&self, path: &str) -> bool {
        self.index.files.links_on(path).iter().all(|link| self.is_untouched(link))
    }

    /// Whether a file on disk is one that git keeps or would add.
    fn is_shared(&self, path: &FilePath) -> bool {
        if self.index.files.get(path.as_str()).is_some() || self.changed.contains(path) {
            return true;
        }
        if self.is_in_submodule(path) {
            return false;
        }
        let full = format!("{}{path}", self.index.repository.below);
        let ignored = self.index.repository.pool.with(|git| Ok(git.is_path_ignored(full)?));
        !ignored.unwrap_or(false)
    }

    fn is_in_submodule(&self, path: &FilePath) -> bool {
        let ends = path.as_str().match_indices('/').map(|(at, _)| at);
        ends.filter_map(|at| path.as_str().get(..at))
            .filter_map(|folder| self.index.files.get(folder))
            .any(|leaf| leaf.kind == LeafKind::Submodule)
    }

    /// What the disk lists, with the files that git keeps although it would ignore them.
    fn listed(&self) -> Listing {
        let mut listing = self.disk.list();
        listing.entries.retain(|entry| !self.is_in_submodule(&entry.path));
        listing.oddities.retain(|oddity| !self.is_in_submodule(&oddity.path));
        let kept = self.index.files.listing("").entries;
        let kept: Vec<Entry> = kept
            .into_iter()
            .filter(|entry| self.clean(&entry.path).is_some() || self.changed.contains(&entry.path))
            .filter(|entry| is_plain(&entry.path) && !listing.has(&entry.path))
            .filter(|entry| !self.is_nested(&entry.path))
            .collect();
        listing.entries.extend(kept);
        listing.sort();
        listing
    }

    /// Whether a folder around the file, below the workspace's, is a workspace of its own on disk.
    fn is_nested(&self, path: &FilePath) -> bool {
        let folders =
            path.as_str().match_indices('/').filter_map(|(at, _)| path.as_str().get(..at));
        let mut files = folders.map(|folder| FilePath::new(format!("{folder}/{WORKSPACE_FILE}")));
        files.any(|file| self.disk.has_file(&file))
    }
}

impl World for WorkingTree<'_> {
    fn list(&self) -> Listing {
        self.listing.get_or_init(|| self.listed()).clone()
    }

    fn read(&self, asked: &FilePath) -> Result<Vec<u8>, ReadError> {
        let kept = self.index.files.resolved(asked.as_str()).map(|(path, _)| path);
        if let Ok(path) = kept
            && self.clean(&path).is_some()
            && self.leads_alike(asked.as_str())
            && let Ok(bytes) = self.index.read(&path)
        {
            return Ok(bytes);
        }
        let is_shared = straight(asked.as_str()).is_none_or(|path| self.is_shared(&path));
        if is_shared { self.disk.read(asked) } else { Err(ReadError::Missing) }
    }

    fn folder(&self, folder: &str) -> Listing {
        let mut listing = self.disk.folder(folder);
        listing.entries.retain(|entry| self.is_shared(&entry.path));
        if self.leads_alike(folder) {
            let kept = self.index.folder(folder).entries;
            let kept = kept.into_iter().filter(|entry| self.clean(&entry.path).is_some());
            listing.entries.extend(kept);
        }
        listing.sort();
        listing
    }

    fn is_executable(&self, path: &FilePath) -> bool {
        match self.clean(path) {
            Some(leaf) => leaf.kind == LeafKind::Executable,
            None => self.disk.is_executable(path),
        }
    }

    fn content(&self, path: &FilePath) -> Option<ContentId> {
        ContentId::of(self.clean(path)?.id.as_bytes())
    }
}

/// A path without detours; none where it leads up and out.
fn straight(path: &str) -> Option<FilePath> {
    let mut parts = Vec::new();
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(FilePath::new(parts.join("/")))
}
