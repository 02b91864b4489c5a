//! A block of frontmatter that strict YAML refuses, read entry by entry.
//!
//! A line `key: …` without indentation begins an entry, and what follows up to the next such line belongs to it. An entry
//! that is YAML by itself is read as YAML; the others are read as a person reads them.

use bailiwick_schema::span::Span;

use super::problem::{Problem, ProblemKind};
use super::value::{Entry, Item, ScalarStyle, Value};
use super::{Read, offset, scalar, strict};

/// How deep mappings in mappings are read; what lies deeper is one text.
const DEEPEST: usize = 4;

/// An entry's lines.
#[derive(Debug, Clone, Copy)]
struct Chunk<'source> {
    source: &'source str,
    base: u32,
}

/// A key, and where it and the text after its colon stand in their line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<'line> {
    pub(super) name: &'line str,
    pub(super) start: usize,
    pub(super) after: usize,
}

pub(super) fn read(source: &str, base: u32) -> Read {
    let mut read = Read::default();
    read_level(source, base, 0, &mut read);
    read
}

fn read_level(source: &str, base: u32, level: usize, read: &mut Read) {
    let indentation = source.lines().find(|line| is_content(line)).map_or(0, indentation_of);
    let mut chunk_start: Option<usize> = None;
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let begins = indentation_of(line) <= indentation
            && key_of(line.trim_start_matches([' ', '\t'])).is_some();
        if begins {
            if let Some(from) = chunk_start.replace(start) {
                read_chunk(Chunk::of(source, base, from, start), level, read);
            }
        } else if chunk_start.is_none() && is_content(line) {
            let span =
                Span::new(base + offset(start), base + offset(start + line.trim_end().len()));
            read.problems.push(Problem::new(
                ProblemKind::StrayLine,
                span,
                "a line belongs to no entry",
            ));
        }
        start += line.len();
    }
    if let Some(from) = chunk_start {
        read_chunk(Chunk::of(source, base, from, source.len()), level, read);
    }
}

fn read_chunk(chunk: Chunk<'_>, level: usize, read: &mut Read) {
    if let Some(mut strict) = strict::read_entry(chunk.source, chunk.base) {
        read.entries.append(&mut strict.entries);
        read.problems.append(&mut strict.problems);
        return;
    }
    let first = chunk.source.split_inclusive('\n').next().unwrap_or_default();
    let margin = first.len() - first.trim_start_matches([' ', '\t']).len();
    let Some(key) = key_of(first.get(margin..).unwrap_or_default()) else { return };
    let after = margin + key.after;
    let header = first.get(after..).unwrap_or_default();
    let following = Chunk::of(chunk.source, chunk.base, first.len(), chunk.source.len());
    let written = chunk.source.get(after..).unwrap_or_default();
    let blank = written.len() - written.trim_start().len();
    let start = chunk.base + offset(after + blank);
    let span = Span::new(start, start + offset(written.trim().len()));
    let value = read_value(header, following, span, level, read);
    let key_start = chunk.base + offset(margin + key.start);
    let key_span = Span::new(key_start, key_start + offset(key.name.len()));
    read.entries.push(Entry { key: key.name.to_owned(), key_span, value, span });
}

fn read_value(
    header: &str,
    following: Chunk<'_>,
    span: Span,
    level: usize,
    read: &mut Read,
) -> Value {
    let header = header.trim();
    if let Some(block) = scalar::BlockHeader::of(header) {
        return Value::scalar(block.text(following.source), block.style);
    }
    let without_comment = if header.starts_with('#') { "" } else { header };
    if without_comment.is_empty() {
        let mut lines = following.source.lines().filter(|line| is_content(line));
        if following.source.lines().any(is_content) && lines.all(is_item) {
            return Value::List(items(following));
        }
        let first = following.source.lines().find(|line| is_content(line)).unwrap_or_default();
        let is_nested = indentation_of(first) > 0 && key_of(first.trim_start()).is_some();
        if is_nested && level < DEEPEST {
            let mut nested = Read::default();
            read_level(following.source, following.base, level + 1, &mut nested);
            read.problems.append(&mut nested.problems);
            return Value::Mapping(nested.entries);
        }
    }
    let folded = scalar::folded(header, following.source);
    report_stray_lines(following, read);
    read_inline(folded, span, read)
}

/// A value that stands in its line, with its continuation lines folded into it.
fn read_inline(folded: String, span: Span, read: &mut Read) -> Value {
    let mut unterminated = |what: &str| {
        let message = format!("{what} does not end; it is taken as it stands");
        read.problems.push(Problem::new(ProblemKind::Unterminated, span, message));
    };
    match folded.chars().next() {
        Some('"' | '\'') => match strict::unquoted(&folded) {
            Some(text) => return Value::scalar(text.into_owned(), ScalarStyle::Quoted),
            None => unterminated("a quoted text"),
        },
        Some('[') => match folded.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(members) => return Value::List(scalar::members(members, span)),
            None => unterminated("a list in brackets"),
        },
        _ if folded.contains(": ") || folded.ends_with(':') => {
            let message = "a value without quotes holds `: `; it is taken whole";
            read.problems.push(Problem::new(ProblemKind::UnquotedColon, span, message));
        }
        _ => {}
    }
    Value::scalar(folded, ScalarStyle::Plain)
}

/// Lines without indentation that are folded into the entry above them.
fn report_stray_lines(following: Chunk<'_>, read: &mut Read) {
    let mut start = 0;
    for line in following.source.split_inclusive('\n') {
        if is_content(line) && indentation_of(line) == 0 {
            let from = following.base + offset(start);
            let span = Span::new(from, from + offset(line.trim_end().len()));
            let message = "a line without indentation is taken as part of the entry above it";
            read.problems.push(Problem::new(ProblemKind::StrayLine, span, message));
        }
        start += line.len();
    }
}

fn items(chunk: Chunk<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut start = 0;
    for line in chunk.source.split_inclusive('\n') {
        let text = line.trim().strip_prefix('-').unwrap_or_default().trim();
        if is_item(line) {
            let from =
                line.find(text).filter(|_| !text.is_empty()).unwrap_or(line.trim_end().len());
            let from = chunk.base + offset(start + from);
            let value = scalar::item(text);
            items.push(Item { value, span: Span::new(from, from + offset(text.len())) });
        }
        start += line.len();
    }
    items
}

impl<'source> Chunk<'source> {
    fn of(source: &'source str, base: u32, from: usize, to: usize) -> Self {
        Self { source: source.get(from..to).unwrap_or_default(), base: base + offset(from) }
    }
}

/// The key that a line begins with: a word or a quoted text, a colon, and a blank or the line's end.
pub(super) fn key_of(line: &str) -> Option<Key<'_>> {
    if let Some(quote) = line.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let name = line.get(1..)?.split(quote).next()?;
        let colon = name.len() + 2;
        let is_key = !name.is_empty() && !name.contains('\\') && is_colon(line, colon);
        return is_key.then_some(Key { name, start: 1, after: colon + 1 });
    }
    let length = line.bytes().take_while(|byte| is_key_byte(*byte)).count();
    let name = line.get(..length)?;
    let begins_well =
        name.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '_' | '<' | '$'));
    (begins_well && is_colon(line, length)).then_some(Key { name, start: 0, after: length + 1 })
}

fn is_colon(line: &str, at: usize) -> bool {
    let bytes = line.as_bytes();
    bytes.get(at) == Some(&b':') && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace)
}

const fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'_' | b'-' | b'.' | b'$' | b'/' | b'<')
        || byte >= 0x80
}

fn is_content(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty() && !text.starts_with('#')
}

fn is_item(line: &str) -> bool {
    let text = line.trim();
    text == "-" || text.starts_with("- ") || text.starts_with("-\t")
}

fn indentation_of(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
