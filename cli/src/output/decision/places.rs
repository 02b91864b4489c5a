//! Places of rules and lines, each found once, however often it is named.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bailiwick_engine::permission::Line;
use bailiwick_engine::show::{Source, source_of};
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::{LineIndex, Span};

use crate::output::prefix::Prefix;

/// The places that an output has named, and how their paths are printed.
#[derive(Debug)]
pub struct Places<'p> {
    prefix: &'p Prefix,
    rules: BTreeMap<(FilePath, Span), Source>,
    lines: BTreeMap<FilePath, LineIndex>,
}

impl<'p> Places<'p> {
    /// None yet.
    #[must_use]
    pub const fn new(prefix: &'p Prefix) -> Self {
        Self { prefix, rules: BTreeMap::new(), lines: BTreeMap::new() }
    }

    /// How paths are printed.
    #[must_use]
    pub const fn prefix(&self) -> &'p Prefix {
        self.prefix
    }

    /// The place of a rule.
    pub fn of(&mut self, line: &Line<'_>) -> &Source {
        let (item, span) = (line.item(), line.member.span);
        match self.rules.entry((item.path().clone(), span)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(source_of(item, span)),
        }
    }

    /// The line, from 1, in which a span of a node's file begins.
    pub fn line(&mut self, item: Item<'_>, span: Span) -> u32 {
        let text = item.document().text();
        let index = self.lines.entry(item.path().clone());
        index.or_insert_with(|| LineIndex::new(text)).line_at(span.start)
    }
}
