//! Risks of their own kind: changes that no set of requests describes, each with a stable name.

use std::fmt;

/// A risk that a reviewer should look at by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// Requests that a `deny` refused are refused by no rule any more, or a tool lost a mark that guards it.
    GuardRemoved,
    /// Requests that a person had to agree to are allowed.
    ApprovalRemoved,
    /// A policy is gone, or holds for an agent no more.
    PolicyRemoved,
    /// A policy demands less, is for fewer agents, or is less severe.
    PolicyChanged,
    /// A policy leaves an agent alone that it held for, or does so for longer.
    WaiverAdded,
    /// A limit is gone: what is not limited is infinite.
    LimitRemoved,
    /// A limit is higher.
    LimitRaised,
    /// Another model runs the agent, or is tried when the first one fails.
    ModelChanged,
    /// A model or a package is named so that it may be another one tomorrow.
    VersionFloats,
    /// The agent reaches a server that it did not reach.
    ServerAdded,
    /// A server offers a tool that it did not offer.
    ToolAdded,
    /// A credential comes from elsewhere.
    SecretChanged,
    /// The agent came to its stage by a move that the lifecycle does not allow.
    StageJumped,
}

impl Risk {
    /// All of them, the gravest first.
    pub const ALL: [Self; 13] = [
        Self::GuardRemoved,
        Self::ApprovalRemoved,
        Self::PolicyRemoved,
        Self::PolicyChanged,
        Self::WaiverAdded,
        Self::LimitRemoved,
        Self::LimitRaised,
        Self::ModelChanged,
        Self::VersionFloats,
        Self::ServerAdded,
        Self::ToolAdded,
        Self::SecretChanged,
        Self::StageJumped,
    ];

    /// Its name, which stays the same for ever.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GuardRemoved => "guard-removed",
            Self::ApprovalRemoved => "approval-removed",
            Self::PolicyRemoved => "policy-removed",
            Self::PolicyChanged => "policy-changed",
            Self::WaiverAdded => "waiver-added",
            Self::LimitRemoved => "limit-removed",
            Self::LimitRaised => "limit-raised",
            Self::ModelChanged => "model-changed",
            Self::VersionFloats => "version-floats",
            Self::ServerAdded => "server-added",
            Self::ToolAdded => "tool-added",
            Self::SecretChanged => "secret-changed",
            Self::StageJumped => "stage-jumped",
        }
    }
}

impl fmt::Display for Risk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
