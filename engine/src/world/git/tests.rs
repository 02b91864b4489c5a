//! Real repositories in temporary folders.
#![expect(clippy::disallowed_methods, reason = "these tests make repositories on disk")]

mod errors;
mod hostile;
mod revisions;
mod sameness;

use std::fs;
use std::path::{Path, PathBuf};

use git2::{IndexAddOption, Oid, RepositoryInitOptions, Signature, Time};
use tempfile::TempDir;

use super::super::{Disk, World};
use super::Repository;

/// A repository in a folder of its own.
pub(super) struct Made {
    folder: TempDir,
    pub(super) git: git2::Repository,
}

impl Made {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = RepositoryInitOptions::new();
        options.initial_head("main").external_template(false);
        let git = git2::Repository::init_opts(folder.path(), &options).unwrap();
        Self { folder, git }
    }

    /// With a workspace at the top, in its first commit.
    pub(super) fn workspace() -> Self {
        let made = Self::new();
        made.write("bailiwick.kdl", "workspace \"w\" {\n    edition 1\n}\n");
        made.write("agents/clerk.kdl", "agent \"clerk\"\n");
        made.commit("first");
        made
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let full = self.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }

    pub(super) fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).unwrap();
    }

    /// Takes an object out of the store, as a clone of a part leaves it out.
    pub(super) fn forget(&self, id: Oid) {
        let id = id.to_string();
        let (folder, name) = id.split_at_checked(2).unwrap();
        self.remove(&format!(".git/objects/{folder}/{name}"));
    }

    /// Adds a file whether git ignores it or not.
    pub(super) fn force(&self, path: &str) {
        let mut index = self.git.index().unwrap();
        index.add_path(Path::new(path)).unwrap();
        index.write().unwrap();
    }

    /// Takes everything that git does not ignore into the index.
    pub(super) fn stage(&self) {
        let mut index = self.git.index().unwrap();
        index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
        index.update_all(["*"], None).unwrap();
        index.write().unwrap();
    }

    pub(super) fn commit(&self, message: &str) -> Oid {
        self.stage();
        let tree = self.git.index().unwrap().write_tree().unwrap();
        self.commit_tree(message, tree)
    }

    pub(super) fn commit_tree(&self, message: &str, tree: Oid) -> Oid {
        let tree = self.git.find_tree(tree).unwrap();
        let parent = self.git.head().ok().map(|head| head.peel_to_commit().unwrap());
        let parents: Vec<_> = parent.iter().collect();
        let by = Signature::new("Ada", "ada@acme.example", &Time::new(1_700_000_000, 0)).unwrap();
        self.git.commit(Some("HEAD"), &by, &by, message, &tree, &parents).unwrap()
    }

    pub(super) fn open(&self) -> Repository {
        self.open_at("")
    }

    pub(super) fn open_at(&self, folder: &str) -> Repository {
        Repository::around(&self.path().join(folder)).unwrap().unwrap()
    }

    pub(super) fn disk(&self) -> Disk {
        Disk::at(&self.path())
    }
}

/// What a world lists, a line each.
pub(super) fn listed(world: &dyn World) -> Vec<String> {
    let listing = world.list();
    let entries = listing.entries.iter().map(|entry| entry.path.to_string());
    let oddities = listing.oddities.iter().map(|odd| format!("{} {:?}", odd.path, odd.kind));
    entries.chain(oddities).collect()
}
