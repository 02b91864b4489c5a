//! What a CI service says of the pull request that it runs for.

use super::Forge;

/// What is known without being told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The forge.
    pub forge: Option<Forge>,
    /// Where its API is.
    pub address: Option<String>,
    /// The repository.
    pub repository: Option<String>,
    /// The number of the pull request.
    pub number: Option<u64>,
    /// The commit that the run is for.
    pub head: Option<String>,
}

impl Surroundings {
    /// Reads the environment.
    #[must_use]
    pub fn read() -> Self {
        Self::of(variable)
    }

    /// Reads variables.
    pub(super) fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        if variable("GITHUB_ACTIONS").is_some() {
            let reference = variable("GITHUB_REF").unwrap_or_default();
            let number =
                reference.strip_prefix("refs/pull/").and_then(|rest| rest.split('/').next());
            return Self {
                forge: Some(Forge::GitHub),
                address: variable("GITHUB_API_URL"),
                repository: variable("GITHUB_REPOSITORY"),
                number: number.and_then(|number| number.parse().ok()),
                // GITHUB_SHA is the merge that GitHub made of it, never the head.
                head: None,
            };
        }
        if variable("GITLAB_CI").is_some() {
            let merged = variable("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA");
            return Self {
                forge: Some(Forge::GitLab),
                address: variable("CI_API_V4_URL"),
                // In a fork's pipeline the project is the fork.
                repository: variable("CI_MERGE_REQUEST_PROJECT_ID")
                    .or_else(|| variable("CI_PROJECT_ID")),
                number: variable("CI_MERGE_REQUEST_IID").and_then(|number| number.parse().ok()),
                head: merged.or_else(|| variable("CI_COMMIT_SHA")),
            };
        }
        Self::default()
    }
}

/// A token from a variable of the environment, without what surrounds it.
#[must_use]
pub fn token(name: &str) -> Option<String> {
    variable(name).map(|token| token.trim().to_owned()).filter(|token| !token.is_empty())
}

/// A variable of the environment that says something.
#[expect(clippy::disallowed_methods, reason = "services tell by the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
