//! The nodes of a text that is being written, made of its tokens alone: a node counts from its name on, closed or not.

use bailiwick_schema::document::Layering;
use bailiwick_schema::span::Span;
use bailiwick_schema::syntax::{TokenKind, Tree};

/// The nodes of a text, each after the one that it stands in.
#[derive(Debug, Default)]
pub(super) struct Outline<'t> {
    pub(super) nodes: Vec<Written<'t>>,
}

/// A node, as far as it is written.
#[derive(Debug)]
pub(super) struct Written<'t> {
    /// The node in whose block it stands.
    pub(super) parent: Option<usize>,
    pub(super) layering: Layering,
    pub(super) name: &'t str,
    pub(super) name_span: Span,
    pub(super) entries: Vec<Entry<'t>>,
    /// Left out by `/-`.
    pub(super) is_left_out: bool,
}

impl<'t> Written<'t> {
    /// Its first argument.
    pub(super) fn key(&self) -> Option<&'t str> {
        let mut arguments = self.entries.iter().filter(|entry| entry.key.is_none());
        arguments.find(|entry| !entry.is_left_out).map(|entry| entry.value)
    }
}

/// An argument, or a property where it has a key.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    /// The key, and where it stands.
    pub(super) key: Option<(&'t str, Span)>,
    /// The value, without quotes; empty where it is not written yet.
    pub(super) value: &'t str,
    pub(super) span: Span,
    /// Left out by `/-`.
    pub(super) is_left_out: bool,
}

/// What has been read of a text up to a token.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    pub(super) outline: Outline<'t>,
    /// The nodes whose blocks are open.
    open: Vec<usize>,
    /// The node whose entries are being read.
    pub(super) node: Option<usize>,
    /// The block of `node` is closed: nothing but a line end may follow.
    pub(super) is_done: bool,
    /// A key and its `=` stand at the end of the entries.
    pub(super) awaits_value: bool,
    pub(super) in_annotation: bool,
    /// The annotation in front of a node that has no name yet.
    pub(super) annotation: Option<&'t str>,
    is_left_out: bool,
    goes_on: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        Self {
            text: tree.text(),
            outline: Outline::default(),
            open: Vec::new(),
            node: None,
            is_done: false,
            awaits_value: false,
            in_annotation: false,
            annotation: None,
            is_left_out: false,
            goes_on: false,
        }
    }

    /// The node whose block is being read; none at the top.
    pub(super) fn block(&self) -> Option<usize> {
        self.open.last().copied()
    }

    pub(super) fn token(&mut self, kind: TokenKind, span: Span) {
        match kind {
            TokenKind::Newline if self.goes_on => self.goes_on = false,
            TokenKind::Newline | TokenKind::Semicolon => self.end_node(),
            TokenKind::Backslash => self.goes_on = true,
            TokenKind::Slashdash => self.is_left_out = true,
            TokenKind::OpenParenthesis => self.in_annotation = true,
            TokenKind::CloseParenthesis => self.in_annotation = false,
            TokenKind::OpenBrace => self.open_block(span),
            TokenKind::CloseBrace => {
                self.end_node();
                self.node = self.open.pop();
                self.is_done = self.node.is_some();
            }
            TokenKind::Equals => self.equals(span),
            TokenKind::Number | TokenKind::Keyword => self.word(kind, span),
            kind if kind.is_text() => self.word(kind, span),
            _ => {}
        }
    }

    fn end_node(&mut self) {
        self.node = None;
        self.is_done = false;
        self.awaits_value = false;
        self.in_annotation = false;
        self.annotation = None;
        self.is_left_out = false;
    }

    fn open_block(&mut self, span: Span) {
        let node = match self.node {
            Some(node) => node,
            // A block that belongs to no node hides what stands in it.
            None => self.push_node("", Span::at(span.start)),
        };
        self.open.push(node);
        self.end_node();
    }

    fn push_node(&mut self, name: &'t str, name_span: Span) -> usize {
        let layering = match self.annotation.take() {
            Some("replace") => Layering::Replace,
            Some("remove") => Layering::Remove,
            _ => Layering::Merge,
        };
        self.outline.nodes.push(Written {
            parent: self.block(),
            layering,
            name,
            name_span,
            entries: Vec::new(),
            is_left_out: std::mem::take(&mut self.is_left_out),
        });
        self.outline.nodes.len() - 1
    }

    fn entries(&mut self) -> Option<&mut Vec<Entry<'t>>> {
        Some(&mut self.outline.nodes.get_mut(self.node?)?.entries)
    }

    fn equals(&mut self, span: Span) {
        let Some(entry) = self.entries().and_then(|entries| entries.last_mut()) else { return };
        if entry.key.is_none() {
            entry.key = Some((entry.value, entry.span));
            entry.value = "";
            entry.span = entry.span.to(span);
            self.awaits_value = true;
        }
    }

    fn word(&mut self, kind: TokenKind, span: Span) {
        let text = unquoted(kind, span.text(self.text));
        if self.in_annotation {
            if self.node.is_none() {
                self.annotation = Some(text);
            }
            return;
        }
        if self.is_done {
            return;
        }
        if self.node.is_none() {
            self.node = Some(self.push_node(text, span));
            return;
        }
        if std::mem::take(&mut self.awaits_value) {
            if let Some(entry) = self.entries().and_then(|entries| entries.last_mut()) {
                entry.value = text;
                entry.span = entry.span.to(span);
            }
            return;
        }
        let is_left_out = std::mem::take(&mut self.is_left_out);
        if let Some(entries) = self.entries() {
            entries.push(Entry { key: None, value: text, span, is_left_out });
        }
    }
}

/// A text without its quotes; escapes stay as written.
fn unquoted(kind: TokenKind, written: &str) -> &str {
    match kind {
        TokenKind::QuotedString => {
            let inner = written.strip_prefix('"').unwrap_or(written);
            inner.strip_suffix('"').unwrap_or(inner)
        }
        TokenKind::RawString => written.trim_matches('#').trim_matches('"'),
        _ => written,
    }
}
