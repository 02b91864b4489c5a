//! Children blocks: how they open and close, and where a missing brace must have stood.

use super::header::Phase;
use super::{Liveness, Parser};
use crate::span::Span;
use crate::syntax::character::offset;
use crate::syntax::rules;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::NONE;

/// An open children block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) node: u32,
    /// What stands in it is left out by `/-`.
    pub(super) dead: bool,
    brace: u32,
    /// What may come in the node when the block is closed.
    resume: Phase,
}

/// What became of an opening brace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// A block: its nodes come next.
    Block,
    /// Nothing is open: the header goes on.
    Skipped,
}

impl Parser<'_> {
    /// Reads a brace where a node may stand: as the block of the node that ends on a line before, where there is one.
    pub(super) fn brace_on_its_own_line(&mut self) {
        self.close_by_indentation(TokenKind::OpenBrace);
        let Some((id, header)) = self.node_just_ended() else {
            self.node(Liveness::Live);
            return;
        };
        let brace = self.span(self.at);
        self.findings
            .add(|source| rules::missing_node_name::report_on_its_own_line(source, brace, header));
        if self.open_block(id, Phase::Entries, Liveness::Live) == Opened::Skipped {
            self.header(id, Phase::End);
        }
    }

    /// The last node of the open block, where it has a name, no block, and nothing but line ends and comments behind it.
    fn node_just_ended(&self) -> Option<(u32, Span)> {
        let id = offset(self.nodes.len()).checked_sub(1)?;
        let node = self.nodes.get(id as usize)?;
        let parent = self.blocks.last().map_or(NONE, |block| block.node);
        if node.parent != parent || node.open != NONE || !self.kind_at(node.name).is_text() {
            return None;
        }
        let between = node.last.checked_add(1)?..self.at;
        let is_free = between.clone().all(|at| {
            let kind = self.kind_at(at);
            kind.is_comment() || matches!(kind, TokenKind::Space | TokenKind::Newline)
        });
        let first = if node.annotation == NONE { node.name } else { node.annotation };
        let header = Span::new(self.start(first), self.span(node.last).end);
        (is_free && !between.is_empty()).then_some((id, header))
    }

    /// Opens the block at the current brace.
    pub(super) fn open_block(&mut self, id: u32, phase: Phase, liveness: Liveness) -> Opened {
        let brace = self.at;
        let second = phase == Phase::End && liveness == Liveness::Live;
        if second {
            let span = self.span(brace);
            self.mark_broken(id);
            self.findings.add(|source| rules::second_children_block::report(source, span));
        }
        let own = liveness == Liveness::Live && !second;
        self.set_last(id, brace);
        if own && let Some(node) = self.nodes.get_mut(id as usize) {
            node.open = brace;
        }
        if self.blocks.len() >= self.limits.depth as usize {
            self.skip_deep_block(id, own);
            return Opened::Skipped;
        }
        let resume = if own || phase == Phase::End { Phase::End } else { Phase::Blocks };
        let dead = !own || self.nodes.get(id as usize).is_some_and(|node| node.dead);
        self.blocks.push(Block { node: id, dead, brace, resume });
        self.at += 1;
        Opened::Block
    }

    /// Moves behind a block that is nested too deep.
    fn skip_deep_block(&mut self, id: u32, own: bool) {
        let brace = self.at;
        let span = self.span(brace);
        let limit = self.limits.depth;
        self.mark_broken(id);
        self.findings.add(|source| rules::nesting_too_deep::report(source, span, limit));
        let mut depth = 0_u32;
        loop {
            match self.kind() {
                TokenKind::OpenBrace => depth += 1,
                TokenKind::CloseBrace => depth -= 1,
                TokenKind::End => {
                    self.unclosed_braces -= i64::from(depth);
                    break;
                }
                _ => {}
            }
            self.set_last(id, self.at);
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        if own
            && depth == 0
            && let Some(node) = self.nodes.get_mut(id as usize)
        {
            node.close = node.last;
        }
    }

    /// Reads a closing brace where nodes may stand.
    pub(super) fn close_brace(&mut self) {
        self.close_by_indentation(TokenKind::CloseBrace);
        let brace = self.at;
        self.at += 1;
        let Some(block) = self.blocks.pop() else {
            self.unclosed_braces += 1;
            let span = self.span(brace);
            self.findings.add(|source| rules::unopened_block::report(source, span));
            return;
        };
        self.end_block(block, brace, brace);
        self.header(block.node, block.resume);
    }

    /// Ends a block: `close` is its brace or none, `last` the node's last token.
    fn end_block(&mut self, block: Block, close: u32, last: u32) {
        let end = offset(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(block.node as usize) {
            node.end_node = end;
            node.last = node.last.max(last);
            if node.open == block.brace {
                node.close = close;
            }
        }
    }

    /// Closes the blocks that are open at the end of the text.
    pub(super) fn close_all(&mut self) {
        while let Some(block) = self.blocks.pop() {
            self.end_unclosed(block);
        }
    }

    fn end_unclosed(&mut self, block: Block) {
        self.unclosed_braces -= 1;
        let span = self.span(block.brace);
        let name = self.nodes.get(block.node as usize).map_or(span, |node| self.span(node.name));
        let header = Span::new(name.start, span.start.max(name.end));
        self.findings.add(|source| rules::unclosed_block::report(source, span, header));
        self.mark_broken(block.node);
        self.end_block(block, NONE, self.last_before());
    }

    /// The last token before the current one that is no space, line end or `;`.
    fn last_before(&self) -> u32 {
        let mut at = self.at.saturating_sub(1);
        while at > 0
            && matches!(
                self.kind_at(at),
                TokenKind::Space | TokenKind::Newline | TokenKind::Semicolon | TokenKind::End
            )
        {
            at -= 1;
        }
        at
    }

    /// Closes blocks that must have ended before the current token, where more braces open than close: judged by how
    /// far the lines are indented in which the blocks start.
    ///
    /// A sound text is never judged so, however it is laid out.
    pub(super) fn close_by_indentation(&mut self, kind: TokenKind) {
        if self.unclosed_braces <= 0 {
            return;
        }
        let Some(here) = self.indentation(self.at) else {
            return;
        };
        while self.unclosed_braces > 0 {
            let Some(block) = self.blocks.last().copied() else { return };
            let Some(opener) = self.indentation_of_node(block.node) else { return };
            let ended = if kind == TokenKind::CloseBrace {
                // Some block further out starts just where this brace stands.
                here < opener && self.blocks.len() > 1
            } else {
                here <= opener
            };
            if !ended {
                return;
            }
            self.blocks.pop();
            self.end_unclosed(block);
        }
    }

    fn indentation_of_node(&self, id: u32) -> Option<u32> {
        let node = self.nodes.get(id as usize)?;
        let first = if node.annotation == NONE { node.name } else { node.annotation };
        self.indentation(first)
    }

    /// How many bytes of space stand before a token that is the first on its line.
    fn indentation(&self, at: u32) -> Option<u32> {
        let Some(before) = at.checked_sub(1) else {
            return Some(0);
        };
        match self.kind_at(before) {
            TokenKind::Newline | TokenKind::ByteOrderMark => Some(0),
            TokenKind::Space => match before.checked_sub(1).map(|at| self.kind_at(at)) {
                None | Some(TokenKind::Newline) => Some(self.span(before).len()),
                Some(_) => None,
            },
            _ => None,
        }
    }
}
