//! Where a text without an end must have ended, judged by line ends, braces and indentation.

use super::Lexer;
use crate::syntax::character::{is_newline, is_space, newline_length};

impl Lexer<'_> {
    /// Gives back the braces at the end of a line that an unclosed text ran over, so that blocks still pair.
    pub(super) fn cut_unclosed(&mut self, start: usize) {
        let token = self.bytes.get(start..self.at).unwrap_or_default();
        let tail = |byte: &u8| matches!(byte, b'{' | b'}' | b';' | b' ' | b'\t');
        let length = token.iter().rev().take_while(|byte| tail(byte)).count();
        let cut = self.at - length.min(token.len().saturating_sub(1));
        let run = self.bytes.get(cut..self.at).unwrap_or_default();
        if run.iter().any(|byte| matches!(byte, b'{' | b'}')) {
            self.at = cut;
        }
    }

    /// Where the line of an offset starts.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let newline = before.char_indices().rfind(|(_, character)| is_newline(*character));
        newline.map_or(0, |(at, character)| at + character.len_utf8())
    }

    fn indentation(&self, line_start: usize) -> usize {
        let line = self.bytes.get(line_start..).unwrap_or_default();
        line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// Whether the closing quotes found at the current byte rather open another text over several lines: they stand
    /// at a line's end behind a node's name, no deeper than the line in which this text starts.
    pub(super) fn opens_another(&self, start: usize, body: usize) -> bool {
        let line = self.line_start(self.at);
        if line <= body {
            return false;
        }
        let before = self.text.get(line..self.at).unwrap_or_default();
        // A sound text has nothing but space and escapes of space before its closing quotes.
        let plain = |character| is_space(character) || is_newline(character) || character == '\\';
        let word = !before.trim_end_matches('#').chars().all(plain);
        let opener = self.indentation(self.line_start(start));
        word && newline_length(self.text, self.at + 3) > 0 && self.indentation(line) <= opener
    }

    /// Where the lines end that are indented deeper than the line in which an unclosed text starts.
    pub(super) fn end_of_indented_lines(
        &mut self,
        start: usize,
        body: usize,
        limit: usize,
    ) -> usize {
        let opener = self.indentation(self.line_start(start));
        let mut end = self.line_end(body).min(limit);
        loop {
            let next = end + newline_length(self.text, end);
            if next == end || next >= limit {
                return end;
            }
            let line_end = self.line_end(next).min(limit);
            let indentation = self.indentation(next);
            if next + indentation < line_end && indentation <= opener {
                return end;
            }
            end = line_end;
        }
    }
}
