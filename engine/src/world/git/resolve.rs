//! Follows links among the files of a revision, never out of the workspace.

use bailiwick_schema::path::FilePath;

use super::super::ReadError;
use super::files::{Files, Leaf, LeafKind};

/// Where the system gives up, too.
const MOST_LINKS: usize = 40;

impl Files {
    /// What a path leads to, and its path without links and detours; links have to be told with [`Files::point`].
    ///
    /// # Errors
    ///
    /// Where it leads nowhere, to a folder, out of the workspace, or round in a circle.
    pub(super) fn resolved(&self, path: &str) -> Result<(FilePath, Leaf), ReadError> {
        match self.way(path, &mut |_| ())? {
            (path, Some(leaf)) => Ok((FilePath::new(path), leaf)),
            _ => Err(ReadError::Folder),
        }
    }

    /// The folder that a path leads to, without links and detours; none where it leads to a file.
    ///
    /// # Errors
    ///
    /// As [`Files::resolved`].
    pub(super) fn resolved_folder(&self, path: &str) -> Result<Option<String>, ReadError> {
        Ok(Some(self.way(path, &mut |_| ())?)
            .filter(|(_, leaf)| leaf.is_none())
            .map(|(path, _)| path))
    }

    /// The links that are followed on the way of a path, as far as it leads.
    pub(super) fn links_on(&self, path: &str) -> Vec<FilePath> {
        let mut links = Vec::new();
        // Where it leads nowhere, the links before that decided it.
        let _ = self.way(path, &mut |link| links.push(FilePath::new(link)));
        links
    }

    /// Goes a path; `pass` is told each link on it.
    fn way(
        &self,
        path: &str,
        pass: &mut dyn FnMut(&str),
    ) -> Result<(String, Option<Leaf>), ReadError> {
        if path.starts_with('/') {
            return Err(ReadError::Outside);
        }
        // The parts still to go, the next one last.
        let mut parts: Vec<String> = path.split('/').rev().map(str::to_owned).collect();
        let (mut at, mut leaf, mut links) = (String::new(), None, 0);
        while let Some(part) = parts.pop() {
            if part.is_empty() || part == "." {
                continue;
            }
            if leaf.is_some() {
                return Err(ReadError::Missing);
            }
            if part == ".." {
                if at.is_empty() {
                    return Err(ReadError::Outside);
                }
                at.truncate(at.rfind('/').unwrap_or(0));
                continue;
            }
            let next = if at.is_empty() { part } else { format!("{at}/{part}") };
            match self.get(&next) {
                Some(Leaf { kind: LeafKind::Link, .. }) => {
                    pass(&next);
                    links += 1;
                    if links > MOST_LINKS {
                        return Err(ReadError::Other);
                    }
                    let target = self.target(&next).ok_or(ReadError::Other)?;
                    if target.starts_with('/') {
                        return Err(ReadError::Outside);
                    }
                    parts.extend(target.split('/').rev().map(str::to_owned));
                }
                // Its files are not here.
                Some(Leaf { kind: LeafKind::Submodule, .. }) => return Err(ReadError::Missing),
                Some(found) => (at, leaf) = (next, Some(found)),
                None if self.has_folder(&next) => at = next,
                None => return Err(ReadError::Missing),
            }
        }
        Ok((at, leaf))
    }
}
