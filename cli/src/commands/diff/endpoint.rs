//! What is compared, as it is written on the command line: git's own words, and folders.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::output::visible::visible;

/// What is compared, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// Before and after.
    pub(super) ends: [Endpoint; 2],
    /// The environment that each side names.
    pub(super) environments: [Option<String>; 2],
}

impl Asked {
    /// Reads both words.
    ///
    /// # Errors
    ///
    /// Where they cannot go together, or one names no environment behind `env:`.
    pub(super) fn read(
        from: Option<&str>,
        to: Option<&str>,
        staged: bool,
    ) -> Result<Self, Failure> {
        let (from, before) = from.map_or(Ok((Written::Nothing, None)), apart)?;
        let (to, after) = to.map_or(Ok((Written::Nothing, None)), apart)?;
        let (mut start, end) = Endpoint::both(from.word(), to.word(), staged)?;
        if from == Written::WorkingTree {
            start = Endpoint::WorkingTree;
        }
        Ok(Self { ends: [start, end], environments: [before, after] })
    }

    /// The environments that are compared, where one is named: a side that names none has the other's.
    pub(super) fn between(&self) -> Option<[String; 2]> {
        let [before, after] = &self.environments;
        Some([before.clone().or(after.clone())?, after.clone().or(before.clone())?])
    }
}

/// What stands before `env:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written<'a> {
    /// The whole word is missing.
    Nothing,
    /// An environment is named alone: that of the working tree.
    WorkingTree,
    Word(&'a str),
}

impl<'a> Written<'a> {
    const fn word(self) -> Option<&'a str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Nothing | Self::WorkingTree => None,
        }
    }
}

/// A word without the environment that it names, and that environment; git allows no `:` in the names of revisions.
fn apart(word: &str) -> Result<(Written<'_>, Option<String>), Failure> {
    let (rest, name) = match word.strip_prefix("env:") {
        Some(name) => (Written::WorkingTree, name),
        None => match word.rsplit_once(":env:") {
            Some((rest, name)) => (Written::Word(rest), name),
            None => return Ok((Written::Word(word), None)),
        },
    };
    let is_twice = rest.word().is_some_and(|rest| rest.contains("env:") && is_range(rest));
    if name.is_empty() || name.contains(":env:") || is_twice || rest == Written::Word("") {
        let failure = Failure::new(format!("`{}` names no environment of one side", visible(word)));
        return Err(failure.help("write `env:NAME` or `REVISION:env:NAME`, a word for each side"));
    }
    Ok((rest, Some(name.to_owned())))
}

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
    use super::Asked;
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
    fn an_environment_stands_behind_its_revision() {
        let read = |from: &str, to: Option<&str>| Asked::read(Some(from), to, false).unwrap();
        let either = |name: &str| Either(name.to_owned());
        let between = |one: &str, other: &str| Some([one.to_owned(), other.to_owned()]);
        let asked = read("env:dev", Some("env:prod"));
        assert_eq!(asked.ends, [WorkingTree, WorkingTree]);
        assert_eq!(asked.between(), between("dev", "prod"));
        let asked = read("HEAD~2:env:prod", None);
        assert_eq!(asked.ends, [either("HEAD~2"), WorkingTree]);
        assert_eq!(asked.environments, [Some("prod".to_owned()), None]);
        assert_eq!(asked.between(), between("prod", "prod"));
        let asked = read("./old:env:dev", Some("main:env:prod"));
        assert_eq!(asked.ends, [Folder("./old".into()), either("main")]);
        let asked = read("a..b:env:prod", None);
        assert_eq!(asked.ends, [Revision("a".to_owned()), Revision("b".to_owned())]);
        assert_eq!(read("main", None).between(), None);
        assert_eq!(read("refs/heads/env:prod", None).ends[0], either("refs/heads/env:prod"));
        for wrong in ["env:", "main:env:", ":env:prod", "a:env:dev..b:env:prod", "env:a..b:env:c"] {
            assert!(Asked::read(Some(wrong), None, false).is_err(), "{wrong}");
        }
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
