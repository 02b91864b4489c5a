//! Texts in quotes with escapes, on one line and over several.

use super::Lexer;
use crate::span::Span;
use crate::syntax::character::{character_at, is_newline, is_space, newline_length, offset};
use crate::syntax::rules;
use crate::syntax::text;
use crate::syntax::token::{TokenFlags, TokenKind};

impl Lexer<'_> {
    pub(super) fn quoted(&mut self, start: usize) -> TokenKind {
        if self.byte(1) == b'"' && self.byte(2) == b'"' {
            return self.multi_line(start, 0);
        }
        self.at += 1;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return TokenKind::QuotedString;
                }
                Some(b'\\') => self.escape(),
                Some(b'\n' | b'\r' | 0x0B | 0x0C) | None => break,
                Some(0xC2 | 0xE2) if newline_length(self.text, self.at) > 0 => break,
                Some(_) => self.at += 1,
            }
        }
        self.flag(TokenFlags::BROKEN);
        self.flag(TokenFlags::OVER_LINES);
        if let Some(end) = self.end_over_lines() {
            self.at = end;
            if memchr::memchr(b'\\', self.span_from(start).text(self.text).as_bytes()).is_some() {
                self.flag(TokenFlags::ESCAPED);
            }
            let span = self.span_from(start);
            self.findings.add(|source| rules::unclosed_string::report_lines(source, span));
            return TokenKind::QuotedString;
        }
        self.cut_unclosed(start);
        self.flag(TokenFlags::UNCLOSED);
        let span = self.span_from(start);
        self.findings.add(|source| rules::unclosed_string::report(source, span));
        TokenKind::QuotedString
    }

    /// Moves over a backslash and what it escapes.
    fn escape(&mut self) {
        self.flag(TokenFlags::ESCAPED);
        let start = self.at;
        self.at += 1;
        match self.byte(0) {
            b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't' | b's' => self.at += 1,
            b'u' => self.unicode_escape(start),
            _ => self.white_escape(start),
        }
    }

    fn unicode_escape(&mut self, start: usize) {
        let rest = self.text.get(start..).unwrap_or_default();
        if let Some((_, length)) = text::unicode_escape(rest) {
            self.at = start + length;
            return;
        }
        self.at += 1;
        if self.byte(0) == b'{' {
            self.at += 1;
            while self.byte(0).is_ascii_hexdigit() {
                self.at += 1;
            }
            self.at += usize::from(self.byte(0) == b'}');
        }
        self.invalid_escape(start);
    }

    /// A backslash before space and line ends takes them all away.
    fn white_escape(&mut self, start: usize) {
        let white = |character: char| is_space(character) || is_newline(character);
        match character_at(self.text, self.at) {
            Some(character) if white(character) => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                self.at += rest.len() - rest.trim_start_matches(white).len();
            }
            Some(character) => {
                self.at += character.len_utf8();
                self.invalid_escape(start);
            }
            None => {}
        }
    }

    fn invalid_escape(&mut self, start: usize) {
        self.flag(TokenFlags::BROKEN);
        let span = self.span_from(start);
        self.findings.add(|source| rules::invalid_escape::report(source, span));
    }

    /// A text that starts with three quotes, `hashes` of them a raw one's.
    pub(super) fn multi_line(&mut self, start: usize, hashes: usize) -> TokenKind {
        let kind =
            if hashes == 0 { TokenKind::MultiLineString } else { TokenKind::MultiLineRawString };
        self.at = start + hashes + 3;
        let body = self.at;
        let first_line_end = self.line_end(body);
        let on_one_line = newline_length(self.text, body) == 0;
        if on_one_line
            && (self.close_on_line(hashes, first_line_end)
                || (hashes > 0 && self.close_raw_on_line(hashes)))
        {
            self.flag(TokenFlags::BROKEN);
            let span = self.span_from(start);
            self.findings.add(|source| rules::multi_line_on_one_line::report(source, span));
            return kind;
        }
        let limit = if self.searches > 0 { self.bytes.len() } else { first_line_end };
        if !self.find_closing(start, hashes, limit) {
            self.searches = self.searches.saturating_sub(1);
            self.flag(TokenFlags::BROKEN);
            self.flag(TokenFlags::UNCLOSED);
            let span = Span::new(offset(start), offset(body));
            self.findings.add(|source| rules::unclosed_multi_line_string::report(source, span));
            return kind;
        }
        let body_span = Span::new(offset(body), offset(self.at - hashes - 3));
        self.check_lines(body_span, on_one_line, hashes == 0);
        kind
    }

    fn check_lines(&mut self, body: Span, text_after_opening: bool, escapes: bool) {
        if text_after_opening {
            self.flag(TokenFlags::BROKEN);
            self.findings
                .add(|source| rules::text_beside_triple_quotes::report_opening(source, body));
            return;
        }
        let escaped = escapes && self.flags.has(TokenFlags::ESCAPED);
        let Err(slip) = text::check_lines(body.text(self.text), escaped) else {
            return;
        };
        self.flag(TokenFlags::BROKEN);
        self.findings.add(|source| match slip {
            text::LineSlip::LastLine => {
                rules::text_beside_triple_quotes::report_closing(source, body)
            }
            text::LineSlip::Indentation { start } => {
                rules::multi_line_indentation::report(source, body, start)
            }
        });
    }

    /// Moves behind three closing quotes on the same line, if they are there.
    fn close_on_line(&mut self, hashes: usize, line_end: usize) -> bool {
        let body = self.at;
        while self.at < line_end {
            if self.closes_here(hashes) {
                self.at += 3 + hashes;
                return true;
            }
            self.at += if hashes == 0 && self.byte(0) == b'\\' { 2 } else { 1 };
        }
        self.at = body;
        false
    }

    pub(super) fn closes_here(&self, hashes: usize) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        rest.starts_with(b"\"\"\"")
            && rest.iter().skip(3).take(hashes).filter(|byte| **byte == b'#').count() == hashes
    }

    /// Moves behind the closing quotes, or where the text must have ended; says whether it found quotes.
    fn find_closing(&mut self, start: usize, hashes: usize, limit: usize) -> bool {
        let body = self.at;
        while self.at < limit {
            let rest = self.bytes.get(self.at..limit).unwrap_or_default();
            let found = if hashes == 0 {
                memchr::memchr2(b'"', b'\\', rest)
            } else {
                memchr::memchr(b'"', rest)
            };
            let Some(ahead) = found else { break };
            self.at += ahead;
            if self.byte(0) == b'\\' {
                self.escape();
            } else if !self.closes_here(hashes) {
                self.at += 1;
            } else if self.opens_another(start, body) {
                let line = self.line_start(self.at);
                self.at = self.end_of_indented_lines(start, body, line);
                return false;
            } else {
                self.at += 3 + hashes;
                return true;
            }
        }
        self.at = self.end_of_indented_lines(start, body, limit);
        false
    }
}
