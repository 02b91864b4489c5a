//! The places of what differs, found for what is shown only.

use std::collections::HashMap;

use bailiwick_schema::document::Item;
use bailiwick_schema::span::{LineIndex, Span};
use rustc_hash::FxBuildHasher;

use crate::show::{Source, source_with};

/// A place in one of the two workspaces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot<'w> {
    pub(super) item: Item<'w>,
    pub(super) span: Span,
}

/// The places of a piece before and after.
pub(super) type Spots<'w> = (Option<Spot<'w>>, Option<Spot<'w>>);

impl<'w> Spot<'w> {
    /// The place of a whole node.
    pub(super) fn of(item: Item<'w>) -> Self {
        Self { item, span: item.span() }
    }
}

/// Finds lines, each document looked through once.
#[derive(Default)]
pub(super) struct Places {
    lines: HashMap<usize, LineIndex, FxBuildHasher>,
}

impl Places {
    /// The file, line and layer of a place.
    pub(super) fn source(&mut self, spot: Spot<'_>) -> Source {
        let document = spot.item.document();
        let address = std::ptr::from_ref(document) as usize;
        let lines = self.lines.entry(address).or_insert_with(|| LineIndex::new(document.text()));
        source_with(spot.item, spot.span, lines)
    }
}
