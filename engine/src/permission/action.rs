//! What is asked for.

use std::fmt;

use bailiwick_schema::vocabulary::{self, Kind, NodeSpec};

/// What a request wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Reads, lists or searches a path.
    Read,
    /// Creates, changes, deletes or renames a path, or sets its mode.
    Write,
    /// Runs a command.
    Run,
    /// Requests a URL.
    Fetch,
    /// Calls a tool of a server.
    Call,
    /// Hands work to another agent.
    Delegate,
    /// Reads from a memory.
    Recall,
    /// Writes to a memory.
    Remember,
}

impl Action {
    /// All of them, in the order of the reference.
    pub const ALL: [Self; 8] = [
        Self::Read,
        Self::Write,
        Self::Run,
        Self::Fetch,
        Self::Call,
        Self::Delegate,
        Self::Recall,
        Self::Remember,
    ];

    /// As it is written in KDL.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Run => "run",
            Self::Fetch => "fetch",
            Self::Call => "call",
            Self::Delegate => "delegate",
            Self::Recall => "recall",
            Self::Remember => "remember",
        }
    }

    /// Whether a request for it passes arguments along.
    #[must_use]
    pub const fn has_arguments(self) -> bool {
        matches!(self, Self::Call | Self::Fetch)
    }

    /// The row by which an agent has what this is used on, and the kind of declaration that it names; none where the agent
    /// needs to have nothing.
    #[must_use]
    pub const fn used_on(self) -> Option<(&'static NodeSpec, Kind)> {
        match self {
            Self::Read | Self::Write | Self::Run | Self::Fetch => None,
            Self::Call => Some((&vocabulary::USED_SERVER, Kind::Server)),
            Self::Delegate => Some((&vocabulary::DELEGATE, Kind::Agent)),
            Self::Recall | Self::Remember => Some((&vocabulary::USED_MEMORY, Kind::Memory)),
        }
    }

    /// The name in a resource of what the agent has to have.
    #[must_use]
    pub fn name_in(self, resource: &str) -> &str {
        let server = resource.split('/').next().filter(|_| self == Self::Call);
        server.unwrap_or(resource)
    }

    /// The action that is written like this.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == name)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
