//! Why something in a repository cannot be read, and what to do about it.

use std::fmt;

/// Why git has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// No revision has this name; the nearest that there is.
    Unknown {
        /// What was asked for.
        name: String,
        /// A name of a branch or a tag that is much like it.
        near: Option<String>,
        /// Whether only a part of the history is here.
        is_shallow: bool,
    },
    /// The name stands for several objects.
    Ambiguous(String),
    /// The name stands for something else than a commit.
    NoCommit(String),
    /// These two have no common ancestor, as far as the history is here.
    NoMergeBase {
        /// The one.
        one: String,
        /// The other.
        other: String,
        /// Whether only a part of the history is here.
        is_shallow: bool,
    },
    /// A pull request starts from something that is not here.
    Base {
        /// The variable of the environment that says from what.
        variable: &'static str,
        /// What it says.
        value: String,
        /// What is to be fetched.
        wanted: String,
        /// Why it is not found.
        error: Box<Self>,
    },
    /// There is no commit.
    Unborn,
    /// There is no working tree.
    Bare,
    /// Somebody else owns the repository.
    Owner(String),
    /// The workspace does not lie in the repository's working tree.
    Elsewhere,
    /// The path to the workspace is not UTF-8.
    Name,
    /// A merge is not finished.
    Conflicts(String),
    /// There are more files than anybody reads.
    TooMany,
    /// Git says something else.
    Unreadable(String),
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, is_shallow, .. } => {
                write!(f, "there is no revision `{name}`")?;
                if *is_shallow { f.write_str(" in this shallow clone") } else { Ok(()) }
            }
            Self::Ambiguous(name) => write!(f, "`{name}` stands for several objects"),
            Self::NoCommit(name) => write!(f, "`{name}` is no commit"),
            Self::NoMergeBase { one, other, is_shallow } => {
                write!(f, "`{one}` and `{other}` have no common ancestor")?;
                if *is_shallow { f.write_str(" in this shallow clone") } else { Ok(()) }
            }
            Self::Base { variable, value, error, .. } => {
                write!(
                    f,
                    "`{variable}` says that the pull request starts from `{value}`, but {error}"
                )
            }
            Self::Unborn => f.write_str("the repository has no commit yet"),
            Self::Bare => {
                f.write_str("the repository is bare: it has no working tree and no index")
            }
            Self::Owner(said) => write!(f, "the repository belongs to somebody else: {said}"),
            Self::Elsewhere => {
                f.write_str("the working tree of the repository is not where the workspace is")
            }
            Self::Name => f.write_str("the path to the workspace is not UTF-8"),
            Self::Conflicts(path) => {
                write!(f, "the index holds a merge that is not finished: `{path}`")
            }
            Self::TooMany => f.write_str("the revision holds too many files, or folders too deep"),
            Self::Unreadable(said) => write!(f, "the repository cannot be read: {said}"),
        }
    }
}

impl std::error::Error for GitError {}

impl GitError {
    /// What to do about it, where there is something to be done.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Unknown { is_shallow: true, .. } | Self::NoMergeBase { is_shallow: true, .. } => {
                "fetch the whole history: `git fetch --unshallow`, `fetch-depth: 0` for \
                 actions/checkout, `GIT_DEPTH: 0` for GitLab"
                    .to_owned()
            }
            Self::Base { wanted, .. } => format!(
                "fetch it with its history: `git fetch origin {wanted}`, `fetch-depth: 0` for \
                 actions/checkout, `GIT_DEPTH: 0` for GitLab; or name what to compare with: `bailiwick diff HEAD`"
            ),
            Self::Unknown { near: Some(near), .. } => {
                return Some(bailiwick_schema::suggest::question(near));
            }
            Self::Unknown { .. } => "write a branch, a tag, a commit, or a folder".to_owned(),
            Self::Ambiguous(_) => {
                "write more digits, or the whole name (`refs/heads/…`, `refs/tags/…`)".to_owned()
            }
            Self::NoCommit(_) => "write a branch, a tag or a commit".to_owned(),
            Self::NoMergeBase { .. } => {
                "name the revision to start from: `bailiwick diff FROM TO`".to_owned()
            }
            Self::Bare => "name two revisions: `bailiwick diff FROM TO`".to_owned(),
            Self::Owner(_) => "where you trust it: \
                 `git config --global --add safe.directory PATH-OF-THE-REPOSITORY`"
                .to_owned(),
            Self::Elsewhere => {
                "look at `core.worktree` in the repository's configuration".to_owned()
            }
            Self::Conflicts(_) => "resolve the conflicts and `git add` the files".to_owned(),
            Self::Unborn | Self::Name | Self::TooMany | Self::Unreadable(_) => return None,
        })
    }
}

impl From<git2::Error> for GitError {
    fn from(error: git2::Error) -> Self {
        match error.code() {
            git2::ErrorCode::UnbornBranch => Self::Unborn,
            git2::ErrorCode::BareRepo => Self::Bare,
            git2::ErrorCode::Owner => Self::Owner(error.message().to_owned()),
            _ => Self::Unreadable(error.message().to_owned()),
        }
    }
}
