//! Names of revisions, and the revision that a pull request starts from.

use bailiwick_schema::suggest::nearest;
use git2::{ErrorCode, Oid};

use super::{GitError, Repository};

/// So many branches and tags are looked at for a name much like one that is none.
const MOST_NAMES: usize = 10_000;
/// As many digits of a commit's id as git shows.
const SHORT: usize = 10;

/// The variable in which GitHub names the branch that a pull request goes to.
const GITHUB: &str = "GITHUB_BASE_REF";
/// The variable in which GitLab names the commit that a merge request starts from.
const GITLAB: &str = "CI_MERGE_REQUEST_DIFF_BASE_SHA";

/// A commit by the name that it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    name: String,
    id: Option<Oid>,
}

/// The revision that a change starts from, and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The revision.
    pub revision: Revision,
    /// Where its name comes from.
    pub source: String,
}

impl Revision {
    /// The name that it was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) const fn id(&self) -> Option<Oid> {
        self.id
    }

    /// The id of the commit; none before the first commit.
    #[must_use]
    pub fn commit(&self) -> Option<String> {
        self.id.map(|id| id.to_string())
    }

    /// Its name, and the beginning of its id where the name is none.
    #[must_use]
    pub fn described(&self) -> String {
        let Some(id) = self.commit() else { return format!("{} (no commit yet)", self.name) };
        let short: String = id.chars().take(SHORT).collect();
        if id.starts_with(&self.name) || self.name.starts_with(&short) {
            short
        } else {
            format!("{} ({short})", self.name)
        }
    }
}

impl Repository {
    /// The commit of this name: a branch, a tag, an id, `HEAD~2` and what else git understands.
    ///
    /// # Errors
    ///
    /// Where there is none, or the name stands for something else.
    pub fn revision(&self, name: &str) -> Result<Revision, GitError> {
        self.pool.with(|git| {
            let object = match git.revparse_single(name) {
                Ok(object) => object,
                Err(_) if is_head(name) && is_unborn(git) => {
                    return Ok(Revision { name: name.to_owned(), id: None });
                }
                Err(error) if error.code() == ErrorCode::Ambiguous => {
                    return Err(GitError::Ambiguous(name.to_owned()));
                }
                Err(_) => return Err(unknown(git, name)),
            };
            match object.peel_to_commit() {
                Ok(commit) => Ok(Revision { name: name.to_owned(), id: Some(commit.id()) }),
                Err(_) => Err(GitError::NoCommit(name.to_owned())),
            }
        })
    }

    /// The newest common ancestor of two commits.
    ///
    /// # Errors
    ///
    /// Where there is none, or the part of the history that holds it is not here.
    pub fn merge_base(&self, one: &Revision, other: &Revision) -> Result<Revision, GitError> {
        let (Some(left), Some(right)) = (one.id, other.id) else { return Err(GitError::Unborn) };
        self.pool.with(|git| match git.merge_base(left, right) {
            Ok(id) => Ok(Revision { name: id.to_string(), id: Some(id) }),
            Err(_) => Err(GitError::NoMergeBase {
                one: one.name.clone(),
                other: other.name.clone(),
                is_shallow: git.is_shallow(),
            }),
        })
    }

    /// The revision that the service says a pull request starts from; none outside of one.
    ///
    /// # Errors
    ///
    /// Where the service names one that is not here.
    pub fn base(&self) -> Result<Option<Base>, GitError> {
        self.base_of(variable)
    }

    /// Like [`Repository::base`], with the variables of the environment.
    pub(super) fn base_of(
        &self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Base>, GitError> {
        if let Some(branch) = variable(GITHUB) {
            let missing = |error| GitError::Base {
                variable: GITHUB,
                wanted: format!("{branch}:refs/remotes/origin/{branch}"),
                value: branch.clone(),
                error: Box::new(error),
            };
            let remote = format!("origin/{branch}");
            let tip = match self.revision(&format!("refs/remotes/{remote}")) {
                Ok(tip) => Revision { name: remote, ..tip },
                Err(_) => self.revision(&branch).map_err(missing)?,
            };
            let head = self.revision("HEAD")?;
            let revision = self.merge_base(&tip, &head).map_err(missing)?;
            let source = format!("where HEAD left {}, from {GITHUB}", tip.name);
            return Ok(Some(Base { revision, source }));
        }
        let Some(id) = variable(GITLAB) else { return Ok(None) };
        let missing = |error| GitError::Base {
            variable: GITLAB,
            wanted: id.clone(),
            value: id.clone(),
            error: Box::new(error),
        };
        let revision = self.revision(&id).map_err(missing)?;
        Ok(Some(Base { revision, source: format!("from {GITLAB}") }))
    }
}

/// A variable of the environment that says something.
#[expect(clippy::disallowed_methods, reason = "services tell by the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn is_head(name: &str) -> bool {
    matches!(name, "HEAD" | "@")
}

fn is_unborn(git: &git2::Repository) -> bool {
    git.head().is_err_and(|error| error.code() == ErrorCode::UnbornBranch)
}

fn unknown(git: &git2::Repository, name: &str) -> GitError {
    let mut names = Vec::new();
    if let Ok(all) = git.references() {
        for reference in all.take(MOST_NAMES).flatten() {
            names.extend(reference.shorthand().ok().map(str::to_owned));
        }
    }
    names.sort_unstable();
    let near = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
    GitError::Unknown { name: name.to_owned(), near, is_shallow: git.is_shallow() }
}
