//! Why a forge did not do what was asked, and what to do about it.

use std::fmt;
use std::time::Duration;

/// Why there is no comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoteError {
    /// The address is none, or the token would be sent for everybody to read.
    Address(String),
    /// The token holds what no header may hold.
    Token,
    /// The certificates that are to be trusted cannot be read.
    Certificates(String),
    /// No connection, or it broke.
    Unreachable(String),
    /// The token is not known.
    Unauthorized(String),
    /// The token may not do it.
    Forbidden(String),
    /// There is no such repository or pull request, or the token may not see it.
    Missing(String),
    /// The forge moved the repository.
    Moved(String),
    /// The text is larger than the forge takes.
    TooLarge {
        /// In bytes.
        length: usize,
        /// What the forge said.
        said: String,
    },
    /// The forge wants us to wait for longer than we may.
    Limited(Duration),
    /// The pull request has another head than the text was made for.
    Stale {
        /// The head that the text was made for.
        ours: String,
        /// The head that the pull request has.
        theirs: String,
    },
    /// There were other writers all the time.
    Contended,
    /// There are more comments than are looked through.
    TooMany,
    /// The forge answered something that it should not.
    Strange(String),
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(why) => write!(f, "the address of the forge cannot be used: {why}"),
            Self::Token => f.write_str("the token holds characters that no token has"),
            Self::Certificates(why) => write!(f, "SSL_CERT_FILE cannot be read: {why}"),
            Self::Unreachable(said) => write!(f, "the forge cannot be reached: {said}"),
            Self::Unauthorized(said) => write!(f, "the forge does not know the token: {said}"),
            Self::Forbidden(said) => write!(f, "the token may not do this: {said}"),
            Self::Missing(said) => {
                write!(f, "there is no such pull request, or the token may not see it: {said}")
            }
            Self::Moved(to) => write!(f, "the repository has moved to `{to}`"),
            Self::TooLarge { length, said } => {
                write!(f, "the forge does not take {length} bytes: {said}")
            }
            Self::Limited(wait) => {
                write!(f, "the forge wants us to wait for {} seconds", wait.as_secs())
            }
            Self::Stale { ours, theirs } => write!(
                f,
                "the pull request has moved on from `{ours}` to `{theirs}`: nothing is written"
            ),
            Self::Contended => f.write_str("others write the comment at the same time"),
            Self::TooMany => {
                f.write_str("the pull request has more comments than are looked through")
            }
            Self::Strange(said) => write!(f, "the forge gives an answer that is none: {said}"),
        }
    }
}

impl std::error::Error for RemoteError {}

impl RemoteError {
    /// What to do about it, where there is something to be done.
    #[must_use]
    pub const fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::Address(_) => "write it like `https://git.acme.example/api/v4`",
            Self::Certificates(_) => "it names a file of PEM certificates",
            Self::Unauthorized(_) => "give a token that has not expired",
            Self::Forbidden(_) => {
                "on GitHub the job needs `permissions: pull-requests: write`, which a pull request from a fork never \
                 has: post from `workflow_run`; on GitLab the token needs the scope `api`"
            }
            Self::Missing(_) => "look at `--repository`, `--number` and `--api-url`",
            Self::Moved(_) => "write its new name",
            Self::TooLarge { .. } => "write less: `bailiwick diff --max-bytes N`",
            Self::Limited(_) => "try again later, or let it wait: `--max-wait SECONDS`",
            Self::Stale { .. } => "the run for the new head writes the comment",
            Self::Contended => {
                "let one job at a time write it: `concurrency` on GitHub, `resource_group` on GitLab"
            }
            Self::Token | Self::Unreachable(_) | Self::TooMany | Self::Strange(_) => return None,
        })
    }

    /// Whether a newer run has the say.
    #[must_use]
    pub const fn is_stale(&self) -> bool {
        matches!(self, Self::Stale { .. } | Self::Contended)
    }
}
