//! A node of the tree, and the walk over its entries and children.

use std::borrow::Cow;

use super::entry::{Entry, Name};
use super::tree::{NONE, NodeRecord, Tree};
use crate::span::Span;

/// The number of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// The id of a number.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(super::character::offset(index))
    }

    /// The number: from 0 in the order of the text, below `Tree::node_count`.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node: a name, entries, and perhaps children.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: NodeId,
}

/// What stands where an id belongs to no node.
static NO_NODE: NodeRecord = NodeRecord {
    annotation: NONE,
    name: NONE,
    last: NONE,
    first_entry: 0,
    end_entry: 0,
    parent: NONE,
    end_node: 0,
    open: NONE,
    close: NONE,
    dead: true,
    broken: true,
};

impl<'t> Node<'t> {
    pub(super) const fn new(tree: &'t Tree, id: NodeId) -> Self {
        Self { tree, id }
    }

    fn record(self) -> &'t NodeRecord {
        self.tree.arena.nodes.get(self.id.index()).unwrap_or(&NO_NODE)
    }

    /// Its number in the tree.
    #[must_use]
    pub const fn id(self) -> NodeId {
        self.id
    }

    /// Its name, escapes resolved; empty where a slip left none.
    #[must_use]
    pub fn name(self) -> Cow<'t, str> {
        Name::new(self.tree, self.record().name).text()
    }

    /// The bytes of its name, with quotes.
    #[must_use]
    pub fn name_span(self) -> Span {
        self.tree.token_span(self.record().name)
    }

    /// The bytes from its annotation or name to the end of its entries or children block, without the line end.
    #[must_use]
    pub fn span(self) -> Span {
        let record = self.record();
        let first = if record.annotation == NONE { record.name } else { record.annotation };
        self.tree.token_range(first, record.last)
    }

    /// The bytes of its annotation, name and entries.
    #[must_use]
    pub fn header_span(self) -> Span {
        let record = self.record();
        let last = self.entries().last().map_or(self.name_span(), Entry::span);
        let first = if record.annotation == NONE { record.name } else { record.annotation };
        self.tree.token_span(first).to(last)
    }

    /// Its type annotation.
    #[must_use]
    pub fn annotation(self) -> Option<Name<'t>> {
        Name::annotation(self.tree, self.record().annotation)
    }

    /// Its arguments and properties in order, without those left out by `/-`.
    pub fn entries(self) -> impl Iterator<Item = Entry<'t>> {
        let record = self.record();
        (record.first_entry..record.end_entry)
            .map(move |index| Entry::new(self.tree, index))
            .filter(|entry| entry.is_live())
    }

    /// Whether it has a children block, be it empty.
    #[must_use]
    pub fn has_block(self) -> bool {
        self.record().open != NONE
    }

    /// The bytes of its children block with both braces.
    #[must_use]
    pub fn block_span(self) -> Option<Span> {
        let record = self.record();
        match (record.open, record.close) {
            (NONE, _) => None,
            (open, NONE) => Some(self.tree.token_range(open, record.last)),
            (open, close) => Some(self.tree.token_range(open, close)),
        }
    }

    /// Its children in order, without those left out by `/-`.
    pub fn children(self) -> impl Iterator<Item = Node<'t>> {
        Siblings::new(self.tree, self.id.index() + 1, self.record().end_node as usize)
            .filter(|node| node.is_live())
    }

    /// The node that it is a child of.
    #[must_use]
    pub fn parent(self) -> Option<Node<'t>> {
        let parent = self.record().parent;
        (parent != NONE).then(|| Self::new(self.tree, NodeId(parent)))
    }

    /// Whether a syntax error lies in its annotation, name or entries, or around its braces.
    #[must_use]
    pub fn is_broken(self) -> bool {
        self.record().broken
    }

    /// Whether neither it nor the children block around it is left out by `/-`.
    #[must_use]
    pub fn is_live(self) -> bool {
        !self.record().dead
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Node({} {:?})", self.id.0, self.name())
    }
}

/// Nodes that follow each other on one level, those left out included.
pub(super) struct Siblings<'t> {
    tree: &'t Tree,
    next: usize,
    end: usize,
}

impl<'t> Siblings<'t> {
    pub(super) const fn new(tree: &'t Tree, next: usize, end: usize) -> Self {
        Self { tree, next, end }
    }
}

impl<'t> Iterator for Siblings<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if self.next >= self.end {
            return None;
        }
        let record = self.tree.arena.nodes.get(self.next)?;
        let id = NodeId::new(self.next);
        self.next = (record.end_node as usize).max(self.next + 1);
        Some(Node::new(self.tree, id))
    }
}
