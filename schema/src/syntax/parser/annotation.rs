//! Type annotations.

use super::Parser;
use crate::span::Span;
use crate::syntax::rules;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::NONE;

impl Parser<'_> {
    /// Reads the annotation of a node and moves to the node's name.
    pub(super) fn annotate_node(&mut self, id: u32) {
        let open = self.annotation(id);
        let name = self.after_node_space(self.at);
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.annotation = open;
        }
        match self.kind_at(name) {
            kind if kind.is_text() => self.at = name,
            TokenKind::Number | TokenKind::Keyword => self.at = name,
            TokenKind::Slashdash => {
                self.mark_broken(id);
                let span = self.span(name);
                self.at = self.after_line_space(name + 1);
                self.findings.add(|source| {
                    rules::misplaced_slashdash::report_behind_annotation(source, span)
                });
            }
            _ => {}
        }
    }

    /// Reads an annotation and moves behind it; returns its first token, or none where it is not closed.
    pub(super) fn annotation(&mut self, id: u32) -> u32 {
        let open = self.at;
        let inner = self.after_node_space(open + 1);
        let close = self.after_node_space(inner + 1);
        if self.kind_at(inner).is_text() && self.kind_at(close) == TokenKind::CloseParenthesis {
            self.check_token(id, inner);
            self.set_last(id, close);
            self.at = close + 1;
            return open;
        }
        self.mark_broken(id);
        self.broken_annotation(id, open, inner)
    }

    fn broken_annotation(&mut self, id: u32, open: u32, inner: u32) -> u32 {
        if self.kind_at(inner) == TokenKind::CloseParenthesis {
            let span = Span::new(self.start(open), self.start(inner + 1));
            self.findings.add(|source| rules::empty_annotation::report(source, span));
            self.set_last(id, inner);
            self.at = inner + 1;
            return open;
        }
        let mut close = inner;
        while in_annotation(self.kind_at(close)) {
            close += 1;
        }
        if self.kind_at(close) == TokenKind::CloseParenthesis {
            let span = Span::new(self.start(open), self.start(close + 1));
            self.findings.add(|source| rules::invalid_annotation::report(source, span));
            self.set_last(id, close);
            self.at = close + 1;
            return open;
        }
        let span = self.span(open);
        self.findings.add(|source| rules::unclosed_annotation::report(source, span));
        self.set_last(id, open);
        self.at = open + 1;
        NONE
    }
}

/// Whether a slip in an annotation may have left a token there; the search for the parenthesis ends at the others.
const fn in_annotation(kind: TokenKind) -> bool {
    kind.is_text()
        || matches!(
            kind,
            TokenKind::Space
                | TokenKind::BlockComment
                | TokenKind::Number
                | TokenKind::Keyword
                | TokenKind::Slashdash
                | TokenKind::Equals
                | TokenKind::Unknown
        )
}
