//! Who is asked: the approval policy of a session.

use serde_json::{Value, json};

use crate::permission::Effect;

/// An approval policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A person: for a command out of the sandbox, for a patch beyond what may be written, for a tool.
    OnRequest,
    /// A person, for tools of servers alone.
    Tools,
    /// Nobody: what would be asked about is refused. `codex exec` is always so.
    Never,
}

impl Mode {
    pub(super) const ALL: [Self; 3] = [Self::OnRequest, Self::Never, Self::Tools];

    /// As `approval_policy` has it.
    pub(super) fn to_value(self) -> Value {
        match self {
            Self::OnRequest => json!("on-request"),
            Self::Tools => json!({ "granular": {
                "sandbox_approval": false,
                "rules": false,
                "skill_approval": false,
                "request_permissions": false,
                "mcp_elicitations": true,
            }}),
            Self::Never => json!("never"),
        }
    }

    pub(super) fn read(value: &Value) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.to_value() == *value)
    }

    /// What is done with a command that no rule is about: it starts nowhere but out of the sandbox.
    pub(super) const fn unmatched(self) -> Effect {
        match self {
            // `rm -f` is asked about by itself where any approval is left.
            Self::OnRequest | Self::Tools => Effect::Ask,
            Self::Never => Effect::Deny,
        }
    }

    /// What is done with a command that a rule prompts for, and with a patch beyond what may be written.
    pub(super) const fn approved(self) -> Effect {
        match self {
            Self::OnRequest => Effect::Ask,
            Self::Tools | Self::Never => Effect::Deny,
        }
    }

    /// What is done with a tool of a server that is prompted for.
    pub(super) const fn prompted(self) -> Effect {
        match self {
            Self::OnRequest | Self::Tools => Effect::Ask,
            Self::Never => Effect::Deny,
        }
    }
}
