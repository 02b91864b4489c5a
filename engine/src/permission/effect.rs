//! How much authority a request is given.

use std::fmt;

/// What is done with a request, in the order of authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Refused.
    Deny,
    /// Done when a person agrees.
    Ask,
    /// Done.
    Allow,
}

impl Effect {
    /// All of them, least authority first.
    pub const ALL: [Self; 3] = [Self::Deny, Self::Ask, Self::Allow];

    /// As it is written in KDL.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Ask => "ask",
            Self::Allow => "allow",
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The effects of the rules that match one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Effects(u8);

impl Effects {
    /// With one more.
    pub(super) const fn with(self, effect: Effect) -> Self {
        Self(self.0 | 1 << effect as u8)
    }

    /// Those of both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What they come to: any deny, else any ask, else any allow; nothing is deny.
    pub(super) fn decide(self) -> Effect {
        let has = |effect: &Effect| self.0 & (1 << *effect as u8) != 0;
        Effect::ALL.into_iter().find(has).unwrap_or(Effect::Deny)
    }
}
