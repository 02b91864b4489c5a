//! The tree of a text: its tokens, and nodes and entries that point into them.

use std::sync::Arc;

use super::node::{Node, NodeId, Siblings};
use super::token::{Token, TokenKind};
use crate::span::Span;

/// No token, no node.
pub(super) const NONE: u32 = u32::MAX;

/// A text with its tokens and nodes; cheap to clone, and whole: no byte of the text is lost.
#[derive(Debug, Clone)]
pub struct Tree {
    pub(super) text: Arc<str>,
    pub(super) arena: Arc<Arena>,
}

/// What the parser found.
#[derive(Debug, Default)]
pub(super) struct Arena {
    /// INVARIANT: sorted by start without gaps; the last one is `End`.
    pub(super) tokens: Vec<Token>,
    /// Indices of the comment tokens.
    pub(super) comments: Vec<u32>,
    /// INVARIANT: in the order of the text, each node before its children.
    pub(super) nodes: Vec<NodeRecord>,
    /// INVARIANT: in the order of the text, those of a node side by side.
    pub(super) entries: Vec<EntryRecord>,
}

/// A node; all numbers but those of nodes and entries are tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct NodeRecord {
    /// The opening parenthesis.
    pub(super) annotation: u32,
    pub(super) name: u32,
    /// Its last token.
    pub(super) last: u32,
    pub(super) first_entry: u32,
    pub(super) end_entry: u32,
    pub(super) parent: u32,
    /// The node behind its last descendant.
    pub(super) end_node: u32,
    pub(super) open: u32,
    pub(super) close: u32,
    /// It, or the children block that it stands in, is left out by `/-`.
    pub(super) dead: bool,
    pub(super) broken: bool,
}

/// An argument or property; all numbers are tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct EntryRecord {
    pub(super) key: u32,
    /// The opening parenthesis.
    pub(super) annotation: u32,
    pub(super) value: u32,
    /// Left out by `/-`.
    pub(super) dead: bool,
}

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// Its bytes, with its marks and without the line end.
    pub span: Span,
    /// Which kind.
    pub kind: CommentKind,
}

/// The kinds of comments; `/-` is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentKind {
    /// `// …`.
    Line,
    /// `/* … */`.
    Block,
}

impl Tree {
    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    #[must_use]
    pub fn source(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// All tokens with their bytes; side by side they are the text.
    pub fn tokens(&self) -> impl Iterator<Item = (TokenKind, Span)> {
        let tokens = &self.arena.tokens;
        tokens
            .iter()
            .zip(tokens.iter().skip(1))
            .map(|(token, next)| (token.kind, Span::new(token.start, next.start)))
    }

    /// The nodes at the top that are not left out by `/-`.
    pub fn roots(&self) -> impl Iterator<Item = Node<'_>> {
        Siblings::new(self, 0, self.arena.nodes.len()).filter(|node| node.is_live())
    }

    /// All comments in the order of the text.
    pub fn comments(&self) -> impl Iterator<Item = Comment> {
        self.arena.comments.iter().map(|token| Comment {
            span: self.token_span(*token),
            kind: match self.token_kind(*token) {
                TokenKind::LineComment => CommentKind::Line,
                _ => CommentKind::Block,
            },
        })
    }

    /// The innermost node that the offset lies in or touches.
    #[must_use]
    pub fn node_at(&self, offset: u32) -> Option<Node<'_>> {
        let mut found = self.roots().filter(|node| node.span().touches(offset)).last()?;
        loop {
            match found.children().filter(|node| node.span().touches(offset)).last() {
                Some(child) => found = child,
                None => return Some(found),
            }
        }
    }

    /// The node of an id that this tree gave out.
    ///
    /// An id of another tree gives some node, or one without name and entries.
    #[must_use]
    pub const fn node(&self, id: NodeId) -> Node<'_> {
        Node::new(self, id)
    }

    /// How many nodes there are, those left out by `/-` included.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.arena.nodes.len()
    }

    /// How many arguments and how many properties there are, those left out by `/-` included.
    #[must_use]
    pub fn entry_counts(&self) -> (usize, usize) {
        let entries = &self.arena.entries;
        let keyed = entries.iter().filter(|entry| entry.key != NONE).count();
        (entries.len() - keyed, keyed)
    }

    pub(super) fn token(&self, index: u32) -> Option<Token> {
        self.arena.tokens.get(index as usize).copied()
    }

    pub(super) fn token_kind(&self, index: u32) -> TokenKind {
        self.token(index).map_or(TokenKind::End, |token| token.kind)
    }

    pub(super) fn token_span(&self, index: u32) -> Span {
        let (Some(token), Some(next)) = (self.token(index), self.token(index.saturating_add(1)))
        else {
            return Span::at(super::character::offset(self.text.len()));
        };
        Span::new(token.start, next.start)
    }

    /// The bytes from the start of one token to the end of another.
    pub(super) fn token_range(&self, first: u32, last: u32) -> Span {
        self.token_span(first).to(self.token_span(last))
    }
}
