//! What a text token stands for: escapes resolved, quotes and indentation taken away.

use std::borrow::Cow;

use super::character::{character_at, is_newline, is_space, newline_length, offset};
use super::token::{TokenFlags, TokenKind};

/// The text that a token stands for; borrowed wherever it stands for itself.
pub(super) fn decode(written: &str, kind: TokenKind, flags: TokenFlags) -> Cow<'_, str> {
    match kind {
        TokenKind::QuotedString => {
            let body = written.strip_prefix('"').unwrap_or(written);
            let body = if flags.has(TokenFlags::UNCLOSED) {
                body
            } else {
                body.strip_suffix('"').unwrap_or(body)
            };
            if flags.has(TokenFlags::ESCAPED) {
                Cow::Owned(resolve_escapes(&without_white_escapes(body)))
            } else {
                Cow::Borrowed(body)
            }
        }
        TokenKind::MultiLineString => decode_lines(written, flags.has(TokenFlags::ESCAPED)),
        TokenKind::RawString => Cow::Borrowed(raw_body(written, "\"")),
        TokenKind::MultiLineRawString => {
            let body = raw_body(written, "\"\"\"");
            Cow::Owned(without_indentation(body))
        }
        _ => Cow::Borrowed(written),
    }
}

/// The text that a name or value stands for which is written like this, with its quotes where it has some.
pub(crate) fn text_of(written: &str) -> Cow<'_, str> {
    let quotes = written.trim_start_matches('#');
    let is_raw = quotes.len() < written.len();
    let kind = match (quotes.starts_with("\"\"\""), quotes.starts_with('"')) {
        (true, _) if is_raw => TokenKind::MultiLineRawString,
        (true, _) => TokenKind::MultiLineString,
        (false, true) if is_raw => TokenKind::RawString,
        (false, true) => TokenKind::QuotedString,
        (false, false) => TokenKind::Identifier,
    };
    decode(written, kind, TokenFlags::ESCAPED)
}

/// What stands between the quotes of a raw text, also of one that KDL 1 begins with `r`.
fn raw_body<'t>(written: &'t str, quotes: &str) -> &'t str {
    let text = written.strip_prefix('r').unwrap_or(written);
    let body = text.trim_start_matches('#');
    let hashes = text.len() - body.len();
    let body = body.strip_prefix(quotes).unwrap_or(body);
    let closed = body.len().checked_sub(hashes).and_then(|end| body.get(..end));
    closed.and_then(|body| body.strip_suffix(quotes)).unwrap_or(body)
}

fn decode_lines(written: &str, escaped: bool) -> Cow<'_, str> {
    let body = written.strip_prefix("\"\"\"").unwrap_or(written);
    let body = body.strip_suffix("\"\"\"").unwrap_or(body);
    if !escaped {
        return Cow::Owned(without_indentation(body));
    }
    let lines = without_indentation(&without_white_escapes(body));
    Cow::Owned(resolve_escapes(&lines))
}

/// What is wrong with the lines of a text over several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineSlip {
    /// The closing quotes share their line with text.
    LastLine,
    /// A line does not begin with the space of the last one.
    Indentation {
        /// Where the line starts in the body; unknown where escaped line ends are taken away.
        start: Option<u32>,
    },
}

/// Checks the lines between the opening and the closing quotes, the first line end included.
pub(super) fn check_lines(body: &str, escaped: bool) -> Result<(), LineSlip> {
    let body = if escaped { without_white_escapes(body) } else { Cow::Borrowed(body) };
    let Some(lines) = after_first_newline(&body) else {
        return Err(LineSlip::LastLine);
    };
    let (lines, prefix) = split_last_line(lines);
    if !is_blank(prefix) {
        return Err(LineSlip::LastLine);
    }
    let Some(lines) = lines else {
        return Ok(());
    };
    let Some(slip) = Lines::new(lines).find(|line| !is_blank(line) && !line.starts_with(prefix))
    else {
        return Ok(());
    };
    let first = newline_length(&body, 0);
    let start = (!escaped).then(|| offset(first + offset_in(lines, slip)));
    Err(LineSlip::Indentation { start })
}

/// The lines without the space that the last one begins with, joined by LF.
fn without_indentation(body: &str) -> String {
    let (lines, prefix) = split_last_line(after_first_newline(body).unwrap_or(body));
    let mut text = String::with_capacity(body.len());
    if !is_blank(prefix) {
        return body.to_owned();
    }
    for (index, line) in lines.into_iter().flat_map(Lines::new).enumerate() {
        if index > 0 {
            text.push('\n');
        }
        if !is_blank(line) {
            text.push_str(line.strip_prefix(prefix).unwrap_or(line));
        }
    }
    text
}

fn after_first_newline(body: &str) -> Option<&str> {
    match newline_length(body, 0) {
        0 => None,
        length => body.get(length..),
    }
}

/// The lines before the last line end, if there is one, and the last line.
fn split_last_line(body: &str) -> (Option<&str>, &str) {
    let Some(last) = body.rfind(is_newline) else {
        return (None, body);
    };
    let after = last + newline_length(body, last).max(1);
    let before = body.get(..last).unwrap_or_default();
    let crlf = body.get(last..after) == Some("\n");
    let before = if crlf { before.strip_suffix('\r').unwrap_or(before) } else { before };
    (Some(before), body.get(after..).unwrap_or_default())
}

/// Where a part of a text starts in it.
fn offset_in(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn is_blank(line: &str) -> bool {
    line.chars().all(is_space)
}

/// The lines of a text at all line ends of KDL.
struct Lines<'t> {
    rest: Option<&'t str>,
}

impl<'t> Lines<'t> {
    const fn new(text: &'t str) -> Self {
        Self { rest: Some(text) }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.rest?;
        let Some(end) = line_end(rest) else {
            self.rest = None;
            return Some(rest);
        };
        self.rest = rest.get(end + newline_length(rest, end).max(1)..);
        rest.get(..end)
    }
}

/// The place of the first line end.
fn line_end(text: &str) -> Option<usize> {
    let ascii = |byte: &u8| matches!(byte, b'\n' | b'\r' | 0x0B | 0x0C);
    let at = text.bytes().position(|byte| ascii(&byte) || !byte.is_ascii())?;
    if text.as_bytes().get(at).is_some_and(ascii) {
        return Some(at);
    }
    text.get(at..)?.find(is_newline).map(|end| at + end)
}

/// The text without backslashes before space and line ends, and without what these take away.
fn without_white_escapes(body: &str) -> Cow<'_, str> {
    let white = |character: char| is_space(character) || is_newline(character);
    let mut text = String::new();
    let mut rest = body;
    while let Some(backslash) = rest.find('\\') {
        let (before, escape) = rest.split_at_checked(backslash).unwrap_or((rest, ""));
        text.push_str(before);
        let escaped = escape.get(1..).unwrap_or_default();
        let length = escaped.chars().next().map_or(0, char::len_utf8);
        if escaped.starts_with(white) {
            rest = escaped.trim_start_matches(white);
        } else {
            text.push_str(escape.get(..1 + length).unwrap_or_default());
            rest = escaped.get(length..).unwrap_or_default();
        }
    }
    if text.is_empty() && rest.len() == body.len() {
        return Cow::Borrowed(body);
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The text with its escapes resolved; what is no escape stays as written.
fn resolve_escapes(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(backslash) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (before, escape) = rest.split_at_checked(backslash).unwrap_or((rest, ""));
        text.push_str(before);
        let (character, length) = resolve_escape(escape);
        text.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The character that an escape stands for, and its length in bytes.
fn resolve_escape(escape: &str) -> (char, usize) {
    match escape.as_bytes().get(1) {
        Some(b'"') => ('"', 2),
        Some(b'\\') => ('\\', 2),
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{C}', 2),
        Some(b'n') => ('\n', 2),
        Some(b'r') => ('\r', 2),
        Some(b't') => ('\t', 2),
        Some(b's') => (' ', 2),
        Some(b'u') => unicode_escape(escape).unwrap_or(('\\', 1)),
        _ => ('\\', 1),
    }
}

/// The character of `\u{…}` at the start of a text, and the escape's length in bytes.
pub(super) fn unicode_escape(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("\\u{")?;
    let length = digits.bytes().take(7).take_while(u8::is_ascii_hexdigit).count();
    if !(1..=6).contains(&length) || character_at(digits, length) != Some('}') {
        return None;
    }
    let value = u32::from_str_radix(digits.get(..length)?, 16).ok()?;
    Some((char::from_u32(value)?, length + 4))
}
