//! Space, comments and line continuations between the parts of a node.

use super::Parser;
use crate::syntax::token::TokenKind;

impl Parser<'_> {
    /// The first token from `at` on that is neither space, comment nor line continuation, within the node.
    pub(super) fn after_node_space(&self, at: u32) -> u32 {
        let mut at = at;
        loop {
            match self.kind_at(at) {
                TokenKind::Space | TokenKind::BlockComment => at += 1,
                TokenKind::Backslash => match self.after_continuation(at) {
                    Some(after) => at = after,
                    None => return at,
                },
                _ => return at,
            }
        }
    }

    /// The first token from `at` on that is none of those, nor a line end or line comment.
    pub(super) fn after_line_space(&self, at: u32) -> u32 {
        let mut at = at;
        loop {
            at = self.after_node_space(at);
            match self.kind_at(at) {
                TokenKind::Newline | TokenKind::LineComment => at += 1,
                _ => return at,
            }
        }
    }

    /// The token behind a backslash and the line end that it takes away; none where there is no line end.
    pub(super) fn after_continuation(&self, at: u32) -> Option<u32> {
        let mut at = at + 1;
        loop {
            match self.kind_at(at) {
                TokenKind::Space | TokenKind::BlockComment => at += 1,
                TokenKind::Newline => return Some(at + 1),
                TokenKind::End => return Some(at),
                TokenKind::LineComment if self.kind_at(at + 1) == TokenKind::Newline => {
                    return Some(at + 2);
                }
                TokenKind::LineComment => return Some(at + 1),
                _ => return None,
            }
        }
    }

    /// Moves behind a line continuation; says whether it was one.
    pub(super) fn skip_continuation(&mut self) -> bool {
        match self.after_continuation(self.at) {
            Some(after) => {
                self.at = after;
                true
            }
            None => false,
        }
    }
}
