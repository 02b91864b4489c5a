//! The canonical layout of a file: four spaces a level, one node a line, comments where they were.
//!
//! Works on the tokens of a sound text, so that numbers, texts and comments stay as they are written.

mod block;
mod header;
mod order;
#[cfg(test)]
mod tests;

use crate::rule::Severity;
use crate::span::Span;
use crate::syntax::{NodeId, Parsed, TokenKind, Tree};
use crate::vocabulary::child_named;
use block::Block;
use header::Header;

/// How wide a children block on one line may make its line, in characters.
const WIDTH: usize = 100;

/// The text in canonical layout; none where it has syntax errors.
///
/// Formatting twice is formatting once. Nodes move only within a run of children of a known node that have a fixed
/// order, and never across a blank line, a comment on a line of its own or an unknown node.
#[must_use]
pub fn format(parsed: &Parsed) -> Option<String> {
    let sound = parsed.diagnostics.iter().all(|finding| finding.severity < Severity::Error);
    if !sound || parsed.unlisted > 0 {
        return None;
    }
    Some(Formatter::new(&parsed.tree).run())
}

/// Walks the tokens once; what is open stands on two stacks.
struct Formatter<'t> {
    tree: &'t Tree,
    tokens: Vec<(TokenKind, Span)>,
    at: usize,
    next_node: usize,
    /// The blocks around the current token, the document first.
    blocks: Vec<Block>,
    /// The nodes that these blocks belong to, and the node whose header is being read.
    headers: Vec<Header>,
}

/// What a step leaves to be read next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Nodes, and the end of their block.
    Nodes,
    /// The rest of a node.
    Header,
    /// Nothing.
    Done,
}

impl<'t> Formatter<'t> {
    fn new(tree: &'t Tree) -> Self {
        Self {
            tree,
            tokens: tree.tokens().collect(),
            at: 0,
            next_node: 0,
            blocks: vec![Block::document()],
            headers: Vec::new(),
        }
    }

    fn run(mut self) -> String {
        let mut mode = Mode::Nodes;
        while mode != Mode::Done {
            mode = match mode {
                Mode::Header => self.header_step(),
                _ => self.nodes_step(),
            };
        }
        self.blocks.pop().map(Block::lines).unwrap_or_default()
    }

    /// Reads one token where nodes may stand.
    fn nodes_step(&mut self) -> Mode {
        let kind = self.kind(self.at);
        let Some(block) = self.blocks.last_mut() else { return Mode::Done };
        match kind {
            TokenKind::End => return Mode::Done,
            TokenKind::Newline => block.newline(),
            TokenKind::Backslash => {
                block.escaped_newline();
                self.skip_escaped_newline();
            }
            TokenKind::LineComment | TokenKind::BlockComment => self.comment(kind),
            TokenKind::Space | TokenKind::Semicolon | TokenKind::ByteOrderMark => {}
            TokenKind::CloseBrace => {
                self.at += 1;
                return self.close_block();
            }
            _ => {
                self.start_node();
                return Mode::Header;
            }
        }
        self.at += 1;
        Mode::Nodes
    }

    /// Reads one token of a node behind its first one.
    fn header_step(&mut self) -> Mode {
        let (kind, text) = (self.kind(self.at), self.text(self.at));
        let Some(header) = self.headers.last_mut() else { return Mode::Nodes };
        if !header.takes(kind) {
            return self.end_node();
        }
        self.at += 1;
        if kind == TokenKind::OpenBrace {
            header.open_brace();
            let (depth, spec) = (self.blocks.len(), header.spec);
            self.blocks.push(Block::new(depth, spec));
            return Mode::Nodes;
        }
        header.token(kind, &text);
        Mode::Header
    }

    fn start_node(&mut self) {
        let name = self.tree.node(NodeId::new(self.next_node)).name();
        self.next_node += 1;
        let depth = self.blocks.len() - 1;
        let Some(block) = self.blocks.last_mut() else { return };
        let known = depth == 0 || block.spec.is_some();
        let spec = if known { child_named(block.spec, &name) } else { None };
        let prefix = std::mem::take(&mut block.prefix);
        self.headers.push(Header::new(prefix, depth, spec, block.blank_before_next()));
    }

    fn end_node(&mut self) -> Mode {
        if let (Some(header), Some(block)) = (self.headers.pop(), self.blocks.last_mut()) {
            block.push(header.end());
        }
        Mode::Nodes
    }

    fn close_block(&mut self) -> Mode {
        if let (Some(block), Some(header)) = (self.blocks.pop(), self.headers.last_mut()) {
            let width = WIDTH.saturating_sub(header.width());
            header.close_brace(&block.body(width));
        }
        Mode::Header
    }

    /// Puts a comment between nodes where it belongs: before a node, behind one, or on a line of its own.
    fn comment(&mut self, kind: TokenKind) {
        let text = self.text(self.at);
        let before_node = kind == TokenKind::BlockComment && self.node_follows_on_line();
        let Some(block) = self.blocks.last_mut() else { return };
        if before_node {
            block.prefix += &text;
            block.prefix.push(' ');
        } else {
            block.comment(&text);
        }
    }

    /// Whether a node starts behind the current token on the same line, comments aside.
    fn node_follows_on_line(&self) -> bool {
        let mut at = self.at + 1;
        while matches!(self.kind(at), TokenKind::Space | TokenKind::BlockComment) {
            at += 1;
        }
        let kind = self.kind(at);
        kind.is_text() || matches!(kind, TokenKind::OpenParenthesis | TokenKind::Slashdash)
    }

    /// Moves before the line end that a backslash takes away; a comment before it is left to be read.
    fn skip_escaped_newline(&mut self) {
        let mut at = self.at + 1;
        while self.kind(at) == TokenKind::Space {
            at += 1;
        }
        if self.kind(at) == TokenKind::Newline {
            self.at = at;
        }
    }

    fn kind(&self, at: usize) -> TokenKind {
        self.tokens.get(at).map_or(TokenKind::End, |token| token.0)
    }

    /// A token as it is to be printed: LF line ends, no space behind a line comment.
    fn text(&self, at: usize) -> String {
        let span = self.tokens.get(at).map(|token| token.1).unwrap_or_default();
        let text = span.text(self.tree.text());
        let text = if self.kind(at) == TokenKind::LineComment { text.trim_end() } else { text };
        if text.contains('\r') {
            return text.replace("\r\n", "\n").replace('\r', "\n");
        }
        text.to_owned()
    }
}
