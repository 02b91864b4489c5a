//! Line and block comments.

use super::Lexer;
use crate::span::Span;
use crate::syntax::character::{Class, class, newline_length, offset};
use crate::syntax::rules;
use crate::syntax::token::{TokenFlags, TokenKind};

impl Lexer<'_> {
    pub(super) fn line_comment(&mut self, start: usize) -> TokenKind {
        self.at = self.line_end(start);
        let before = self.tokens.last().filter(|token| token.kind == TokenKind::Identifier);
        if let Some(word) = before {
            let word = Span::new(word.start, offset(start));
            let comment = self.span_from(start);
            self.findings.add(|source| rules::comment_in_word::report(source, word, comment));
        }
        TokenKind::LineComment
    }

    /// Where the line of an offset ends.
    pub(super) fn line_end(&mut self, from: usize) -> usize {
        if self.searched_line.contains(&from) {
            return self.searched_line.end;
        }
        let mut at = from;
        while let Some(byte) = self.bytes.get(at) {
            match class(*byte) {
                Class::Newline => break,
                Class::High if newline_length(self.text, at) > 0 => break,
                _ => at += 1,
            }
        }
        self.searched_line = from..at;
        at
    }

    pub(super) fn block_comment(&mut self, start: usize) -> TokenKind {
        let line_end = self.line_end(start);
        let limit = if self.searches > 0 { self.bytes.len() } else { line_end };
        if let Some(end) = self.block_comment_end(start, limit) {
            self.at = end;
            return TokenKind::BlockComment;
        }
        self.searches = self.searches.saturating_sub(1);
        self.at = line_end;
        self.flag(TokenFlags::BROKEN);
        self.flag(TokenFlags::UNCLOSED);
        let span = self.span_from(start);
        self.findings.add(|source| rules::unclosed_comment::report(source, span));
        TokenKind::BlockComment
    }

    /// Where the comment that starts at `start` ends, comments inside it counted.
    fn block_comment_end(&self, start: usize, limit: usize) -> Option<usize> {
        let body = self.bytes.get(..limit)?;
        let mut at = start + 2;
        let mut depth = 1_usize;
        loop {
            at += memchr::memchr2(b'*', b'/', body.get(at..)?)?;
            match (body.get(at), body.get(at + 1)) {
                (Some(b'*'), Some(b'/')) => {
                    at += 2;
                    depth -= 1;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                (Some(b'/'), Some(b'*')) => {
                    at += 2;
                    depth += 1;
                }
                _ => at += 1,
            }
        }
    }
}
