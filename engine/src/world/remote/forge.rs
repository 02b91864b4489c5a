//! What a forge can do with the comments of a pull request, whichever it is.

use std::fmt;

use serde_json::Value;

use super::connection::{Connection, Patience};
use super::{RemoteError, github, gitlab};

/// The forges that we speak to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forge {
    /// GitHub, there or on a server of one's own.
    GitHub,
    /// GitLab, there or on a server of one's own.
    GitLab,
}

impl Forge {
    /// Its name as it is written in commands.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
        }
    }

    /// Where its API is, where nothing else is said.
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::GitHub => "https://api.github.com",
            Self::GitLab => "https://gitlab.com/api/v4",
        }
    }

    /// How many bytes of a comment it keeps: GitHub as measured; GitLab counts characters, and no character is shorter than a byte.
    #[must_use]
    pub const fn most_bytes(self) -> usize {
        match self {
            Self::GitHub => 262_144,
            Self::GitLab => 1_000_000,
        }
    }

    /// How it writes the number of a pull request.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::GitHub => '#',
            Self::GitLab => '!',
        }
    }
}

impl fmt::Display for Forge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A pull request, and who asks.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Whose it is.
    pub forge: Forge,
    /// Where its API is.
    pub address: &'a str,
    /// Never shown.
    pub token: &'a str,
    /// `owner/name`; on GitLab the whole path, or the project's number.
    pub repository: &'a str,
    /// The number of the pull request.
    pub number: u64,
    /// The name under which the token writes, where the forge does not tell.
    pub author: Option<&'a str>,
    /// How long we may wait.
    pub patience: Patience,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    pub(super) id: u64,
    pub(super) author: String,
    pub(super) body: String,
    /// Where one can look at it; empty where the forge does not tell.
    pub(super) address: String,
}

/// A connection to one pull request.
pub(super) struct PullRequest<'a> {
    pub(super) request: Request<'a>,
    pub(super) connection: Connection,
}

impl<'a> PullRequest<'a> {
    pub(super) fn new(request: Request<'a>) -> Result<Self, RemoteError> {
        let headers = match request.forge {
            Forge::GitHub => github::headers(request.token),
            Forge::GitLab => gitlab::headers(request.token),
        };
        let connection =
            Connection::new(request.address, request.token, headers, request.patience)?;
        Ok(Self { request, connection })
    }

    /// The commit that would be merged.
    pub(super) fn head(&mut self) -> Result<String, RemoteError> {
        match self.request.forge {
            Forge::GitHub => self.github_head(),
            Forge::GitLab => self.gitlab_head(),
        }
    }

    /// The name under which the token writes.
    pub(super) fn author(&mut self) -> Result<String, RemoteError> {
        if let Some(author) = self.request.author {
            return Ok(author.to_owned());
        }
        match self.request.forge {
            Forge::GitHub => self.github_author(),
            Forge::GitLab => self.gitlab_author(),
        }
    }

    /// All comments, the oldest first.
    pub(super) fn comments(&mut self) -> Result<Vec<Comment>, RemoteError> {
        let mut comments = match self.request.forge {
            Forge::GitHub => self.github_comments()?,
            Forge::GitLab => self.gitlab_comments()?,
        };
        comments.sort_by_key(|comment| comment.id);
        comments.dedup_by_key(|comment| comment.id);
        Ok(comments)
    }

    pub(super) fn create(&mut self, body: &str) -> Result<Comment, RemoteError> {
        match self.request.forge {
            Forge::GitHub => self.github_create(body),
            Forge::GitLab => self.gitlab_create(body),
        }
    }

    pub(super) fn update(&mut self, id: u64, body: &str) -> Result<(), RemoteError> {
        match self.request.forge {
            Forge::GitHub => self.github_update(id, body),
            Forge::GitLab => self.gitlab_update(id, body),
        }
    }

    /// Takes a comment away; that it is gone already is no error.
    pub(super) fn delete(&mut self, id: u64) -> Result<(), RemoteError> {
        let deleted = match self.request.forge {
            Forge::GitHub => self.github_delete(id),
            Forge::GitLab => self.gitlab_delete(id),
        };
        match deleted {
            Err(RemoteError::Missing(_)) => Ok(()),
            other => other,
        }
    }
}

/// A text of an answer.
pub(super) fn text(value: &Value, path: &str) -> Result<String, RemoteError> {
    let found = value.pointer(path).and_then(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| RemoteError::Strange(format!("it has no `{path}`")))
}

/// A number of an answer.
pub(super) fn number(value: &Value, path: &str) -> Result<u64, RemoteError> {
    let found = value.pointer(path).and_then(Value::as_u64);
    found.ok_or_else(|| RemoteError::Strange(format!("it has no `{path}`")))
}
