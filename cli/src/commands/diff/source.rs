//! The sides of a comparison, found: revisions and folders that there are.

use std::path::{Path, PathBuf};

use bailiwick_engine::world::git::{GitError, Repository, Revision, Snapshot, WorkingTree};
use bailiwick_engine::world::{Disk, Memory, WORKSPACE_FILE, World, place};
use bailiwick_schema::path::FilePath;

use super::endpoint::Endpoint;
use crate::commands::Context;
use crate::failure::Failure;
use crate::output::diagnostics::PathsFrom;
use crate::output::prefix::Prefix;
use crate::output::visible::visible;
use crate::place::shown_argument;

/// Where the workspace is, and the repository around it.
pub(super) struct Ground {
    /// The workspace's folder on disk; the folder that the command runs in, where it has none.
    root: PathBuf,
    /// Why there is no workspace on disk.
    homeless: Option<Failure>,
    /// What is wrong with it is said where it is needed: folders need none.
    repository: Result<Option<Repository>, GitError>,
    /// The folder that paths are seen from.
    paths_from: PathsFrom,
}

/// A side.
pub(super) enum Source<'g> {
    Folder(Disk),
    WorkingTree(Box<WorkingTree<'g>>),
    Kept(Box<Snapshot<'g>>),
    /// Which files it has is not looked up yet.
    Commit(Revision),
}

/// A side with its name.
pub(super) struct Found<'g> {
    /// How it is called in what is printed.
    pub(super) name: String,
    /// Whence it comes.
    pub(super) source: Source<'g>,
    /// How its paths are printed.
    pub(super) prefix: Prefix,
}

/// The workspace of the folder `one` where the other side is something that the same repository keeps.
fn compared_with_git(
    context: &Context,
    here: &Path,
    one: &Endpoint,
    other: &Endpoint,
) -> Option<PathBuf> {
    let is_here = |path: &Path| place::is_folder(&context.place.at(path));
    let folder = match one {
        Endpoint::Folder(path) => context.place.at(path),
        Endpoint::Either(word) => context.place.at(Path::new(word)),
        _ => return None,
    };
    let is_kept = match other {
        Endpoint::Either(word) => !is_here(Path::new(word)),
        Endpoint::Folder(_) | Endpoint::WorkingTree => false,
        _ => true,
    };
    let repository = place::repository(&folder);
    let is_same = repository.is_some() && repository == place::repository(here);
    (is_kept && is_same && place::is_workspace(&folder)).then_some(folder)
}

/// Why git has no answer, for the user.
pub(super) fn refused(error: &GitError) -> Failure {
    let failure = Failure::new(visible(&error.to_string()));
    match error.help() {
        Some(help) => failure.help(visible(&help)),
        None => failure,
    }
}

impl Ground {
    /// Looks around; where no workspace is, a folder that is compared with what git keeps says which one is meant.
    pub(super) fn new(
        context: &Context,
        [from, to]: [&Endpoint; 2],
        paths_from: PathsFrom,
    ) -> Self {
        let here = context.place.at(Path::new(""));
        let (root, homeless) = match context.place.workspace(&[]) {
            Ok(found) => (found.disk.root().to_path_buf(), None),
            Err(failure) => {
                let named = compared_with_git(context, &here, from, to)
                    .or_else(|| compared_with_git(context, &here, to, from));
                (named.unwrap_or(here), Some(failure))
            }
        };
        let repository = Repository::around(&root);
        Self { root, homeless, repository, paths_from }
    }

    /// What is written, found.
    pub(super) fn find(&self, context: &Context, end: &Endpoint) -> Result<Found<'_>, Failure> {
        match end {
            Endpoint::Folder(path) => self.folder(context, path),
            Endpoint::WorkingTree => self.working_tree(context),
            Endpoint::Index => {
                let index = self.git()?.index().map_err(|error| refused(&error))?;
                let source = Source::Kept(Box::new(index));
                Ok(Found { name: "the index".to_owned(), source, prefix: self.prefix(context) })
            }
            Endpoint::Base => {
                let git = self.git()?;
                match git.base().map_err(|error| refused(&error))? {
                    Some(base) => {
                        let name = format!("{}, {}", base.revision.described(), base.source);
                        Ok(self.commit(context, base.revision, &name))
                    }
                    None => self.revision(context, "HEAD"),
                }
            }
            Endpoint::Revision(name) => self.revision(context, name),
            Endpoint::Fork(one, other) => {
                let git = self.git()?;
                let [left, right] = [one, other].map(|name| git.revision(name));
                let fork = left.and_then(|left| git.merge_base(&left, &right?));
                let fork = fork.map_err(|error| refused(&error))?;
                let name = format!("{}, where {other} left {one}", fork.described());
                Ok(self.commit(context, fork, &name))
            }
            Endpoint::Either(word) => self.either(context, word),
        }
    }

    /// A revision or a folder; where there are both, nobody knows which is meant.
    fn either(&self, context: &Context, word: &str) -> Result<Found<'_>, Failure> {
        let is_folder = place::is_folder(&context.place.at(Path::new(word)));
        let git = match &self.repository {
            Ok(Some(git)) => git,
            _ if is_folder => return self.folder(context, Path::new(word)),
            Err(error) => return Err(refused(error)),
            Ok(None) => {
                let word = visible(word);
                let message = format!("there is no folder `{word}`, and no git repository here");
                return Err(Failure::new(message));
            }
        };
        match git.revision(word) {
            Ok(_) if is_folder => {
                let shown = visible(word);
                let failure = Failure::new(format!("`{shown}` is a revision and a folder"));
                Err(failure.help(format!("write `./{shown}` for the folder, `{shown}..` or `refs/heads/{shown}` for the revision")))
            }
            Ok(revision) => {
                let name = revision.described();
                Ok(self.commit(context, revision, &name))
            }
            Err(GitError::Unknown { .. }) if is_folder => self.folder(context, Path::new(word)),
            Err(error) => Err(refused(&error)),
        }
    }

    fn folder<'g>(&self, context: &Context, path: &Path) -> Result<Found<'g>, Failure> {
        let disk = context.place.workspace_in(path)?;
        let prefix = context.place.prefix(disk.root(), self.paths_from);
        let source = Source::Folder(disk);
        Ok(Found { name: shown_argument(path), source, prefix })
    }

    fn working_tree(&self, context: &Context) -> Result<Found<'_>, Failure> {
        let prefix = self.prefix(context);
        let disk = Disk::at(&self.root);
        let (name, source) = match self.repository.as_ref().map_err(refused)? {
            Some(git) => {
                let tree = git.working_tree(disk).map_err(|error| refused(&error))?;
                ("the working tree", Source::WorkingTree(Box::new(tree)))
            }
            None => (".", Source::Folder(disk)),
        };
        Ok(Found { name: name.to_owned(), source, prefix })
    }

    fn revision(&self, context: &Context, name: &str) -> Result<Found<'_>, Failure> {
        let revision = self.git()?.revision(name).map_err(|error| refused(&error))?;
        let name = revision.described();
        Ok(self.commit(context, revision, &name))
    }

    fn commit<'g>(&self, context: &Context, revision: Revision, name: &str) -> Found<'g> {
        let source = Source::Commit(revision);
        Found { name: visible(name).into_owned(), source, prefix: self.prefix(context) }
    }

    /// Whether both are commits that hold the same workspace, by the ids of their trees.
    pub(super) fn are_twins(&self, one: &Found<'_>, other: &Found<'_>) -> Result<bool, Failure> {
        let (Source::Commit(one), Source::Commit(other)) = (&one.source, &other.source) else {
            return Ok(false);
        };
        let same = self.git()?.is_same(one, other);
        same.map_err(|error| refused(&error))
    }

    /// Whether a commit holds a workspace.
    pub(super) fn is_workspace(&self, found: &Found<'_>) -> Result<bool, Failure> {
        let Source::Commit(revision) = &found.source else { return Ok(false) };
        self.git()?.has_workspace(revision).map_err(|error| refused(&error))
    }

    /// Looks up which files a commit has.
    pub(super) fn open<'g>(&'g self, found: &mut Found<'g>) -> Result<(), Failure> {
        if let Source::Commit(revision) = &found.source {
            let snapshot = self.git()?.at(revision).map_err(|error| refused(&error))?;
            found.source = Source::Kept(Box::new(snapshot));
        }
        Ok(())
    }

    fn prefix(&self, context: &Context) -> Prefix {
        context.place.prefix(&self.root, self.paths_from)
    }

    fn git(&self) -> Result<&Repository, Failure> {
        self.repository.as_ref().map_err(refused)?.as_ref().ok_or_else(|| {
            Failure::new("there is no git repository here")
                .help("name two folders: `bailiwick diff OLD NEW`")
        })
    }

    /// Refuses an index that has not even the workspace's own file, which stands on disk.
    pub(super) fn check_index(&self, index: &Found<'_>) -> Result<(), Failure> {
        if index.source.is_workspace() || !place::is_workspace(&self.root) {
            return Ok(());
        }
        let message = "the index holds no `bailiwick.kdl`: the next commit would have no workspace";
        Err(Failure::new(message)
            .help("`git add` it, or compare the working tree: `bailiwick diff`"))
    }

    /// Why there is no workspace on either side.
    pub(super) fn homeless(self) -> Failure {
        let message = "there is no workspace on either side";
        self.homeless.unwrap_or_else(|| {
            Failure::new(message).help("say with `-C` which folder holds its `bailiwick.kdl`")
        })
    }
}

impl Source<'_> {
    /// The files; none of a commit that is not opened.
    pub(super) fn world(&self) -> Option<&dyn World> {
        match self {
            Self::Folder(disk) => Some(disk),
            Self::WorkingTree(tree) => Some(&**tree),
            Self::Kept(snapshot) => Some(&**snapshot),
            Self::Commit(_) => None,
        }
    }

    /// Whether there is a workspace: before the commit that brought Bailiwick there is none.
    pub(super) fn is_workspace(&self) -> bool {
        match self {
            Self::Folder(disk) => disk.read(&FilePath::from(WORKSPACE_FILE)).is_ok(),
            Self::WorkingTree(tree) => tree.is_workspace(),
            Self::Kept(snapshot) => snapshot.is_workspace(),
            Self::Commit(_) => false,
        }
    }

    /// Whether the files of both are known to be the same, without reading them.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Kept(one), Self::Kept(other)) => one.is_same(other),
            (Self::Kept(one), Self::WorkingTree(tree))
            | (Self::WorkingTree(tree), Self::Kept(one)) => tree.is_same(one),
            _ => false,
        }
    }

    /// The submodules, whose files are not looked at.
    pub(super) fn submodules(&self) -> Vec<FilePath> {
        match self {
            Self::Folder(_) | Self::Commit(_) => Vec::new(),
            Self::WorkingTree(tree) => tree.submodules(),
            Self::Kept(snapshot) => snapshot.submodules(),
        }
    }
}

/// A workspace in which nothing is declared.
pub(super) fn nothing() -> Memory {
    Memory::new([(WORKSPACE_FILE, "workspace \"nothing\" {\n    edition 1\n}\n")])
}
