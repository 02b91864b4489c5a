//! Where in a text something is being written: in which block, in which node, and in place of which word.

use bailiwick_schema::document::Layering;
use bailiwick_schema::span::Span;
use bailiwick_schema::syntax::{TokenKind, Tree};
use bailiwick_schema::vocabulary::{Kind, NodeSpec, ValueKind, child_named};

use super::outline::{Entry, Outline, Reader, Written};

/// A place in a text.
#[derive(Debug)]
pub(super) struct Cursor<'t> {
    outline: Outline<'t>,
    offset: u32,
    /// The node in whose block it lies; none at the top.
    block: Option<usize>,
    pub(super) place: Place,
    /// The word that is being written; empty between words.
    pub(super) word: Span,
}

/// What may be written at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing that is known.
    Nothing,
    /// The name of a node, behind an annotation of this meaning.
    Name(Layering),
    /// The annotation of a node.
    Annotation,
    /// An argument or a property's key of this node.
    Entry(usize),
    /// A key whose `=` is there.
    Key(usize),
    /// The value of this node's last property before the place.
    PropertyValue(usize),
}

impl<'t> Cursor<'t> {
    pub(super) fn new(tree: &'t Tree, offset: u32) -> Self {
        let mut reader = Reader::new(tree);
        let mut found = None;
        let mut closed_at = None;
        for (kind, span) in tree.tokens() {
            if found.is_none() && (span.start >= offset || is_within(tree, kind, span, offset)) {
                found = Some(Self::here(&reader, kind, span, offset, closed_at));
            }
            reader.token(kind, span);
            closed_at = (kind.is_text() && kind != TokenKind::Identifier).then_some(span.end);
        }
        let (block, place, word) = found.unwrap_or_else(|| {
            Self::here(&reader, TokenKind::End, Span::at(offset), offset, closed_at)
        });
        let mut cursor = Self { outline: reader.outline, offset, block, place, word };
        if let Place::Entry(node) = cursor.place
            && cursor.is_at_key(node)
        {
            cursor.place = Place::Key(node);
        }
        cursor
    }

    /// The place in front of or within a token, after all before it was read.
    fn here(
        reader: &Reader<'t>,
        kind: TokenKind,
        span: Span,
        offset: u32,
        closed_at: Option<u32>,
    ) -> (Option<usize>, Place, Span) {
        let is_within = span.start < offset;
        let word = match kind {
            _ if !is_within => Span::at(offset),
            // What stands behind a missing quote may be anything.
            TokenKind::QuotedString | TokenKind::RawString if span.end <= offset => {
                Span::new(span.start, offset)
            }
            _ => span,
        };
        let hidden = is_within
            && matches!(
                kind,
                TokenKind::LineComment
                    | TokenKind::BlockComment
                    | TokenKind::MultiLineString
                    | TokenKind::MultiLineRawString
            );
        let place = if hidden || reader.is_done || (!is_within && closed_at == Some(offset)) {
            Place::Nothing
        } else if let Some(node) = reader.node {
            match (reader.in_annotation, reader.awaits_value) {
                (true, _) => Place::Nothing,
                (false, true) => Place::PropertyValue(node),
                (false, false) => Place::Entry(node),
            }
        } else if reader.in_annotation {
            Place::Annotation
        } else {
            Place::Name(match reader.annotation {
                Some("replace") => Layering::Replace,
                Some("remove") => Layering::Remove,
                _ => Layering::Merge,
            })
        };
        (reader.block(), place, word)
    }

    /// Whether the word at the place is the key of a property.
    fn is_at_key(&self, node: usize) -> bool {
        let entries = self.outline.nodes.get(node).into_iter().flat_map(|node| &node.entries);
        let mut keys = entries.filter_map(|entry| entry.key);
        keys.any(|(_, span)| span == self.word)
    }

    /// The row of the node in whose block the place lies; none at the top.
    ///
    /// # Errors
    ///
    /// Where it stands in a node that has no row.
    pub(super) fn parent(&self) -> Result<Option<&'static NodeSpec>, NoRow> {
        self.block.map(|node| self.spec(node).ok_or(NoRow)).transpose()
    }

    /// The row of a node.
    pub(super) fn spec(&self, node: usize) -> Option<&'static NodeSpec> {
        let mut names = Vec::new();
        let mut at = Some(node);
        while let Some(node) = at.and_then(|at| self.outline.nodes.get(at)) {
            names.push(node.name);
            at = node.parent;
        }
        let mut names = names.into_iter().rev();
        let top = child_named(None, names.next()?)?;
        names.try_fold(top, |parent, name| child_named(Some(parent), name))
    }

    /// The nodes around the place, innermost first.
    pub(super) fn around(&self) -> impl Iterator<Item = (usize, &Written<'t>)> {
        let node = match self.place {
            Place::Entry(node) | Place::Key(node) | Place::PropertyValue(node) => Some(node),
            Place::Nothing | Place::Name(_) | Place::Annotation => self.block,
        };
        std::iter::successors(node, |node| self.outline.nodes.get(*node)?.parent)
            .filter_map(|node| Some((node, self.outline.nodes.get(node)?)))
    }

    /// The other nodes of the block in which the place lies.
    pub(super) fn siblings(&self) -> impl Iterator<Item = &Written<'t>> {
        let own = match self.place {
            Place::Entry(node) | Place::Key(node) | Place::PropertyValue(node) => Some(node),
            Place::Nothing | Place::Name(_) | Place::Annotation => None,
        };
        let nodes = self.outline.nodes.iter().enumerate();
        nodes
            .filter(move |(index, node)| {
                node.parent == self.block
                    && !node.is_left_out
                    && Some(*index) != own
                    && (self.word.is_empty() || node.name_span != self.word)
            })
            .map(|(_, node)| node)
    }

    /// The other nodes of the block with the name and the annotation of a node.
    pub(super) fn alike(&self, node: usize) -> impl Iterator<Item = &Written<'t>> {
        let own = self.outline.nodes.get(node).map(|own| (own.name, own.layering));
        self.siblings().filter(move |other| Some((other.name, other.layering)) == own)
    }

    /// What the nodes around the place declare, innermost first.
    pub(super) fn declarations(&self) -> impl Iterator<Item = (Kind, &'t str)> {
        self.around().filter_map(|(index, node)| {
            let ValueKind::Name(kind) = self.spec(index)?.arguments.first()?.value else {
                return None;
            };
            Some((kind, node.key()?))
        })
    }

    /// The entries of a node without the one that is being written.
    pub(super) fn entries(&self, node: usize) -> impl Iterator<Item = &Entry<'t>> {
        let entries = self.outline.nodes.get(node).into_iter().flat_map(|node| &node.entries);
        entries.filter(|entry| {
            let is_being_written = entry.span.start < self.offset && self.offset <= entry.span.end;
            !entry.is_left_out && !is_being_written
        })
    }

    /// How many arguments of a node stand before the place.
    pub(super) fn arguments_before(&self, node: usize) -> usize {
        let arguments = self.entries(node).filter(|entry| entry.key.is_none());
        arguments.filter(|entry| entry.span.end <= self.offset).count()
    }

    /// The key of the property whose value is being written.
    pub(super) fn key(&self, node: usize) -> Option<&'t str> {
        let entries = &self.outline.nodes.get(node)?.entries;
        let mut before = entries.iter().rev().filter(|entry| entry.span.start < self.offset);
        before.next()?.key.map(|(key, _)| key)
    }
}

/// A node that the vocabulary does not know.
#[derive(Debug, Clone, Copy)]
pub(super) struct NoRow;

/// Whether an offset lies in a word or a comment, so that what is written there goes on with it.
fn is_within(tree: &Tree, kind: TokenKind, span: Span, offset: u32) -> bool {
    if span.start >= offset || offset > span.end {
        return false;
    }
    let is_before_end = offset < span.end;
    let written = span.text(tree.text());
    match kind {
        TokenKind::Identifier
        | TokenKind::Number
        | TokenKind::Keyword
        | TokenKind::Unknown
        | TokenKind::LineComment => true,
        TokenKind::QuotedString | TokenKind::RawString => is_before_end || !is_closed(written),
        TokenKind::BlockComment | TokenKind::MultiLineString | TokenKind::MultiLineRawString => {
            is_before_end
        }
        _ => false,
    }
}

/// Whether a text on one line has its closing quote.
fn is_closed(written: &str) -> bool {
    let body = written.trim_start_matches('#');
    let hashes = written.len() - body.len();
    let Some(body) = body.strip_prefix('"') else { return true };
    let inner = body.trim_end_matches('#');
    let Some(inner) = inner.strip_suffix('"') else { return false };
    if hashes > 0 {
        return body.len() - inner.len() == hashes + 1;
    }
    let backslashes = inner.len() - inner.trim_end_matches('\\').len();
    body.len() - inner.len() == 1 && backslashes % 2 == 0
}
