//! Raw texts, keywords, and the raw texts of KDL 1.

use super::Lexer;
use crate::syntax::rules;
use crate::syntax::token::{TokenFlags, TokenKind};

impl Lexer<'_> {
    /// What starts with `#`: a raw text or a keyword.
    pub(super) fn hash(&mut self, start: usize) -> TokenKind {
        let hashes = self.count_hashes(start);
        self.at = start + hashes;
        if self.byte(0) == b'"' {
            if self.byte(1) == b'"' && self.byte(2) == b'"' {
                return self.multi_line(start, hashes);
            }
            self.at += 1;
            return self.raw_to_end(start, hashes);
        }
        self.skip_word();
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        if !matches!(word, b"#true" | b"#false" | b"#null" | b"#inf" | b"#-inf" | b"#nan") {
            self.flag(TokenFlags::BROKEN);
            let span = self.span_from(start);
            self.findings.add(|source| rules::unknown_keyword::report(source, span));
        }
        TokenKind::Keyword
    }

    fn count_hashes(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| **byte == b'#').count()
    }

    /// Reads a raw text of one line; the opening quote lies behind.
    fn raw_to_end(&mut self, start: usize, hashes: usize) -> TokenKind {
        if !self.skip_raw_body(hashes) {
            self.cut_unclosed(start);
            self.flag(TokenFlags::BROKEN);
            self.flag(TokenFlags::UNCLOSED);
            let span = self.span_from(start);
            self.findings.add(|source| rules::unclosed_raw_string::report(source, span, hashes));
        }
        TokenKind::RawString
    }

    /// Moves behind a single closing quote and its hashes on this line, if they are there.
    pub(super) fn close_raw_on_line(&mut self, hashes: usize) -> bool {
        let body = self.at;
        let closed = self.skip_raw_body(hashes);
        if !closed {
            self.at = body;
        }
        closed
    }

    /// Moves behind the closing quote and its hashes on this line, else to the line's end.
    fn skip_raw_body(&mut self, hashes: usize) -> bool {
        let end = self.line_end(self.at);
        while self.at < end {
            let rest = self.bytes.get(self.at..end).unwrap_or_default();
            let Some(ahead) = memchr::memchr(b'"', rest) else { break };
            self.at += ahead + 1;
            let closing = self.bytes.get(self.at..).unwrap_or_default();
            if closing.iter().take(hashes).filter(|byte| **byte == b'#').count() == hashes
                && closing.len() >= hashes
            {
                self.at += hashes;
                return true;
            }
        }
        self.at = end;
        false
    }

    /// Whether a lone `r` is the start of a raw text as KDL 1 wrote it.
    pub(super) fn old_raw_string_follows(&self) -> bool {
        self.byte(self.count_hashes(self.at)) == b'"'
    }

    pub(super) fn old_raw_string(&mut self, start: usize) -> TokenKind {
        let hashes = self.count_hashes(self.at);
        self.at += hashes + 1;
        let closed = self.skip_raw_body(hashes);
        self.flag(TokenFlags::BROKEN);
        if !closed {
            self.cut_unclosed(start);
            self.flag(TokenFlags::UNCLOSED);
        }
        let span = self.span_from(start);
        self.findings.add(|source| {
            if closed {
                rules::old_raw_string::report(source, span, hashes)
            } else {
                rules::unclosed_raw_string::report(source, span, hashes)
            }
        });
        TokenKind::RawString
    }
}
