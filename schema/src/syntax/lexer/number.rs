//! Numbers: kept as written, checked while they are read.

use super::Lexer;
use super::word::Run;
use crate::syntax::rules;
use crate::syntax::token::{TokenFlags, TokenKind};

impl Lexer<'_> {
    pub(super) fn number(&mut self, start: usize) -> TokenKind {
        let run = self.word_run();
        let written = self.bytes.get(start..self.at).unwrap_or_default();
        if run == Run::NeedsQuotes || !is_number(written) {
            let span = self.span_from(start);
            self.flag(TokenFlags::BROKEN);
            self.findings.add(|source| rules::invalid_number::report(source, span));
        }
        TokenKind::Number
    }
}

/// Whether the bytes are a number of KDL 2.0, in any of its four notations.
pub(in crate::syntax) fn is_number(written: &[u8]) -> bool {
    let digits = match written {
        [b'+' | b'-', rest @ ..] => rest,
        all => all,
    };
    match digits {
        [b'0', b'x', rest @ ..] => is_integer(rest, u8::is_ascii_hexdigit),
        [b'0', b'o', rest @ ..] => is_integer(rest, |byte| matches!(byte, b'0'..=b'7')),
        [b'0', b'b', rest @ ..] => is_integer(rest, |byte| matches!(byte, b'0' | b'1')),
        _ => is_decimal(digits),
    }
}

fn is_decimal(digits: &[u8]) -> bool {
    if digits.iter().all(u8::is_ascii_digit) {
        return !digits.is_empty();
    }
    let mut parts = digits.splitn(2, |byte| matches!(byte, b'e' | b'E'));
    let mantissa = parts.next().unwrap_or_default();
    let exponent_holds = parts.next().is_none_or(|exponent| {
        let exponent = match exponent {
            [b'+' | b'-', rest @ ..] => rest,
            all => all,
        };
        is_integer(exponent, u8::is_ascii_digit)
    });
    let mut halves = mantissa.splitn(2, |byte| *byte == b'.');
    exponent_holds && halves.all(|half| is_integer(half, u8::is_ascii_digit))
}

/// A digit, then digits and underscores.
fn is_integer(bytes: &[u8], is_digit: impl Fn(&u8) -> bool) -> bool {
    bytes.first().is_some_and(&is_digit) && bytes.iter().all(|byte| *byte == b'_' || is_digit(byte))
}
