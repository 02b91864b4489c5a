//! The files of a revision or an index by their paths.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_schema::path::FilePath;
use git2::Oid;

use super::super::listing::{Link, is_environment_file};
use super::super::{Entry, Listing, Oddity, OddityKind, ReadError, WORKSPACE_FILE};
use super::GitError;

/// More files than this are those of somebody who wants to fill the memory.
const MOST_FILES: usize = 1_000_000;

/// What git keeps at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) id: Oid,
    pub(super) kind: LeafKind,
}

/// The kinds of what git keeps at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    File,
    Executable,
    Link,
    Submodule,
}

impl LeafKind {
    /// The kind that git's mode stands for; none where it is a folder or nothing that git writes.
    pub(super) const fn of_mode(mode: u32) -> Option<Self> {
        match mode & 0o170_000 {
            0o100_000 if mode & 0o111 != 0 => Some(Self::Executable),
            0o100_000 => Some(Self::File),
            0o120_000 => Some(Self::Link),
            0o160_000 => Some(Self::Submodule),
            _ => None,
        }
    }

    pub(super) const fn is_file(self) -> bool {
        matches!(self, Self::File | Self::Executable)
    }
}

/// Everything below the workspace's folder, as git keeps it.
#[derive(Debug, Clone, Default)]
pub(super) struct Files {
    leaves: BTreeMap<FilePath, Leaf>,
    /// Where the links point to.
    targets: BTreeMap<FilePath, String>,
    /// How many folders were passed, which may be empty.
    folders: usize,
    /// Names that are not UTF-8, as well as they can be shown.
    unreadable: BTreeSet<FilePath>,
}

impl Files {
    /// Whether the same lies at the same paths.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.leaves == other.leaves && self.unreadable == other.unreadable
    }

    /// Adds what git keeps at a path below the workspace's folder.
    ///
    /// # Errors
    ///
    /// Where there are too many.
    pub(super) fn add(&mut self, path: &[u8], leaf: Leaf) -> Result<(), GitError> {
        if self.leaves.len() + self.unreadable.len() >= MOST_FILES {
            return Err(GitError::TooMany);
        }
        match std::str::from_utf8(path) {
            Ok(path) => drop(self.leaves.insert(FilePath::new(path), leaf)),
            Err(_) => drop(self.unreadable.insert(FilePath::new(&*String::from_utf8_lossy(path)))),
        }
        Ok(())
    }

    /// Counts a folder.
    ///
    /// # Errors
    ///
    /// Where there are too many.
    pub(super) fn pass(&mut self) -> Result<(), GitError> {
        self.folders += 1;
        if self.folders > MOST_FILES { Err(GitError::TooMany) } else { Ok(()) }
    }

    /// Says where a link points to.
    pub(super) fn point(&mut self, link: FilePath, target: String) {
        self.targets.insert(link, target);
    }

    /// Where a link points to; none where its text is no path.
    pub(super) fn target(&self, link: &str) -> Option<&str> {
        self.targets.get(link).map(String::as_str)
    }

    /// The links, and the objects that say where they point to.
    pub(super) fn links(&self) -> Vec<(FilePath, Oid)> {
        let link = |(path, leaf): (&FilePath, Leaf)| {
            (leaf.kind == LeafKind::Link).then(|| (path.clone(), leaf.id))
        };
        self.iter().filter_map(link).collect()
    }

    pub(super) fn get(&self, path: &str) -> Option<Leaf> {
        self.leaves.get(path).copied()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&FilePath, Leaf)> {
        self.leaves.iter().map(|(path, leaf)| (path, *leaf))
    }

    /// Whether something lies below this folder, which has no `/` at its end.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        folder.is_empty() || self.below(folder).next().is_some()
    }

    /// What lies below a folder; everything below the top.
    fn below(&self, folder: &str) -> impl Iterator<Item = (&FilePath, Leaf)> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let from = FilePath::new(start.as_str());
        self.leaves
            .range(from..)
            .take_while(move |(path, _)| path.as_str().starts_with(&start))
            .map(|(path, leaf)| (path, *leaf))
    }

    /// What a walk of the folder on disk would give; hidden folders, releases and nested workspaces are not entered.
    pub(super) fn listing(&self, folder: &str) -> Listing {
        let mut listing = Listing::default();
        let (mut folders, mut links) = (BTreeMap::new(), Vec::new());
        for (path, leaf) in self.below(folder) {
            let (parent, name) = path.as_str().rsplit_once('/').unwrap_or(("", path.as_str()));
            if !self.is_entered(parent, folder, &mut folders) {
                continue;
            }
            let path = path.clone();
            match leaf.kind {
                LeafKind::Link if !name.ends_with(".kdl") => {}
                LeafKind::Link => {
                    let kind = match self.resolved(path.as_str()) {
                        Ok(_) | Err(ReadError::Folder) if name.starts_with('.') => continue,
                        Ok((target, leaf)) if leaf.kind.is_file() => {
                            links.push(Link { path, target });
                            continue;
                        }
                        Err(ReadError::Folder) => OddityKind::KdlFolder,
                        _ => OddityKind::OutsideLink,
                    };
                    listing.oddities.push(Oddity { path, kind });
                }
                LeafKind::Submodule => {
                    if name.ends_with(".kdl") && !name.starts_with('.') {
                        listing.oddities.push(Oddity { path, kind: OddityKind::KdlFolder });
                    }
                }
                LeafKind::File | LeafKind::Executable if is_environment_file(name) => {
                    listing.oddities.push(Oddity { path, kind: OddityKind::EnvironmentFile });
                }
                LeafKind::File | LeafKind::Executable => {
                    if !name.starts_with('.') {
                        listing.entries.push(Entry { path });
                    }
                }
            }
        }
        for (path, _) in folders.iter().filter(|(path, entered)| **entered && is_kdl(path, folder))
        {
            let path = FilePath::new(path.as_str());
            listing.oddities.push(Oddity { path, kind: OddityKind::KdlFolder });
        }
        for path in self.unreadable.iter().filter(|path| is_below(path.as_str(), folder)) {
            let parent = path.as_str().rsplit_once('/').map_or("", |(parent, _)| parent);
            if self.is_entered(parent, folder, &mut folders) {
                let kind = OddityKind::UnreadableName;
                listing.oddities.push(Oddity { path: path.clone(), kind });
            }
        }
        listing.sort();
        listing.note_links(links, folder.is_empty());
        listing
    }

    /// Whether a walk that starts at `start` comes into this folder; `known` remembers the answers.
    fn is_entered(&self, folder: &str, start: &str, known: &mut BTreeMap<String, bool>) -> bool {
        if folder.len() <= start.len() {
            return true;
        }
        if let Some(entered) = known.get(folder) {
            return *entered;
        }
        let (parent, name) = folder.rsplit_once('/').unwrap_or(("", folder));
        let entered = self.is_entered(parent, start, known)
            && !name.starts_with('.')
            && folder != "releases"
            && !self.is_workspace(folder);
        known.insert(folder.to_owned(), entered);
        entered
    }

    /// Whether a folder holds a workspace's own file; the top is the empty name.
    pub(super) fn is_workspace(&self, folder: &str) -> bool {
        let file = if folder.is_empty() {
            WORKSPACE_FILE.to_owned()
        } else {
            format!("{folder}/{WORKSPACE_FILE}")
        };
        self.resolved(&file).is_ok_and(|(_, leaf)| leaf.kind.is_file())
    }

    /// The submodules, whose files git keeps elsewhere.
    pub(super) fn submodules(&self) -> Vec<FilePath> {
        let submodule = |(path, leaf): (&FilePath, Leaf)| {
            (leaf.kind == LeafKind::Submodule).then(|| path.clone())
        };
        self.iter().filter_map(submodule).collect()
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
}

/// Whether a folder that a walk came into has a name that looks like a file's.
fn is_kdl(folder: &str, start: &str) -> bool {
    folder.len() > start.len() && folder.ends_with(".kdl")
}
