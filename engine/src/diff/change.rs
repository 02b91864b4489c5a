//! One change by its content: what differs, without whose it is and where it stands.

use std::sync::Arc;

use super::{Direction, Risk};
use crate::permission::{Action, Shift};

/// What differs between two contexts, in one place of them; equal for all agents that it happens to alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// The names from the agent's block down to the node: `["limits", "steps"]`, `["server \"tickets\"", "url"]`.
    pub field: Vec<String>,
    /// How the pieces are to be read.
    pub what: What,
    /// Which way it goes.
    pub direction: Direction,
    /// The risk of its own kind that it is.
    pub risk: Option<Risk>,
    /// What was there and what is there.
    pub pieces: Vec<Piece>,
}

/// What kind of thing differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The agent itself, or its presence.
    Agent(Fate),
    /// What the rules of one action come to; the pieces are rules and what they are used on.
    Authority(Authorisation),
    /// One value.
    Value,
    /// Members of a set: each piece was taken out or put in.
    Set,
    /// Elements of a sequence: each piece was taken out, put in, or replaced, in their order.
    Sequence,
    /// A text that is told to the agent.
    Text,
    /// Files, each with its digest: each piece was taken out, put in, or holds other bytes.
    Files,
    /// What a policy demands, or whom it leaves alone: each piece was taken out, put in, or says something else.
    Governance,
}

/// What became of an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It was not declared before.
    Added,
    /// It is no longer declared.
    Removed,
    /// It has another name; the piece has both.
    Renamed,
    /// It is present in an environment where it was not.
    Entered,
    /// It is no longer present in an environment.
    Left,
}

/// How what may be done with one action changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Authorisation {
    /// The action.
    pub action: Action,
    /// The shortest request of each change of effect: what gives most first, then what takes most.
    pub shifts: Vec<Shift>,
    /// The shortest request that a `deny` matched, and that none matches any more.
    pub unguarded: Option<Shift>,
    /// Whether everything was looked at; without, what has no request is not proven.
    pub is_proven: bool,
}

/// What was there and what is there; one of them is missing where something was put in or taken out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece {
    /// Before.
    pub before: Option<Arc<str>>,
    /// After.
    pub after: Option<Arc<str>>,
}

impl Piece {
    /// What was taken out.
    #[must_use]
    pub fn gone(text: &str) -> Self {
        Self { before: Some(text.into()), after: None }
    }

    /// What was put in.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { before: None, after: Some(text.into()) }
    }
}

impl Fate {
    /// In one word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Entered => "entered",
            Self::Left => "left",
        }
    }
}

impl What {
    /// In one word.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Agent(fate) => fate.as_str(),
            Self::Authority(_) => "authority",
            Self::Value => "value",
            Self::Set => "set",
            Self::Sequence => "sequence",
            Self::Text => "text",
            Self::Files => "files",
            Self::Governance => "governance",
        }
    }
}
