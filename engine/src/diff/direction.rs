//! Which way a change goes: three flags, of which any may stand.

use std::fmt;

/// Whether a change gives more, takes away, or cannot be told; neutral where none is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Direction {
    /// Something may be done that could not be done before, or a limit rises.
    pub widens: bool,
    /// Something may no longer be done, or a limit falls.
    pub narrows: bool,
    /// Nothing on sets describes it, or the proof did not come to its end; counts as widening at a gate.
    pub undecided: bool,
}

impl Direction {
    /// Changes nothing of what may be done.
    pub const NEUTRAL: Self = Self { widens: false, narrows: false, undecided: false };
    /// Gives more.
    pub const WIDENS: Self = Self { widens: true, ..Self::NEUTRAL };
    /// Takes away.
    pub const NARROWS: Self = Self { narrows: true, ..Self::NEUTRAL };
    /// Cannot be told.
    pub const UNDECIDED: Self = Self { undecided: true, ..Self::NEUTRAL };

    /// The flags of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            widens: self.widens || other.widens,
            narrows: self.narrows || other.narrows,
            undecided: self.undecided || other.undecided,
        }
    }

    /// Whether no flag is set.
    #[must_use]
    pub const fn is_neutral(self) -> bool {
        !self.widens && !self.narrows && !self.undecided
    }

    /// Whether a gate against widening stays shut: it widens, or that it does not is not proven.
    #[must_use]
    pub const fn may_widen(self) -> bool {
        self.widens || self.undecided
    }

    /// In one word: what matters most to a reviewer.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match (self.widens, self.narrows, self.undecided) {
            (true, true, _) => "mixed",
            (true, false, _) => "widens",
            (false, _, true) => "undecided",
            (false, true, false) => "narrows",
            (false, false, false) => "neutral",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
