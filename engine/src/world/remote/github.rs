//! GitHub's REST API, version 2022-11-28.

use serde_json::{Value, json};
use ureq::http::Method;

use super::RemoteError;
use super::forge::{Comment, PullRequest, number, text};

/// How many comments a page has; the most that GitHub gives.
const PAGE: usize = 100;
/// A pull request with more comments than 10,000 is none that people read.
const MOST_PAGES: usize = 100;
/// Who writes with the token that a workflow is given.
const WORKFLOW: &str = "github-actions[bot]";

/// What each request says.
pub(super) fn headers(token: &str) -> Vec<(&'static str, String)> {
    vec![
        ("Authorization", format!("Bearer {token}")),
        ("Accept", "application/vnd.github+json".to_owned()),
        ("X-GitHub-Api-Version", "2022-11-28".to_owned()),
    ]
}

impl PullRequest<'_> {
    fn github_path(&self, rest: &str) -> String {
        format!("/repos/{}{rest}", self.request.repository)
    }

    pub(super) fn github_head(&mut self) -> Result<String, RemoteError> {
        let path = self.github_path(&format!("/pulls/{}", self.request.number));
        text(&self.connection.send(&Method::GET, &path, None)?.body, "/head/sha")
    }

    /// A workflow's token may not ask who it is.
    pub(super) fn github_author(&mut self) -> Result<String, RemoteError> {
        match self.connection.send(&Method::GET, "/user", None) {
            Ok(answer) => text(&answer.body, "/login"),
            Err(RemoteError::Forbidden(_)) => Ok(WORKFLOW.to_owned()),
            Err(error) => Err(error),
        }
    }

    pub(super) fn github_comments(&mut self) -> Result<Vec<Comment>, RemoteError> {
        let path = self.github_path(&format!("/issues/{}/comments", self.request.number));
        let mut all = Vec::new();
        for page in 1..=MOST_PAGES {
            let path = format!("{path}?per_page={PAGE}&page={page}");
            let answer = self.connection.send(&Method::GET, &path, None)?;
            for value in answer.body.as_array().into_iter().flatten() {
                all.push(comment(value)?);
            }
            // Only that there is another page is believed, not where it is.
            if !answer.header("link").contains("rel=\"next\"") {
                return Ok(all);
            }
        }
        Err(RemoteError::TooMany)
    }

    pub(super) fn github_create(&mut self, body: &str) -> Result<Comment, RemoteError> {
        let path = self.github_path(&format!("/issues/{}/comments", self.request.number));
        comment(&self.connection.send(&Method::POST, &path, Some(&json!({ "body": body })))?.body)
    }

    pub(super) fn github_update(&mut self, id: u64, body: &str) -> Result<(), RemoteError> {
        let path = self.github_path(&format!("/issues/comments/{id}"));
        self.connection.send(&Method::PATCH, &path, Some(&json!({ "body": body }))).map(drop)
    }

    pub(super) fn github_delete(&mut self, id: u64) -> Result<(), RemoteError> {
        let path = self.github_path(&format!("/issues/comments/{id}"));
        self.connection.send(&Method::DELETE, &path, None).map(drop)
    }
}

fn comment(value: &Value) -> Result<Comment, RemoteError> {
    Ok(Comment {
        id: number(value, "/id")?,
        // Who left GitHub has no account.
        author: text(value, "/user/login").unwrap_or_default(),
        body: text(value, "/body").unwrap_or_default(),
        address: text(value, "/html_url").unwrap_or_default(),
    })
}
