//! Tokens to nodes, with a stack of open blocks instead of recursion.

mod annotation;
mod block;
mod entry;
mod header;
mod slashdash;
mod trivia;

use std::sync::Arc;

use super::findings::{Findings, Source};
use super::lexer::{Lexed, Lexer};
use super::limits::Limits;
use super::rules;
use super::token::{Token, TokenFlags, TokenKind};
use super::tree::{Arena, EntryRecord, NONE, NodeRecord, Tree};
use super::{Parsed, character::offset};
use crate::diagnostic::Diagnostic;
use crate::path::FilePath;
use crate::span::Span;
use block::Block;
use header::Phase;

/// Parses a text; see `syntax::parse`.
pub(super) fn parse(path: &FilePath, text: Arc<str>, limits: &Limits) -> Parsed {
    if text.len() > limits.bytes as usize {
        return refused(path, text, limits);
    }
    let source = Source { path, text: &text };
    let Lexed { tokens, comments, findings, unclosed_braces } = Lexer::new(source).run();
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        nodes: Vec::with_capacity(tokens.len() / 8 + 1),
        entries: Vec::with_capacity(tokens.len() / 4 + 1),
        blocks: Vec::new(),
        findings: Findings::new(source),
        limits,
        unclosed_braces,
        in_list: false,
        torn: NONE,
    };
    parser.document();
    let Parser { nodes, entries, findings: parser_findings, .. } = parser;
    let (diagnostics, unlisted) = findings.merge(parser_findings);
    let arena = Arena { tokens, comments, nodes, entries };
    Parsed { tree: Tree { text, arena: Arc::new(arena) }, diagnostics, unlisted }
}

/// A text that is too large to be read: one token, no node.
fn refused(path: &FilePath, text: Arc<str>, limits: &Limits) -> Parsed {
    let finding: Diagnostic =
        rules::file_too_large::report(&Source { path, text: &text }, limits.bytes);
    let token = |start, kind| Token { start, kind, flags: TokenFlags::BROKEN };
    let tokens = vec![token(0, TokenKind::Unknown), token(offset(text.len()), TokenKind::End)];
    let arena = Arena { tokens, ..Arena::default() };
    Parsed { tree: Tree { text, arena: Arc::new(arena) }, diagnostics: vec![finding], unlisted: 0 }
}

/// Walks the tokens once.
struct Parser<'a> {
    tokens: &'a [Token],
    at: u32,
    nodes: Vec<NodeRecord>,
    entries: Vec<EntryRecord>,
    blocks: Vec<Block>,
    findings: Findings<'a>,
    limits: &'a Limits,
    /// How many more braces open than close, those aside that are already reported.
    unclosed_braces: i64,
    /// Behind a `[` of the current node that no `]` closes yet.
    in_list: bool,
    /// The last node in which quotes stand inside a text.
    torn: u32,
}

impl Parser<'_> {
    /// Reads what stands where nodes may stand: nodes, and the ends of blocks.
    fn document(&mut self) {
        loop {
            match self.kind() {
                TokenKind::End => break,
                TokenKind::Space
                | TokenKind::Newline
                | TokenKind::LineComment
                | TokenKind::BlockComment
                | TokenKind::ByteOrderMark => self.at += 1,
                TokenKind::Backslash => {
                    if !self.skip_continuation() {
                        self.unexpected();
                    }
                }
                TokenKind::Semicolon => {
                    let span = self.span(self.at);
                    self.findings.add(|source| rules::stray_semicolon::report(source, span));
                    self.at += 1;
                }
                TokenKind::CloseBrace => self.close_brace(),
                TokenKind::Slashdash => self.slashdash_before_node(),
                TokenKind::OpenBrace => self.brace_on_its_own_line(),
                _ => self.node(Liveness::Live),
            }
        }
        self.close_all();
    }

    /// Reads a node from its annotation or name on; what cannot be a node becomes a broken one without a name.
    fn node(&mut self, liveness: Liveness) {
        if self.nodes.len() >= self.limits.nodes as usize {
            let span = self.span(self.at);
            let limit = self.limits.nodes;
            self.findings.add(|source| rules::too_many_nodes::report(source, span, limit));
            self.at = offset(self.tokens.len().saturating_sub(1));
            return;
        }
        self.close_by_indentation(TokenKind::Identifier);
        let id = offset(self.nodes.len());
        let block = self.blocks.last();
        let dead = liveness == Liveness::Dead || block.is_some_and(|block| block.dead);
        let entry = offset(self.entries.len());
        self.nodes.push(NodeRecord {
            annotation: NONE,
            name: self.at,
            last: self.at,
            first_entry: entry,
            end_entry: entry,
            parent: block.map_or(NONE, |block| block.node),
            end_node: id + 1,
            open: NONE,
            close: NONE,
            dead,
            broken: false,
        });
        if self.kind() == TokenKind::OpenParenthesis {
            self.annotate_node(id);
        }
        self.name_node(id);
        self.header(id, Phase::Entries);
    }

    /// Reads the name of a node.
    fn name_node(&mut self, id: u32) {
        let at = self.at;
        let kind = self.kind();
        if kind.is_text() {
            self.set_last(id, at);
            if let Some(node) = self.nodes.get_mut(id as usize) {
                node.name = at;
            }
            self.check_token(id, at);
            self.at += 1;
            return;
        }
        self.mark_broken(id);
        let span = self.span(at);
        match kind {
            TokenKind::Number | TokenKind::Keyword => {
                if !self.is_broken_token(at) {
                    self.findings.add(|source| rules::invalid_node_name::report(source, span));
                }
                self.set_last(id, at);
                if let Some(node) = self.nodes.get_mut(id as usize) {
                    node.name = at;
                }
                self.at += 1;
            }
            // What stands there is reported as a part of the header.
            TokenKind::Equals | TokenKind::CloseParenthesis | TokenKind::Unknown => {
                self.leave_out(id);
            }
            _ => {
                self.leave_out(id);
                self.findings.add(|source| rules::missing_node_name::report(source, span));
            }
        }
    }

    fn kind(&self) -> TokenKind {
        self.kind_at(self.at)
    }

    fn kind_at(&self, at: u32) -> TokenKind {
        self.tokens.get(at as usize).map_or(TokenKind::End, |token| token.kind)
    }

    fn start(&self, at: u32) -> u32 {
        let end = self.tokens.last().map_or(0, |token| token.start);
        self.tokens.get(at as usize).map_or(end, |token| token.start)
    }

    fn span(&self, at: u32) -> Span {
        Span::new(self.start(at), self.start(at + 1))
    }

    fn set_last(&mut self, id: u32, token: u32) {
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.last = node.last.max(token);
        }
    }

    fn mark_broken(&mut self, id: u32) {
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.broken = true;
        }
    }

    /// Marks a node as broken where the lexer found a slip in one of its tokens.
    fn check_token(&mut self, id: u32, at: u32) {
        if self.is_broken_token(at) {
            self.mark_broken(id);
        }
    }

    fn is_broken_token(&self, at: u32) -> bool {
        self.tokens.get(at as usize).is_some_and(|token| token.flags.has(TokenFlags::BROKEN))
    }

    /// Keeps a node without a name from those who read the tree.
    fn leave_out(&mut self, id: u32) {
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.dead = true;
        }
    }

    /// Reports a token that can stand nowhere near, and moves over it.
    fn unexpected(&mut self) {
        let span = self.span(self.at);
        let kind = self.kind();
        self.findings.add(|source| match kind {
            TokenKind::Backslash => rules::misplaced_line_continuation::report(source, span),
            _ => rules::unexpected_character::report(source, span),
        });
        self.at += 1;
    }
}

/// Whether `/-` leaves something out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Liveness {
    /// It counts.
    Live,
    /// It is left out.
    Dead,
}
