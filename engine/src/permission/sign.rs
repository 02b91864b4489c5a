//! What one request may show of two sets of rules: that it is decided otherwise, that no guard stands before it any more, that
//! it is given too much.

use super::Effect;

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Signs(u16);

/// The changes of effect, each a sign: what gives most first, then what takes most.
pub(super) const SHIFTS: [(Effect, Effect); 6] = [
    (Effect::Deny, Effect::Allow),
    (Effect::Ask, Effect::Allow),
    (Effect::Deny, Effect::Ask),
    (Effect::Allow, Effect::Deny),
    (Effect::Allow, Effect::Ask),
    (Effect::Ask, Effect::Deny),
];

impl Signs {
    /// How many there are.
    pub(super) const COUNT: usize = 8;
    /// None of them.
    pub(super) const NONE: Self = Self(0);
    /// A `deny` stood before it, and none does any more.
    pub(super) const UNGUARDED: Self = Self(1 << 6);
    /// It is given more than it may be.
    pub(super) const EXCEEDS: Self = Self(1 << 7);

    /// The sign of a change of effect; none where it is the same.
    pub(super) fn of(before: Effect, after: Effect) -> Self {
        let at = SHIFTS.iter().position(|shift| *shift == (before, after));
        at.map_or(Self::NONE, |at| Self(1 << at))
    }

    /// Those of both, or of either.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are among others, too.
    pub(super) const fn among(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Those that are not among others.
    pub(super) const fn but(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether there is none.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The places of all of them, from 0 on.
    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        (0..Self::COUNT).filter(move |at| self.0 >> at & 1 == 1)
    }

    /// The only one's place.
    pub(super) const fn place(self) -> usize {
        self.0.trailing_zeros() as usize
    }
}
