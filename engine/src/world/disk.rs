//! A workspace on disk.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is the door to the disk"
)]

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::value::Date;
use ignore::{WalkBuilder, WalkState};

use super::listing::{Link, is_environment_file};
use super::{Entry, Listing, MOST_BYTES, Oddity, OddityKind, ReadError, WORKSPACE_FILE, World};

/// The files below a workspace's root.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    canonical: PathBuf,
    threads: usize,
    today: Option<Date>,
}

impl Disk {
    /// The workspace around `start`: the nearest folder at or above it with a `bailiwick.kdl`.
    ///
    /// # Errors
    ///
    /// The system's, where `start` does not exist; `None` where no folder has one.
    pub fn find(start: &Path) -> io::Result<Option<Self>> {
        let start = start.canonicalize()?;
        let mut folder = if start.is_dir() { Some(start.as_path()) } else { start.parent() };
        while let Some(candidate) = folder {
            if candidate.join(WORKSPACE_FILE).is_file() {
                return Ok(Some(Self::at(candidate)));
            }
            folder = candidate.parent();
        }
        Ok(None)
    }

    /// The files below this folder.
    #[must_use]
    pub fn at(root: &Path) -> Self {
        let canonical = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        Self { root: root.to_path_buf(), canonical, threads: 0, today: None }
    }

    /// Walks with this many threads; 0 lets the machine decide.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Looked at on this day; on that of the clock where there is none.
    #[must_use]
    pub const fn on(mut self, today: Option<Date>) -> Self {
        self.today = today;
        self
    }

    /// The root folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a file on disk as the workspace names it; none where it lies outside.
    #[must_use]
    pub fn relative(&self, path: &Path) -> Option<FilePath> {
        let absolute = match path.canonicalize() {
            Ok(path) => path,
            Err(_) => path.parent()?.canonicalize().ok()?.join(path.file_name()?),
        };
        name_below(&self.canonical, &absolute)
    }

    /// Whether there is a file of this name, or a link to one.
    pub(super) fn has_file(&self, path: &FilePath) -> bool {
        self.root.join(path.as_str()).is_file()
    }

    fn walk(&self, folder: &Path, all: bool) -> Listing {
        let found = Mutex::new(Listing::default());
        let links = Mutex::new(Vec::new());
        let mut builder = WalkBuilder::new(folder);
        builder.hidden(false).require_git(false).threads(self.threads);
        if all {
            builder
                .ignore(false)
                .git_ignore(false)
                .git_exclude(false)
                .git_global(false)
                .parents(false);
        }
        let root = self.root.clone();
        builder.filter_entry(move |entry| is_entered(&root, entry));
        builder.build_parallel().run(|| {
            let mut local = Collected { listing: Listing::default(), into: &found };
            let links = &links;
            Box::new(move |entry| {
                self.take(entry, &mut local.listing, links);
                WalkState::Continue
            })
        });
        let mut listing = found.into_inner().unwrap_or_default();
        listing.sort();
        listing.note_links(links.into_inner().unwrap_or_default(), folder == self.root);
        listing
    }

    fn take(
        &self,
        entry: Result<ignore::DirEntry, ignore::Error>,
        listing: &mut Listing,
        links: &Mutex<Vec<Link>>,
    ) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error_path(&error).and_then(|path| name_below(&self.root, path));
                if let Some(path) = path {
                    let is_root = path.as_str().is_empty();
                    let path = if is_root { FilePath::from(".") } else { path };
                    listing.oddities.push(Oddity { path, kind: OddityKind::Unreadable });
                }
                return;
            }
        };
        if entry.depth() == 0 {
            return;
        }
        let Some(path) = name_below(&self.root, entry.path()) else {
            let lossy = entry
                .path()
                .strip_prefix(&self.root)
                .unwrap_or(entry.path())
                .to_string_lossy()
                .into_owned();
            listing
                .oddities
                .push(Oddity { path: FilePath::new(lossy), kind: OddityKind::UnreadableName });
            return;
        };
        let name = entry.file_name().to_string_lossy();
        let Some(kind) = entry.file_type() else { return };
        if kind.is_dir() {
            if name.ends_with(".kdl") {
                listing.oddities.push(Oddity { path, kind: OddityKind::KdlFolder });
            }
        } else if kind.is_symlink() {
            self.take_link(&entry, path, listing, links);
        } else if is_environment_file(&name) {
            listing.oddities.push(Oddity { path, kind: OddityKind::EnvironmentFile });
        } else if kind.is_file() && !name.starts_with('.') {
            listing.entries.push(Entry { path });
        } else if !kind.is_file() && name.ends_with(".kdl") {
            listing.oddities.push(Oddity { path, kind: OddityKind::NoFile });
        }
    }

    /// Takes in a link that is named like a KDL file. What else links out (a virtual environment, a package manager) is no
    /// business of the workspace until a declaration names it.
    fn take_link(
        &self,
        entry: &ignore::DirEntry,
        path: FilePath,
        listing: &mut Listing,
        links: &Mutex<Vec<Link>>,
    ) {
        if !path.as_str().ends_with(".kdl") {
            return;
        }
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let real = entry.path().canonicalize().ok();
        let target = real.as_ref().and_then(|real| name_below(&self.canonical, real));
        let metadata = real.and_then(|real| fs::metadata(real).ok());
        let kind = match (target, metadata) {
            (Some(_), Some(_)) if is_hidden => return,
            (Some(_), Some(metadata)) if metadata.is_dir() => OddityKind::KdlFolder,
            (Some(target), Some(metadata)) if metadata.is_file() => {
                if let Ok(mut links) = links.lock() {
                    links.push(Link { path, target });
                }
                return;
            }
            (Some(_), Some(_)) => OddityKind::NoFile,
            _ => OddityKind::OutsideLink,
        };
        listing.oddities.push(Oddity { path, kind });
    }
}

/// What one walking thread has found; handed over when the thread ends.
struct Collected<'a> {
    listing: Listing,
    into: &'a Mutex<Listing>,
}

impl Drop for Collected<'_> {
    fn drop(&mut self) {
        if let Ok(mut all) = self.into.lock() {
            all.entries.append(&mut self.listing.entries);
            all.oddities.append(&mut self.listing.oddities);
        }
    }
}

/// Hidden folders, `releases/` at the root and nested workspaces are not entered.
fn is_entered(root: &Path, entry: &ignore::DirEntry) -> bool {
    if entry.depth() == 0 || !entry.file_type().is_some_and(|kind| kind.is_dir()) {
        return true;
    }
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('.') || (name == "releases" && entry.path().parent() == Some(root)) {
        return false;
    }
    !entry.path().join(WORKSPACE_FILE).is_file()
}

/// The path that a walk fails at.
pub(super) fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            error_path(err)
        }
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::Partial(all) => all.first().and_then(error_path),
        _ => None,
    }
}

fn name_below(root: &Path, path: &Path) -> Option<FilePath> {
    let relative = path.strip_prefix(root).ok()?.to_str()?;
    let portable = if std::path::MAIN_SEPARATOR == '/' {
        relative.to_owned()
    } else {
        relative.replace('\\', "/")
    };
    Some(FilePath::new(portable))
}

impl World for Disk {
    fn list(&self) -> Listing {
        self.walk(&self.root, false)
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        let full = self.root.join(path.as_str());
        // Asked before opening: opening a pipe would wait for its other end.
        let metadata = fs::metadata(&full)?;
        if metadata.is_dir() {
            return Err(ReadError::Folder);
        }
        if !metadata.is_file() {
            return Err(ReadError::Other);
        }
        let real = full.canonicalize()?;
        if real.starts_with(&self.canonical) { read_whole(&real) } else { Err(ReadError::Outside) }
    }

    fn read_listed(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        read_whole(&self.root.join(entry.path.as_str()))
    }

    fn folder(&self, folder: &str) -> Listing {
        // A detour or a link may lead out of the workspace, or to files under a second name.
        let Ok(real) = self.root.join(folder).canonicalize() else { return Listing::default() };
        let Ok(below) = real.strip_prefix(&self.canonical) else { return Listing::default() };
        let mut listing = self.walk(&self.root.join(below), true);
        listing.entries.retain(|entry| entry.path.as_str().ends_with(".kdl"));
        listing
    }

    fn today(&self) -> Option<Date> {
        let clock = || {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
            Date::after_epoch(since.as_secs() / 86_400)
        };
        self.today.or_else(clock)
    }

    #[cfg(unix)]
    fn is_executable(&self, path: &FilePath) -> bool {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(self.root.join(path.as_str()))
            .is_ok_and(|metadata| metadata.permissions().mode() & 0o111 != 0)
    }

    #[cfg(not(unix))]
    fn is_executable(&self, _path: &FilePath) -> bool {
        false
    }
}

/// The bytes of a file that is known to be a plain one.
pub(super) fn read_whole(path: &Path) -> Result<Vec<u8>, ReadError> {
    let file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length > MOST_BYTES {
        return Err(ReadError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    // What is read at once as long as the system said it is needs no second look; `/proc` says 0 of everything.
    let at_once = if length == 0 { MOST_BYTES + 1 } else { length };
    file.take(at_once).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES { Err(ReadError::TooLarge) } else { Ok(bytes) }
}
