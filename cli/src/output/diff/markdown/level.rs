//! How much is said: from everything down to the verdict and counts, until a report fits.

/// How much of a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    /// How many of the groups that widen have a row.
    pub(super) widening: usize,
    /// Whether groups of other sections have rows.
    pub(super) has_others: bool,
    /// How many pieces of a group that widens are shown.
    pub(super) widening_pieces: usize,
    /// The same of others.
    pub(super) other_pieces: usize,
    /// The most characters of one text.
    pub(super) characters: usize,
}

/// Where groups that widen are too many by themselves, this many of them are shown, those of most agents first.
const STRONGEST: usize = 100;

impl Level {
    /// From everything to nothing but the verdict; each says less than the one before.
    pub(super) const ALL: [Self; 9] = [
        Self::new(usize::MAX, true, 20, 20, 160),
        Self::new(usize::MAX, true, 20, 0, 160),
        Self::new(usize::MAX, true, 0, 0, 120),
        Self::new(usize::MAX, false, 0, 0, 120),
        Self::new(STRONGEST, false, 0, 0, 120),
        Self::new(STRONGEST, false, 0, 0, 48),
        Self::new(25, false, 0, 0, 48),
        Self::new(5, false, 0, 0, 32),
        Self::new(0, false, 0, 0, 32),
    ];

    const fn new(
        widening: usize,
        has_others: bool,
        widening_pieces: usize,
        other_pieces: usize,
        characters: usize,
    ) -> Self {
        Self { widening, has_others, widening_pieces, other_pieces, characters }
    }
}
