//! A source text with quick positions: characters and UTF-16 units are counted once, in blocks.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use bailiwick_schema::span::{LineIndex, Position, Span};

/// Bytes between two counts.
const BLOCK: usize = 512;

/// A source text and where its lines begin.
#[derive(Debug, Clone)]
pub struct Source {
    text: Arc<str>,
    lines: LineIndex,
    // INVARIANT: entry n counts the bytes before n * BLOCK; empty where all is ASCII.
    blocks: Vec<Counts>,
}

/// How many characters and UTF-16 code units a piece of text has.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    characters: u32,
    utf16: u32,
}

impl Source {
    /// Indexes a text.
    #[must_use]
    pub fn new(text: Arc<str>) -> Self {
        let mut blocks = Vec::new();
        if !text.is_ascii() {
            let mut before = Counts::default();
            for block in text.as_bytes().chunks(BLOCK) {
                blocks.push(before);
                before = before.and(block);
            }
            blocks.push(before);
        }
        let lines = LineIndex::new(&text);
        Self { text, lines, blocks }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line (from 1) that holds a byte offset.
    #[must_use]
    pub fn line_at(&self, offset: u32) -> u32 {
        self.lines.line_at(offset)
    }

    /// The bytes of a line (from 1), without its line end.
    #[must_use]
    pub fn line(&self, line: u32) -> Span {
        self.lines.line(&self.text, line)
    }

    /// The line and the column in characters, both from 1.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let (line, counts) = self.within_line(offset);
        Position { line, column: counts.characters + 1 }
    }

    /// The line and the column in UTF-16 code units, both from 1.
    #[must_use]
    pub fn utf16_position(&self, offset: u32) -> Position {
        let (line, counts) = self.within_line(offset);
        Position { line, column: counts.utf16 + 1 }
    }

    /// The line of an offset, and what lies between the line's start and the offset.
    fn within_line(&self, offset: u32) -> (u32, Counts) {
        let offset = offset.min(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let line = self.line_at(offset);
        let start = self.counts_before(self.line(line).start);
        let end = self.counts_before(offset);
        let counts = Counts {
            characters: end.characters.saturating_sub(start.characters),
            utf16: end.utf16.saturating_sub(start.utf16),
        };
        (line, counts)
    }

    fn counts_before(&self, offset: u32) -> Counts {
        let at = offset as usize;
        let Some(before) = self.blocks.get(at / BLOCK) else {
            return Counts { characters: offset, utf16: offset };
        };
        let rest = self.text.as_bytes().get(at / BLOCK * BLOCK..at).unwrap_or_default();
        before.and(rest)
    }
}

impl Counts {
    /// These counts and those of the characters that begin in `bytes`.
    fn and(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |counts, byte| {
            let begins = u32::from(byte & 0xC0 != 0x80);
            let beyond_one_unit = u32::from(*byte >= 0xF0);
            Self {
                characters: counts.characters + begins,
                utf16: counts.utf16 + begins + beyond_one_unit,
            }
        })
    }
}
