//! Text to tokens: every byte belongs to exactly one token, and every slip inside a token is reported here.

mod comment;
mod number;
mod over_lines;
mod quoted;
mod raw;
mod recovery;
mod word;

pub(super) use number::is_number;

use super::character::{
    Class, character_at, class, disallowed_offsets, is_space, newline_length, offset,
};
use super::findings::{Findings, Source};
use super::rules;
use super::token::{Token, TokenFlags, TokenKind};
use crate::span::Span;

/// The tokens of a text.
pub(super) struct Lexed<'a> {
    /// INVARIANT: sorted by start without gaps; the last one is `End`.
    pub(super) tokens: Vec<Token>,
    /// Indices of the comment tokens.
    pub(super) comments: Vec<u32>,
    pub(super) findings: Findings<'a>,
    /// How many more braces open than close.
    pub(super) unclosed_braces: i64,
}

/// Reads a text once, from start to end.
pub(super) struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    flags: TokenFlags,
    tokens: Vec<Token>,
    comments: Vec<u32>,
    findings: Findings<'a>,
    unclosed_braces: i64,
    /// How often the search for an end over several lines may still fail; keeps hostile texts linear.
    searches: u32,
    /// Offsets of characters that may stand nowhere, in descending order.
    disallowed: Vec<u32>,
    /// A part of a line that was searched for its end, so that a long line is searched once.
    searched_line: std::ops::Range<usize>,
    /// Behind a `[` of this line that no `]` closes yet.
    in_list: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        let text = source.text;
        let mut disallowed = disallowed_offsets(text);
        let mut findings = Findings::new(source);
        for at in &disallowed {
            findings.add(|source| rules::invalid_character::report(source, *at));
        }
        disallowed.reverse();
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            flags: TokenFlags::NONE,
            tokens: Vec::with_capacity(text.len() / 4 + 8),
            comments: Vec::new(),
            findings,
            unclosed_braces: 0,
            searches: 8,
            disallowed,
            searched_line: 0..0,
            in_list: false,
        }
    }

    pub(super) fn run(mut self) -> Lexed<'a> {
        if self.text.starts_with('\u{FEFF}') {
            self.at = '\u{FEFF}'.len_utf8();
            self.push(0, TokenKind::ByteOrderMark);
        }
        while let Some(byte) = self.bytes.get(self.at) {
            let start = self.at;
            let kind = match class(*byte) {
                Class::Space => self.space(),
                Class::Newline => self.newline(),
                Class::Word | Class::Control => self.word(start),
                Class::Digit => self.number(start),
                Class::Sign | Class::Dot => self.signed(start),
                Class::High => self.beyond_ascii(start),
                Class::Mark => self.mark(start, *byte),
            };
            self.push(start, kind);
        }
        self.push(self.bytes.len(), TokenKind::End);
        Lexed {
            tokens: self.tokens,
            comments: self.comments,
            findings: self.findings,
            unclosed_braces: self.unclosed_braces,
        }
    }

    fn push(&mut self, start: usize, kind: TokenKind) {
        if self.disallowed.last().is_some_and(|at| (*at as usize) < self.at) {
            self.flags = self.flags.with(TokenFlags::BROKEN);
            while self.disallowed.pop_if(|at| (*at as usize) < self.at).is_some() {}
        }
        if kind.is_comment() {
            self.comments.push(offset(self.tokens.len()));
        }
        self.tokens.push(Token { start: offset(start), kind, flags: self.flags });
        self.flags = TokenFlags::NONE;
    }

    /// The byte `ahead` of the current one; 0 past the end.
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or_default()
    }

    /// The bytes from `start` to the current one.
    fn span_from(&self, start: usize) -> Span {
        Span::new(offset(start), offset(self.at))
    }

    fn flag(&mut self, flag: TokenFlags) {
        self.flags = self.flags.with(flag);
    }

    fn space(&mut self) -> TokenKind {
        loop {
            match self.byte(0) {
                b' ' | b'\t' => self.at += 1,
                0x80.. => match character_at(self.text, self.at) {
                    Some(character) if is_space(character) => self.at += character.len_utf8(),
                    _ => return TokenKind::Space,
                },
                _ => return TokenKind::Space,
            }
        }
    }

    fn newline(&mut self) -> TokenKind {
        self.at += newline_length(self.text, self.at).max(1);
        self.in_list = false;
        TokenKind::Newline
    }

    fn beyond_ascii(&mut self, start: usize) -> TokenKind {
        let length = newline_length(self.text, start);
        if length > 0 {
            self.at += length;
            return TokenKind::Newline;
        }
        match character_at(self.text, start) {
            Some(character) if is_space(character) => self.space(),
            Some(_) => self.word(start),
            None => {
                self.at += 1;
                TokenKind::Unknown
            }
        }
    }

    fn mark(&mut self, start: usize, byte: u8) -> TokenKind {
        match byte {
            b'"' => self.quoted(start),
            b'#' => self.hash(start),
            b'/' => self.slash(start),
            b'[' | b']' => self.word(start),
            _ => {
                self.at += 1;
                match byte {
                    b'{' => {
                        self.unclosed_braces += 1;
                        TokenKind::OpenBrace
                    }
                    b'}' => {
                        self.unclosed_braces -= 1;
                        TokenKind::CloseBrace
                    }
                    b'(' => TokenKind::OpenParenthesis,
                    b')' => TokenKind::CloseParenthesis,
                    b';' => TokenKind::Semicolon,
                    b'=' => TokenKind::Equals,
                    b'\\' => TokenKind::Backslash,
                    _ => TokenKind::Unknown,
                }
            }
        }
    }

    fn slash(&mut self, start: usize) -> TokenKind {
        match self.byte(1) {
            b'/' => self.line_comment(start),
            b'*' => self.block_comment(start),
            b'-' => {
                self.at += 2;
                TokenKind::Slashdash
            }
            _ => self.word(start),
        }
    }
}
