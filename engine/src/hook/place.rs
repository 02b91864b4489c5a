//! Where an event's paths lie: below the root, in the home, or elsewhere; as they are given, and where links lead.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use crate::permission::Spellings;

/// The folders that paths are seen from, and what follows links.
pub struct Folders<'a> {
    /// Without links.
    root: PathBuf,
    /// Without links.
    home: Option<PathBuf>,
    /// That the tool runs in, without links.
    folder: PathBuf,
    /// Folders as they are written, and without links.
    known: Vec<(PathBuf, PathBuf)>,
    follow: &'a dyn Fn(&Path) -> Option<PathBuf>,
}

/// Why an event is not decided where it takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceError {
    /// The root of the rules is nowhere.
    Root(String),
    /// The folder that the tool runs in is nowhere.
    Folder(String),
    /// It does not lie in the root.
    Outside(String),
    /// It lies in another working tree of git.
    Worktree(String),
}

impl<'a> Folders<'a> {
    /// Those of an event. `follow` gives where a path leads, without links; `worktree` a working tree between two folders.
    ///
    /// # Errors
    ///
    /// A folder that is nowhere, out of the root, or in another working tree.
    pub fn new(
        (root, home): (&Path, Option<&Path>),
        folder: &str,
        follow: &'a dyn Fn(&Path) -> Option<PathBuf>,
        worktree: &dyn Fn(&Path, &Path) -> Option<PathBuf>,
    ) -> Result<Self, PlaceError> {
        let shown = |path: &Path| path.to_string_lossy().into_owned();
        let real = follow(root).ok_or_else(|| PlaceError::Root(shown(root)))?;
        let nowhere = || PlaceError::Folder(folder.to_owned());
        let given = Some(Path::new(folder)).filter(|folder| folder.is_absolute());
        let given = given.ok_or_else(nowhere)?;
        let inside = follow(given).ok_or_else(nowhere)?;
        if !inside.starts_with(&real) {
            return Err(PlaceError::Outside(folder.to_owned()));
        }
        if let Some(tree) = worktree(&real, &inside) {
            return Err(PlaceError::Worktree(shown(&tree)));
        }
        let home = home.and_then(|home| Some((lexical(home), follow(home)?)));
        let known = [(lexical(root), real.clone()), (lexical(given), inside.clone())];
        let mut known: Vec<(PathBuf, PathBuf)> = known.into_iter().chain(home.clone()).collect();
        // The innermost first.
        known.sort_by_key(|(given, _)| std::cmp::Reverse(given.components().count()));
        let home = home.map(|(_, real)| real);
        Ok(Self { root: real, home, folder: inside, known, follow })
    }

    /// The same for a tool that runs in a folder seen from this one.
    ///
    /// # Errors
    ///
    /// A folder that is nowhere, out of the root, or in another working tree.
    pub fn within(
        &self,
        folder: &str,
        worktree: &dyn Fn(&Path, &Path) -> Option<PathBuf>,
    ) -> Result<Folders<'a>, PlaceError> {
        let path = self.absolute(folder).ok_or_else(|| PlaceError::Folder(folder.to_owned()))?;
        let text = path.to_str().ok_or_else(|| PlaceError::Folder(folder.to_owned()))?;
        Folders::new((&self.root, self.home.as_deref()), text, self.follow, worktree)
    }

    /// Whether the tool runs in the root itself.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.folder == self.root
    }

    /// The spellings of a path; none where nobody knows where it leads.
    #[must_use]
    pub fn spellings(&self, path: &str) -> Option<Spellings> {
        if path.is_empty() || path.contains('\0') {
            return None;
        }
        let absolute = self.absolute(path)?;
        let given = lexical(&absolute);
        let real = (self.follow)(&absolute)?;
        let mut spellings = Spellings::default();
        for path in [&given, &real] {
            let (own, besides) = self.spelled(path)?;
            if !spellings.own.contains(&own) {
                spellings.own.push(own);
                spellings.besides.extend(besides);
            }
        }
        Some(spellings)
    }

    /// The path as the system finds it; none for somebody else's home.
    fn absolute(&self, path: &str) -> Option<PathBuf> {
        if let Some(rest) = path.strip_prefix('~') {
            let below = rest.strip_prefix('/').or_else(|| rest.is_empty().then_some(""))?;
            return Some(self.home.as_ref()?.join(below.trim_start_matches('/')));
        }
        let path = Path::new(path);
        if !path.is_absolute() {
            return Some(self.folder.join(path));
        }
        // What is written with a link on the way to a known folder lies in that folder.
        let known =
            |(given, real): &(PathBuf, PathBuf)| Some(real.join(path.strip_prefix(given).ok()?));
        Some(self.known.iter().find_map(known).unwrap_or_else(|| path.to_path_buf()))
    }

    /// How the language spells a path, and how it is called besides.
    fn spelled(&self, path: &Path) -> Option<(String, Option<String>)> {
        if let Ok(below) = path.strip_prefix(&self.root) {
            let below = portable(below)?;
            return Some((
                if below.is_empty() { ".".to_owned() } else { format!("./{below}") },
                None,
            ));
        }
        let absolute = format!("/{}", portable(path)?);
        let in_home = self.home.as_ref().and_then(|home| path.strip_prefix(home).ok());
        match in_home {
            Some(below) => Some((format!("~/{}", portable(below)?), Some(absolute))),
            None => Some((absolute, None)),
        }
    }
}

/// The path without `.` and `..`, as if there were no links.
fn lexical(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            // Above the top is the top.
            Component::ParentDir => _ = clean.pop(),
            part => clean.push(part),
        }
    }
    clean
}

/// The parts of a path with `/` between them; none where one is no text.
fn portable(path: &Path) -> Option<String> {
    let parts = path.components().filter(|part| !matches!(part, Component::RootDir));
    let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(path) => write!(f, "the root `{path}` of the policy cannot be found"),
            Self::Folder(path) => write!(f, "the working directory `{path}` cannot be found"),
            Self::Outside(path) => {
                write!(f, "the working directory `{path}` does not lie in the root of the policy")
            }
            Self::Worktree(path) => {
                write!(f, "the working directory lies in another working tree, `{path}`")
            }
        }
    }
}
