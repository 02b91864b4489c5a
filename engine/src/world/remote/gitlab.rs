//! GitLab's REST API, version 4.

use serde_json::{Value, json};
use ureq::http::Method;

use super::RemoteError;
use super::forge::{Comment, PullRequest, number, text};

/// How many notes a page has; the most that GitLab gives.
const PAGE: usize = 100;
/// A merge request with more notes than 10,000 is none that people read.
const MOST_PAGES: usize = 100;

/// What each request says.
pub(super) fn headers(token: &str) -> Vec<(&'static str, String)> {
    vec![("PRIVATE-TOKEN", token.to_owned()), ("Accept", "application/json".to_owned())]
}

impl PullRequest<'_> {
    /// A project's path stands in one part of the address.
    fn gitlab_path(&self, rest: &str) -> String {
        let project = self.request.repository.replace('/', "%2F");
        format!("/projects/{project}/merge_requests/{}{rest}", self.request.number)
    }

    pub(super) fn gitlab_head(&mut self) -> Result<String, RemoteError> {
        let path = self.gitlab_path("");
        text(&self.connection.send(&Method::GET, &path, None)?.body, "/sha")
    }

    pub(super) fn gitlab_author(&mut self) -> Result<String, RemoteError> {
        text(&self.connection.send(&Method::GET, "/user", None)?.body, "/username")
    }

    pub(super) fn gitlab_comments(&mut self) -> Result<Vec<Comment>, RemoteError> {
        let path = self.gitlab_path("/notes");
        let mut all = Vec::new();
        for page in 1..=MOST_PAGES {
            let path = format!("{path}?order_by=created_at&sort=asc&per_page={PAGE}&page={page}");
            let answer = self.connection.send(&Method::GET, &path, None)?;
            for value in answer.body.as_array().into_iter().flatten() {
                all.push(comment(value)?);
            }
            if answer.header("x-next-page").is_empty() {
                return Ok(all);
            }
        }
        Err(RemoteError::TooMany)
    }

    pub(super) fn gitlab_create(&mut self, body: &str) -> Result<Comment, RemoteError> {
        let path = self.gitlab_path("/notes");
        comment(&self.connection.send(&Method::POST, &path, Some(&json!({ "body": body })))?.body)
    }

    pub(super) fn gitlab_update(&mut self, id: u64, body: &str) -> Result<(), RemoteError> {
        let path = self.gitlab_path(&format!("/notes/{id}"));
        self.connection.send(&Method::PUT, &path, Some(&json!({ "body": body }))).map(drop)
    }

    pub(super) fn gitlab_delete(&mut self, id: u64) -> Result<(), RemoteError> {
        let path = self.gitlab_path(&format!("/notes/{id}"));
        self.connection.send(&Method::DELETE, &path, None).map(drop)
    }
}

fn comment(value: &Value) -> Result<Comment, RemoteError> {
    Ok(Comment {
        id: number(value, "/id")?,
        author: text(value, "/author/username").unwrap_or_default(),
        body: text(value, "/body").unwrap_or_default(),
        address: String::new(),
    })
}
