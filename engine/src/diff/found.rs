//! A change while it is looked for: its content with the places of its pieces.

use std::sync::Arc;

use bailiwick_schema::document::Item;

use super::place::{Spot, Spots};
use super::{Change, Direction, Piece, Risk, What};

/// A change and where its pieces stand, one pair of places a piece.
#[derive(Debug, Clone)]
pub(super) struct Found<'w> {
    pub(super) change: Arc<Change>,
    pub(super) spots: Arc<[Spots<'w>]>,
}

impl Found<'_> {
    /// The same, going another way.
    pub(super) fn directed(mut self, direction: Direction, risk: Option<Risk>) -> Self {
        let change = Arc::make_mut(&mut self.change);
        (change.direction, change.risk) = (direction, risk);
        self
    }
}

/// A change that is being written down.
pub(super) struct Draft<'w> {
    field: Vec<String>,
    what: What,
    pieces: Vec<(Piece, Spots<'w>)>,
}

impl<'w> Draft<'w> {
    pub(super) fn new(field: &[String], what: What) -> Self {
        Self { field: field.to_vec(), what, pieces: Vec::new() }
    }

    pub(super) fn gone(&mut self, text: &str, spot: Spot<'w>) {
        self.pieces.push((Piece::gone(text), (Some(spot), None)));
    }

    pub(super) fn new_piece(&mut self, text: &str, spot: Spot<'w>) {
        self.pieces.push((Piece::new(text), (None, Some(spot))));
    }

    pub(super) fn piece(&mut self, piece: Piece, spots: Spots<'w>) {
        self.pieces.push((piece, spots));
    }

    /// Two nodes and what each says; either may be missing.
    pub(super) fn nodes(
        &mut self,
        before: Option<(Item<'w>, String)>,
        after: Option<(Item<'w>, String)>,
    ) {
        let spot =
            |side: &Option<(Item<'w>, String)>| side.as_ref().map(|(item, _)| Spot::of(*item));
        let spots = (spot(&before), spot(&after));
        let text = |side: Option<(Item<'w>, String)>| side.map(|(_, text)| text.into());
        self.pieces.push((Piece { before: text(before), after: text(after) }, spots));
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The same pieces, read another way.
    pub(super) fn becomes(self, what: What) -> Self {
        Self { what, ..self }
    }

    /// Sorts the pieces, for sets.
    pub(super) fn sort(&mut self) {
        self.pieces.sort_by(|(a, _), (b, _)| a.cmp(b));
    }

    pub(super) fn ends(self, direction: Direction, risk: Option<Risk>) -> Found<'w> {
        let (pieces, spots): (Vec<Piece>, Vec<Spots<'w>>) = self.pieces.into_iter().unzip();
        let change = Change { field: self.field, what: self.what, direction, risk, pieces };
        Found { change: Arc::new(change), spots: spots.into() }
    }
}
