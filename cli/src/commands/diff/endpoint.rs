//! What is compared, as it is written on the command line: git's own words, and folders.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::output::visible::visible;

/// A side of a comparison, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// Nothing was written: where the pull request starts, or `HEAD`.
    Base,
    /// What stands on disk.
    WorkingTree,
    /// What the next commit would hold.
    Index,
    /// A folder, for sure.
    Folder(PathBuf),
    /// A revision, for sure.
    Revision(String),
    /// Where the one left the other.
    Fork(String, String),
    /// A revision or a folder, whichever there is.
    Either(String),
}

impl Endpoint {
    /// Both sides.
    ///
    /// # Errors
    ///
    /// Where they cannot go together.
    pub(super) fn both(
        from: Option<&str>,
        to: Option<&str>,
        staged: bool,
    ) -> Result<(Self, Self), Failure> {
        if let Some(range) = from.filter(|word| is_range(word)) {
            if to.is_some() || staged {
                let message = format!("`{}` names both sides already", visible(range));
                return Err(Failure::new(message).help("write nothing behind it"));
            }
            return Ok(sides(range));
        }
        if let Some(range) = to.filter(|word| is_range(word)) {
            let message = format!("`{}` names both sides", visible(range));
            return Err(Failure::new(message).help("write it alone"));
        }
        let before = from.map_or(Self::Base, Self::one);
        if staged {
            let before = if from.is_none() { Self::Revision("HEAD".to_owned()) } else { before };
            return Ok((before, Self::Index));
        }
        Ok((before, to.map_or(Self::WorkingTree, Self::one)))
    }

    fn one(word: &str) -> Self {
        if is_path(word) {
            Self::Folder(PathBuf::from(word))
        } else {
            Self::Either(word.to_owned())
        }
    }
}

/// Whether a word can only be a path: no revision begins or ends like this.
fn is_path(word: &str) -> bool {
    let begins = ["./", "../", "/"].iter().any(|start| word.starts_with(start));
    word.is_empty()
        || word == "."
        || word == ".."
        || begins
        || word.ends_with('/')
        || Path::new(word).is_absolute()
}

/// Whether a word is a range of git's: `a..b`, `a...b`, with `HEAD` for a side that is missing.
fn is_range(word: &str) -> bool {
    !is_path(word) && word.contains("..")
}

fn sides(range: &str) -> (Endpoint, Endpoint) {
    let named = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    match range.split_once("...") {
        Some((one, other)) => {
            let (one, other) = (named(one), named(other));
            (Endpoint::Fork(one, other.clone()), Endpoint::Revision(other))
        }
        None => {
            let (one, other) = range.split_once("..").unwrap_or((range, ""));
            (Endpoint::Revision(named(one)), Endpoint::Revision(named(other)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint::{self, Base, Either, Folder, Fork, Index, Revision, WorkingTree};

    fn both(from: Option<&str>, to: Option<&str>) -> (Endpoint, Endpoint) {
        Endpoint::both(from, to, false).unwrap()
    }

    #[test]
    fn sides_are_written_as_in_git() {
        let revision = |name: &str| Revision(name.to_owned());
        let either = |name: &str| Either(name.to_owned());
        assert_eq!(both(None, None), (Base, WorkingTree));
        assert_eq!(both(Some("main"), None), (either("main"), WorkingTree));
        assert_eq!(both(Some("a"), Some("b")), (either("a"), either("b")));
        assert_eq!(both(Some("a..b"), None), (revision("a"), revision("b")));
        assert_eq!(both(Some("a.."), None), (revision("a"), revision("HEAD")));
        assert_eq!(both(Some("..b"), None), (revision("HEAD"), revision("b")));
        let fork = Fork("a".to_owned(), "b".to_owned());
        assert_eq!(both(Some("a...b"), None), (fork, revision("b")));
        let fork = Fork("HEAD".to_owned(), "b".to_owned());
        assert_eq!(both(Some("...b"), None), (fork, revision("b")));
        assert_eq!(Endpoint::both(None, None, true), Ok((revision("HEAD"), Index)));
        assert_eq!(Endpoint::both(Some("a"), None, true), Ok((either("a"), Index)));
    }

    #[test]
    fn a_path_is_a_folder() {
        for path in [".", "..", "./a", "../a..b", "/a", "a/"] {
            assert_eq!(both(Some(path), Some("b")).0, Folder(path.into()), "{path}");
        }
    }

    #[test]
    fn a_range_stands_alone() {
        for (from, to, staged) in
            [("a..b", Some("c"), false), ("a...b", None, true), ("a", Some("b..c"), false)]
        {
            assert!(Endpoint::both(Some(from), to, staged).is_err());
        }
    }
}
