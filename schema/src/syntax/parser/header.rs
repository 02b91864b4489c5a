//! The header of a node: its entries up to the node's end or children block.

use super::block::Opened;
use super::{Liveness, Parser};
use crate::span::Span;
use crate::syntax::rules;
use crate::syntax::token::{Token, TokenFlags, TokenKind};

/// What may still come in a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Arguments, properties, children blocks.
    Entries,
    /// Children blocks only: one was left out by `/-`.
    Blocks,
    /// Only children blocks that are left out: it has its block.
    End,
}

impl Parser<'_> {
    /// Reads on in a node until it ends or a children block opens.
    ///
    /// Where a text in it is unclosed, that is the one finding: the others are what the text leaves behind.
    pub(super) fn header(&mut self, id: u32, phase: Phase) {
        let (first, mark) = (self.at, self.findings.mark());
        self.entries(id, phase);
        let tokens = self.tokens.get(first as usize..self.at as usize).unwrap_or_default();
        let is_unclosed = |token: &Token| {
            token.kind == TokenKind::QuotedString && token.flags.has(TokenFlags::OVER_LINES)
        };
        if tokens.iter().any(is_unclosed) {
            self.findings.forget(mark);
        }
    }

    fn entries(&mut self, id: u32, phase: Phase) {
        self.in_list = false;
        let mut phase = phase;
        let mut spaced = false;
        loop {
            match self.kind() {
                TokenKind::Space | TokenKind::BlockComment => {
                    spaced = true;
                    self.at += 1;
                    continue;
                }
                TokenKind::Newline | TokenKind::Semicolon => {
                    self.at += 1;
                    return;
                }
                TokenKind::LineComment | TokenKind::End | TokenKind::CloseBrace => return,
                TokenKind::Backslash if self.skip_continuation() => {
                    spaced = true;
                    continue;
                }
                TokenKind::OpenBrace => match self.open_block(id, phase, Liveness::Live) {
                    Opened::Block => return,
                    Opened::Skipped => phase = Phase::End,
                },
                TokenKind::Slashdash => match self.slashdash_in_node(id, phase) {
                    Opened::Block => return,
                    Opened::Skipped => {}
                },
                kind if starts_entry(kind) => {
                    if phase == Phase::End {
                        let span = self.span(self.at);
                        self.findings.add(|source| rules::missing_node_end::report(source, span));
                        return;
                    }
                    self.spaced_entry(id, phase, spaced);
                }
                kind => {
                    self.misplaced(id, kind);
                    spaced = kind == TokenKind::Equals;
                    continue;
                }
            }
            spaced = false;
        }
    }

    fn spaced_entry(&mut self, id: u32, phase: Phase, spaced: bool) {
        let span = self.span(self.at);
        if self.is_list_mark(span) {
            self.mark_broken(id);
            self.set_last(id, self.at);
            self.at += 1;
            return;
        }
        if phase == Phase::Blocks {
            self.mark_broken(id);
            self.findings.add(|source| rules::entry_after_children::report(source, span));
        } else if !spaced && !self.in_list {
            self.mark_broken(id);
            self.touching(id, span);
            if self.findings.text(span) == "," {
                self.set_last(id, self.at);
                self.at += 1;
                return;
            }
        }
        self.entry(id, phase, Liveness::Live);
    }

    /// Whether a token is a part of how other languages write a list, which is reported as a whole.
    fn is_list_mark(&mut self, span: Span) -> bool {
        if self.kind() != TokenKind::Identifier {
            return false;
        }
        let written = self.findings.text(span);
        let opens = written.starts_with('[');
        let is_mark = opens || (self.in_list && written.ends_with([',', ']']));
        if is_mark {
            self.in_list = !written.ends_with(']');
        }
        is_mark
    }

    /// Reports an entry that touches the one before it; once in a node where quotes stand inside a text.
    fn touching(&mut self, id: u32, span: Span) {
        let before = self.at.saturating_sub(1);
        let is_quoted = |kind| matches!(kind, TokenKind::QuotedString);
        let plain = |at: u32| {
            is_quoted(self.kind_at(at))
                && !self.findings.text(self.span(at)).contains(char::is_whitespace)
        };
        let quotes = is_quoted(self.kind_at(before)) || is_quoted(self.kind());
        // Lists as other languages write them have a message of their own.
        let is_list = |at: u32| matches!(self.findings.text(self.span(at)), "," | "[" | "]");
        let is_apart = (plain(before) && plain(self.at)) || is_list(before) || is_list(self.at);
        if !quotes || is_apart {
            self.findings.add(|source| rules::missing_space::report(source, span));
        } else if self.torn != id {
            self.torn = id;
            self.findings.add(|source| rules::missing_space::report_quotes(source, span));
        }
    }

    /// Reports what can stand nowhere in a node, and moves over it.
    fn misplaced(&mut self, id: u32, kind: TokenKind) {
        self.mark_broken(id);
        if kind != TokenKind::Equals {
            self.unexpected();
            return;
        }
        self.set_last(id, self.at);
        let value = self.after_node_space(self.at + 1);
        let (span, with_space) =
            (self.span(self.at), Span::new(self.start(self.at), self.start(value)));
        self.at = value;
        self.findings.add(|source| rules::missing_property_key::report(source, span, with_space));
    }
}

/// Whether an argument or property can begin with a token.
pub(super) const fn starts_entry(kind: TokenKind) -> bool {
    kind.is_text()
        || matches!(kind, TokenKind::Number | TokenKind::Keyword | TokenKind::OpenParenthesis)
}
