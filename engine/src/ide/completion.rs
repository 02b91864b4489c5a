//! What may be written at a place of a text: nodes, properties, words and names, all from the vocabulary's rows.

mod entry;
mod name;
#[cfg(test)]
mod tests;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use bailiwick_schema::syntax::Tree;

use super::cursor::{Cursor, Place};
use crate::fleet::Fleet;

/// What may be written at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes that a candidate replaces: the word that is being written, or none.
    pub replaces: Span,
    /// The candidates: nodes in the vocabulary's order, arguments before properties, names sorted.
    pub candidates: Vec<Candidate>,
}

/// Something that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What it is.
    pub kind: CandidateKind,
    /// The word that it is chosen by.
    pub label: String,
    /// The text that is written, with its quotes.
    pub text: String,
    /// What it means, in one sentence without a full stop.
    pub summary: String,
}

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CandidateKind {
    /// A node.
    Node,
    /// The annotation of a node: `replace` or `remove`.
    Annotation,
    /// The key of a property.
    Property,
    /// One of the words or values that may stand here.
    Value,
    /// A name that is declared somewhere.
    Name,
}

/// What may be written at an offset of a file's text, be it whole or broken.
///
/// Names are those of `fleet`. Candidates are not picked by what is written of the word so far: that is the caller's.
#[must_use]
pub fn complete(fleet: &Fleet, path: &FilePath, tree: &Tree, offset: u32) -> Completion {
    let offset = tree.text().floor_char_boundary(offset as usize);
    let cursor = Cursor::new(tree, u32::try_from(offset).unwrap_or(u32::MAX));
    let candidates = match cursor.place {
        Place::Nothing => Vec::new(),
        Place::Name(layering) => name::nodes(&cursor, path, layering),
        Place::Annotation => name::annotations(&cursor),
        Place::Entry(node) => entry::entries(&cursor, fleet, node),
        Place::Key(node) => entry::keys(&cursor, node),
        Place::PropertyValue(node) => entry::property_values(&cursor, fleet, node),
    };
    Completion { replaces: cursor.word, candidates }
}

impl Candidate {
    fn new(kind: CandidateKind, label: &str, text: String, summary: &str) -> Self {
        Self { kind, label: label.to_owned(), text, summary: summary.to_owned() }
    }
}
