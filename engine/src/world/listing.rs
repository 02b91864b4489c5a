//! What lies in a workspace.

use bailiwick_schema::path::FilePath;

/// The files of a workspace, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The files.
    pub entries: Vec<Entry>,
    /// What could not be taken in, sorted by path.
    pub oddities: Vec<Oddity>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its path.
    pub path: FilePath,
}

/// Something in the tree that is no plain file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Oddity {
    /// Its path.
    pub path: FilePath,
    /// What it is.
    pub kind: OddityKind,
}

/// A link to a file of the workspace.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) path: FilePath,
    /// Where it leads, without links on the way.
    pub(super) target: FilePath,
}

/// What a thing in the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OddityKind {
    /// A folder whose name ends in `.kdl`.
    KdlFolder,
    /// A symlink that leads out of the workspace, or nowhere.
    OutsideLink,
    /// A symlink that is named like a KDL file, to a file that is not read as one.
    UnlistedLink,
    /// A pipe, a device or a socket that is named like a KDL file.
    NoFile,
    /// A folder that cannot be read.
    Unreadable,
    /// A file whose name is not UTF-8.
    UnreadableName,
    /// A `.env` file.
    EnvironmentFile,
}

impl Listing {
    /// Whether it holds this file.
    #[must_use]
    pub fn has(&self, path: &FilePath) -> bool {
        self.entries.binary_search_by(|entry| entry.path.cmp(path)).is_ok()
    }

    /// A listing of this one file, empty where `whole` does not have it.
    #[must_use]
    pub fn of(path: &FilePath, whole: &Self) -> Self {
        let entry = Entry { path: path.clone() };
        let has = whole.entries.binary_search(&entry).is_ok();
        Self { entries: has.then_some(entry).into_iter().collect(), oddities: Vec::new() }
    }

    /// Takes note of links that are named like KDL files and lead to what no listing has as one: nobody reads them.
    ///
    /// Below a folder it is not known what is listed elsewhere: there, every file that is named like one counts as listed.
    pub(super) fn note_links(&mut self, links: Vec<Link>, is_whole: bool) {
        let is_listed = |target: &FilePath| {
            target.as_str().ends_with(".kdl") && (!is_whole || self.has(target))
        };
        let kind = OddityKind::UnlistedLink;
        let noted: Vec<Oddity> = links
            .into_iter()
            .filter(|link| !is_listed(&link.target))
            .map(|link| Oddity { path: link.path, kind })
            .collect();
        self.oddities.extend(noted);
        self.sort();
    }

    /// Sorts by path, so that nothing depends on the order of the disk.
    pub fn sort(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup();
        self.oddities.sort_unstable();
        self.oddities.dedup();
    }
}

/// Whether a file of this name holds variables of an environment, and no pattern for them.
pub(super) fn is_environment_file(name: &str) -> bool {
    let patterns = [".example", ".sample", ".template", ".dist"];
    name == ".env"
        || (name.starts_with(".env.") && !patterns.iter().any(|pattern| name.ends_with(pattern)))
}
