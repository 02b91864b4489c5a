//! Where a command runs, and the workspace that the paths of its arguments lie in.

use std::path::{Path, PathBuf};

use bailiwick_engine::world::{Disk, place};
use bailiwick_schema::path::FilePath;

use crate::failure::Failure;
use crate::output::diagnostics::PathsFrom;
use crate::output::prefix::Prefix;
use crate::output::visible::visible;

/// The folder that a command runs in.
#[derive(Debug, Clone)]
pub struct Place {
    folder: PathBuf,
    threads: usize,
}

/// A workspace on disk, and the part of it that is asked for.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its files.
    pub disk: Disk,
    /// What of it is asked for.
    pub selection: Selection,
}

/// Files and folders of a workspace; all where there are none.
#[derive(Debug, Clone, Default)]
pub struct Selection(Vec<FilePath>);

impl Place {
    /// The process's folder, or `directory` seen from there.
    ///
    /// # Errors
    ///
    /// Where there is no such folder.
    pub fn new(directory: Option<&Path>, threads: usize) -> Result<Self, Failure> {
        if let Some(folder) = directory.filter(|directory| directory.is_absolute()) {
            // The current folder may be gone.
            return Self::in_folder(folder.to_path_buf(), folder, threads);
        }
        let current = place::current_folder()
            .map_err(|error| Failure::new(format!("the current folder cannot be read: {error}")))?;
        let directory = directory.unwrap_or(Path::new("."));
        Self::in_folder(current.join(directory), directory, threads)
    }

    fn in_folder(folder: PathBuf, argument: &Path, threads: usize) -> Result<Self, Failure> {
        if !place::is_folder(&folder) {
            let message = format!("there is no folder `{}`", shown_argument(argument));
            return Err(Failure::new(message));
        }
        Ok(Self { folder, threads })
    }

    /// A path of an argument as the system finds it.
    #[must_use]
    pub fn at(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// A folder as somebody here would name it.
    #[must_use]
    pub fn shown(&self, folder: &Path) -> String {
        let way = place::way(&self.folder, folder);
        let way = if way.is_empty() { "." } else { way.trim_end_matches('/') };
        visible(way).into_owned()
    }

    /// The workspace around this folder, or around the paths where there are any.
    ///
    /// # Errors
    ///
    /// Where a path does not exist, none lies in a workspace, or they lie in several.
    pub fn workspace(&self, paths: &[PathBuf]) -> Result<Found, Failure> {
        let Some((first, others)) = paths.split_first() else {
            return Ok(Found { disk: self.find(Path::new("."))?, selection: Selection::default() });
        };
        let disk = self.find(first)?;
        for path in others {
            let other = self.find(path)?;
            if other.root() != disk.root() {
                return Err(Failure::new(format!(
                    "`{}` lies in another workspace than `{}`",
                    shown_argument(path),
                    shown_argument(first)
                ))
                .help("check one workspace at a time"));
            }
        }
        let mut selected = Vec::with_capacity(paths.len());
        for path in paths {
            selected.push(disk.relative(&self.at(path)).ok_or_else(|| {
                Failure::new(format!("`{}` leads out of the workspace", shown_argument(path)))
            })?);
        }
        let whole = selected.iter().any(|path| path.as_str().is_empty());
        Ok(Found { disk, selection: Selection(if whole { Vec::new() } else { selected }) })
    }

    /// The workspace in this very folder.
    ///
    /// # Errors
    ///
    /// Where it is no folder, or has no `bailiwick.kdl`.
    pub fn workspace_in(&self, folder: &Path) -> Result<Disk, Failure> {
        let full = self.at(folder);
        if place::is_workspace(&full) {
            return Ok(Disk::at(&full).threads(self.threads));
        }
        let shown = shown_argument(folder);
        if !place::is_folder(&full) {
            return Err(Failure::new(if place::exists(&full) {
                format!("`{shown}` is no folder")
            } else {
                format!("there is no file or folder `{shown}`")
            }));
        }
        let failure = Failure::new(format!("`{shown}` is no workspace: it has no `bailiwick.kdl`"));
        Err(match self.find(folder) {
            Ok(around) => {
                let way = place::way(&self.folder, around.root());
                let way = if way.is_empty() { "." } else { way.trim_end_matches('/') };
                failure.help(format!("the workspace around it is `{}`", visible(way)))
            }
            Err(Failure { help: Some(help), .. }) => failure.help(help),
            Err(_) => failure,
        })
    }

    fn find(&self, path: &Path) -> Result<Disk, Failure> {
        let full = self.at(path);
        if !place::exists(&full) {
            let message = format!("there is no file or folder `{}`", shown_argument(path));
            return Err(Failure::new(message));
        }
        match Disk::find(&full) {
            Ok(Some(disk)) => Ok(disk.threads(self.threads)),
            Ok(None) => {
                let failure = Failure::new(format!(
                    "`{}` lies in no workspace: no folder at or above it has a `bailiwick.kdl`",
                    shown_argument(path)
                ));
                Err(match place::workspaces_below(&full).as_slice() {
                    [] => failure.help("`bailiwick init` starts a workspace"),
                    below => failure
                        .help(format!("say which is meant with `-C`: {}", named(path, below))),
                })
            }
            Err(error) => {
                let path = shown_argument(path);
                Err(Failure::new(format!("`{path}` cannot be read: {error}")))
            }
        }
    }

    /// How the paths of a workspace are printed.
    #[must_use]
    pub fn prefix(&self, root: &Path, paths_from: PathsFrom) -> Prefix {
        match paths_from {
            PathsFrom::Workspace => Prefix::default(),
            PathsFrom::CurrentDirectory => {
                let below = place::way(root, &self.folder);
                if below.starts_with("..") {
                    place::way(&self.folder, root).into()
                } else {
                    Prefix::below(&below)
                }
            }
            PathsFrom::Repository => match place::repository(root) {
                Some(repository) => place::way(&repository, root).into(),
                // A copy without its repository: services run where it would be.
                None => Some(place::way(&self.folder, root))
                    .filter(|way| !way.starts_with(".."))
                    .unwrap_or_default()
                    .into(),
            },
        }
    }
}

/// Folders below the path of an argument, as they would be written in its place.
fn named(argument: &Path, folders: &[String]) -> String {
    let shown: Vec<String> = folders
        .iter()
        .map(|folder| {
            let path =
                if argument == Path::new(".") { folder.into() } else { argument.join(folder) };
            format!("`{}`", shown_argument(&path))
        })
        .collect();
    shown.join(", ")
}

impl Selection {
    /// Whether everything is asked for.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// The files and folders.
    #[must_use]
    pub fn paths(&self) -> &[FilePath] {
        &self.0
    }

    /// Whether a file is asked for.
    #[must_use]
    pub fn holds(&self, path: &FilePath) -> bool {
        self.is_all() || self.0.iter().any(|selected| is_at_or_below(path, selected))
    }
}

/// Whether a file is the other, or lies in it.
#[must_use]
pub fn is_at_or_below(path: &FilePath, other: &FilePath) -> bool {
    match path.as_str().strip_prefix(other.as_str()) {
        Some(rest) => rest.is_empty() || rest.starts_with('/'),
        None => false,
    }
}

/// A path of an argument as it is repeated in messages.
#[must_use]
pub fn shown_argument(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use bailiwick_schema::path::FilePath;

    use super::{Selection, is_at_or_below};

    #[test]
    fn a_folder_holds_what_is_below_it_and_not_its_namesakes() {
        let holds = |path: &str| is_at_or_below(&FilePath::from(path), &FilePath::from("a/b"));
        assert!(holds("a/b") && holds("a/b/c.kdl"));
        assert!(!holds("a/bc.kdl") && !holds("a"));
        assert!(Selection::default().holds(&FilePath::from("anything")));
    }
}
