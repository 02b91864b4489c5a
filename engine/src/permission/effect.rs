//! How much authority a request is given.

use std::fmt;

use bailiwick_schema::vocabulary::{self, NodeSpec};

use super::condition::Held;

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

    /// The row that says it.
    #[must_use]
    pub const fn row(self) -> &'static NodeSpec {
        match self {
            Self::Deny => &vocabulary::DENY,
            Self::Ask => &vocabulary::ASK,
            Self::Allow => &vocabulary::ALLOW,
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The effects of the rules that match one request, with what is known of their conditions.
///
/// Source: the table of `when` in `docs/guide/permissions.md`: leaving an argument out never helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Effects(u8);

/// Some deny holds, surely or possibly.
const DENIED: u8 = 1;
/// Some ask holds, surely or possibly.
const ASKED: u8 = 2;
/// Some ask or allow holds surely.
const GRANTED: u8 = 4;
/// Some allow holds surely.
const ALLOWED: u8 = 8;

impl Effects {
    /// With one more, which holds.
    pub(super) const fn with(self, effect: Effect) -> Self {
        self.with_held(effect, Held::Surely)
    }

    /// With one more, as far as its condition holds.
    pub(super) const fn with_held(self, effect: Effect, held: Held) -> Self {
        let more = match (effect, held) {
            (_, Held::No) | (Effect::Allow, Held::Possibly) => 0,
            (Effect::Deny, _) => DENIED,
            (Effect::Ask, Held::Possibly) => ASKED,
            (Effect::Ask, Held::Surely) => ASKED | GRANTED,
            (Effect::Allow, Held::Surely) => GRANTED | ALLOWED,
        };
        Self(self.0 | more)
    }

    /// Those of both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of them that deny or ask.
    pub(super) const fn guards(self) -> Self {
        // An ask that is no allow grants as well.
        let granted = if self.0 & ASKED != 0 { GRANTED } else { 0 };
        Self(self.0 & (DENIED | ASKED | granted))
    }

    /// What they come to: deny where any deny may hold, ask where any ask may hold, else allow; `otherwise` where nothing denies or
    /// surely grants.
    pub(super) const fn decide(self, otherwise: Effect) -> Effect {
        if !self.decides() {
            otherwise
        } else if self.0 & DENIED != 0 {
            Effect::Deny
        } else if self.0 & ASKED != 0 {
            Effect::Ask
        } else {
            Effect::Allow
        }
    }

    /// Whether they come to anything: some deny holds, or something surely grants.
    pub(super) const fn decides(self) -> bool {
        self.0 & (DENIED | GRANTED) != 0
    }

    /// Whether one of them is of this effect.
    pub(super) const fn holds(self, effect: Effect) -> bool {
        match effect {
            Effect::Deny => self.denies(),
            Effect::Ask => self.0 & ASKED != 0,
            Effect::Allow => self.0 & ALLOWED != 0,
        }
    }

    /// Whether some deny holds, surely or possibly.
    pub(super) const fn denies(self) -> bool {
        self.0 & DENIED != 0
    }
}
