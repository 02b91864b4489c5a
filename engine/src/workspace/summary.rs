//! Counts and digests of a workspace.

use bailiwick_schema::vocabulary::Kind;

use super::Workspace;
use crate::digest::Digest;

/// How much a workspace holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// KDL files, modules of the standard library left out.
    pub files: usize,
    /// Agents as declared, an agent with `instances` counted once.
    pub agents: usize,
    /// Environments.
    pub environments: usize,
}

impl Totals {
    pub(super) fn of(workspace: &Workspace) -> Self {
        let names = workspace.fleet.names();
        Self {
            files: workspace.files().filter(|(_, path)| !path.is_std()).count(),
            agents: names.count(Kind::Agent),
            environments: names.count(Kind::Environment),
        }
    }
}

/// The digests of one agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentDigests {
    /// Its name.
    pub agent: String,
    /// Of the agent as declared, for all environments.
    pub release: Digest,
    /// Of what it is given in each environment that it is present in, by the environment's name, in the order of declaration;
    /// none where the workspace declares no environment.
    pub contexts: Vec<(String, Digest)>,
}
