//! Texts without quotes, and what people write without quotes by mistake.

use super::Lexer;
use crate::syntax::character::{character_at, is_newline, is_space, is_word_byte};
use crate::syntax::rules;
use crate::syntax::token::{TokenFlags, TokenKind};

/// How a run of word characters ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    /// At a character that may follow a word.
    Plain,
    /// It holds characters that may stand in quotes only.
    NeedsQuotes,
}

impl Lexer<'_> {
    pub(super) fn word(&mut self, start: usize) -> TokenKind {
        let run = self.word_run();
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        if word == b"r" && self.old_raw_string_follows() {
            return self.old_raw_string(start);
        }
        let span = self.span_from(start);
        if run == Run::NeedsQuotes {
            self.flag(TokenFlags::BROKEN);
            // One finding a list: that of its opening bracket.
            let closes = word.strip_suffix(b",").unwrap_or(word).ends_with(b"]");
            if !(self.in_list && closes) {
                self.findings.add(|source| rules::unquoted_text::report(source, span));
            }
            self.in_list = !closes && (self.in_list || word.starts_with(b"["));
        } else if matches!(word, b"true" | b"false" | b"null" | b"inf" | b"-inf" | b"nan") {
            self.flag(TokenFlags::BROKEN);
            self.flag(TokenFlags::BARE_KEYWORD);
            self.findings.add(|source| rules::bare_keyword::report(source, span));
        }
        TokenKind::Identifier
    }

    /// A token that starts with a sign or a point: a number or a word.
    pub(super) fn signed(&mut self, start: usize) -> TokenKind {
        let after_sign = usize::from(matches!(self.byte(0), b'+' | b'-'));
        let digit = match self.byte(after_sign) {
            b'.' => self.byte(after_sign + 1),
            byte => byte,
        };
        if digit.is_ascii_digit() { self.number(start) } else { self.word(start) }
    }

    /// Moves over word characters, and over those that a reader would take for a part of the word.
    pub(super) fn word_run(&mut self) -> Run {
        let mut run = Run::Plain;
        loop {
            self.skip_word();
            if !self.in_word_by_mistake() {
                return run;
            }
            run = Run::NeedsQuotes;
            self.at += 1;
        }
    }

    /// Moves over characters that may stand in a word.
    pub(super) fn skip_word(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            if is_word_byte(*byte) {
                self.at += 1;
            } else if *byte >= 0x80 {
                match character_at(self.text, self.at) {
                    Some(character) if !is_space(character) && !is_newline(character) => {
                        self.at += character.len_utf8();
                    }
                    _ => return,
                }
            } else {
                return;
            }
        }
    }

    fn in_word_by_mistake(&self) -> bool {
        if !matches!(self.byte(0), b'[' | b']' | b'/' | b'\\' | b'#') {
            return false;
        }
        let next = self.byte(1);
        let goes_on = match character_at(self.text, self.at + 1) {
            Some(character) if !character.is_ascii() => {
                !is_space(character) && !is_newline(character)
            }
            Some(_) => is_word_byte(next),
            None => false,
        };
        match self.byte(0) {
            b'[' | b']' => true,
            b'/' => !matches!(next, b'/' | b'*' | b'-'),
            b'\\' | b'#' => goes_on,
            _ => false,
        }
    }
}
