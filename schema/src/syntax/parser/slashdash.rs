//! `/-`, which leaves out the node, entry or children block behind it.

use super::block::Opened;
use super::header::{Phase, starts_entry};
use super::{Liveness, Parser};
use crate::span::Span;
use crate::syntax::rules;
use crate::syntax::token::TokenKind;

impl Parser<'_> {
    /// Reads `/-` where a node may stand.
    pub(super) fn slashdash_before_node(&mut self) {
        let slashdash = self.at;
        self.at = self.after_line_space(slashdash + 1);
        let kind = self.kind();
        if kind.is_text() || kind == TokenKind::OpenParenthesis {
            self.check_version(slashdash);
            self.node(Liveness::Dead);
            return;
        }
        // What would be a node but for its name is left out as it was meant to be.
        if matches!(kind, TokenKind::OpenBrace | TokenKind::Number | TokenKind::Keyword) {
            self.node(Liveness::Dead);
            return;
        }
        self.misplaced_slashdash(slashdash);
    }

    /// Reads `/-` in a node behind its name.
    pub(super) fn slashdash_in_node(&mut self, id: u32, phase: Phase) -> Opened {
        let slashdash = self.at;
        let behind = self.after_line_space(slashdash + 1);
        let kind = self.kind_at(behind);
        if kind == TokenKind::OpenBrace {
            self.at = behind;
            return self.open_block(id, phase, Liveness::Dead);
        }
        if starts_entry(kind) {
            self.at = behind;
            if phase != Phase::Entries {
                self.mark_broken(id);
                let span = self.span(behind);
                self.findings.add(|source| rules::entry_after_children::report(source, span));
            }
            self.entry(id, phase, Liveness::Dead);
            return Opened::Skipped;
        }
        self.mark_broken(id);
        self.misplaced_slashdash(slashdash);
        self.at = slashdash + 1;
        Opened::Skipped
    }

    fn misplaced_slashdash(&mut self, slashdash: u32) {
        let span = self.span(slashdash);
        self.findings.add(|source| rules::misplaced_slashdash::report(source, span));
    }

    /// Reports `/- kdl-version 1` at the start of a text.
    fn check_version(&mut self, slashdash: u32) {
        let first = (0..slashdash)
            .all(|at| matches!(self.kind_at(at), TokenKind::ByteOrderMark | TokenKind::Space));
        let number = self.after_node_space(self.at + 1);
        if !first || self.kind_at(number) != TokenKind::Number {
            return;
        }
        let (name, version) = (self.span(self.at), self.span(number));
        let whole = Span::new(self.start(slashdash), version.end);
        self.findings.add_if(
            |source| name.text(source.text) == "kdl-version" && version.text(source.text) != "2",
            |source| rules::other_kdl_version::report(source, whole, version),
        );
    }
}
