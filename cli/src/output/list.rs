//! The agents of a workspace, one row each.

mod human;
mod json;

use bailiwick_engine::asset::Row;
use bailiwick_engine::workspace::AgentDigests;
use bailiwick_schema::path::FilePath;
use clap::ValueEnum;

/// A form in which agents are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// JSON, as `bailiwick schema list` says
    Json,
}

/// What is told of an agent.
#[derive(Debug)]
pub struct Agent<'w> {
    /// Its name, its digests and the environments that it is present in.
    pub digests: &'w AgentDigests,
    /// The file that declares it.
    pub path: &'w FilePath,
    /// A free name.
    pub title: Option<&'w str>,
    /// What it is for.
    pub summary: Option<&'w str>,
    /// The principal that owns it.
    pub owner: Option<&'w str>,
    /// Its stage.
    pub stage: Option<&'w str>,
    /// Its model.
    pub model: Option<&'w str>,
    /// Its tags, sorted.
    pub tags: Vec<&'w str>,
    /// How many instances it has; none where it is one agent.
    pub instances: Option<usize>,
    /// Its instances, where a line each is asked for.
    pub rows: Vec<Row>,
}

impl Format {
    /// The agents in this form.
    #[must_use]
    pub fn print(self, agents: &[Agent<'_>]) -> String {
        match self {
            Self::Human => human::print(agents),
            Self::Json => json::print(agents),
        }
    }
}

impl Agent<'_> {
    /// The environments that it is present in, in the order of declaration.
    pub fn environments(&self) -> impl Iterator<Item = &str> {
        self.digests.contexts.iter().map(|(name, _)| name.as_str())
    }
}
