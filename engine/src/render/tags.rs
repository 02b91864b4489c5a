//! The tags of a template, counted before it is parsed: a parser that recurses must not get a chain without end.

use std::ops::Range;

/// The most words and signs that one tag may have.
const MOST_TOKENS: usize = 400;

/// The most `elif` that a template may have; each is nested in the one before it.
const MOST_BRANCHES: usize = 200;

/// The first tag that asks for too much, and why, as a clause for a message.
pub(super) fn excess(text: &str) -> Option<(String, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut branches = 0;
    while let Some(open) = next_tag(text, at) {
        let rest = text.get(open..)?;
        if rest.starts_with("{#") {
            at = open + rest.find("#}").map_or(rest.len(), |end| end + 2);
            continue;
        }
        let tag = Tag::read(bytes, open);
        if tag.tokens > MOST_TOKENS {
            return Some((
                format!("a tag has more than {MOST_TOKENS} words and signs"),
                open..open + 2,
            ));
        }
        let name = text.get(open + 2..tag.end)?.trim_start_matches(['-', '+']).trim_start();
        branches += usize::from(name.starts_with("elif"));
        if branches > MOST_BRANCHES {
            return Some((format!("it has more than {MOST_BRANCHES} `elif`"), open..open + 2));
        }
        at = tag.end;
        if name.starts_with("raw") && rest.starts_with("{%") {
            at += text.get(at..)?.find("endraw").unwrap_or_default();
        }
    }
    None
}

fn next_tag(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let is_tag = |at: &usize| rest.as_bytes().get(at + 1).is_some_and(|mark| b"{%#".contains(mark));
    memchr::memchr_iter(b'{', rest.as_bytes()).find(is_tag).map(|at| from + at)
}

/// One tag, read as the template engine does: strings are one token, brackets are closed first.
struct Tag {
    tokens: usize,
    end: usize,
}

impl Tag {
    fn read(text: &[u8], open: usize) -> Self {
        let close = if text.get(open + 1) == Some(&b'{') { b'}' } else { b'%' };
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
        let mut tag = Self { tokens: 0, end: open + 2 };
        let mut depth = 0_usize;
        while let Some(byte) = text.get(tag.end) {
            if depth == 0 && *byte == close && text.get(tag.end + 1) == Some(&b'}') {
                tag.end += 2;
                return tag;
            }
            let was_word = text.get(tag.end - 1).is_some_and(is_word);
            tag.tokens += usize::from(!(byte.is_ascii_whitespace() || is_word(byte) && was_word));
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                b'"' | b'\'' => tag.end = end_of_string(text, tag.end),
                _ => {}
            }
            tag.end += 1;
            if tag.tokens > MOST_TOKENS {
                return tag;
            }
        }
        tag
    }
}

/// The closing quotation mark of the string that begins here.
fn end_of_string(text: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 1,
            byte if text.get(open) == Some(byte) => return at,
            _ => {}
        }
        at += 1;
    }
    at
}
