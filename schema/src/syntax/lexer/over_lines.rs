//! Where a text in single quotes ends that was written over several lines, as KDL 1 lets one.

use super::Lexer;
use crate::syntax::character::{is_newline, is_space, newline_length};

/// How many lines are searched, and how many bytes.
const LINES: usize = 400;
const BYTES: usize = 64 << 10;

impl Lexer<'_> {
    /// The byte behind the quote that closes a text on a later line; none where the next lines are nodes rather than prose.
    pub(super) fn end_over_lines(&mut self) -> Option<usize> {
        if self.searches == 0 {
            return None;
        }
        let limit = self.at.saturating_add(BYTES).min(self.bytes.len());
        let mut at = self.at;
        for _ in 0..LINES {
            let start = at + newline_length(self.text, at);
            if start == at || start >= limit {
                break;
            }
            let end = self.line_end(start).min(limit);
            let line = self.text.get(start..end).unwrap_or_default();
            match judge(line) {
                Line::Prose => at = end,
                Line::Closes(length) => return Some(start + length),
                Line::Node => break,
            }
        }
        self.searches = self.searches.saturating_sub(1);
        None
    }
}

/// What a line is to a text that has not ended yet.
enum Line {
    Prose,
    /// The text ends so many bytes into the line.
    Closes(usize),
    Node,
}

fn judge(line: &str) -> Line {
    let quotes = unescaped_quotes(line);
    let body = line.trim_end_matches(|last| is_space(last) || matches!(last, '{' | '}' | ';'));
    if quotes % 2 == 1 && body.ends_with('"') {
        let before = body.get(..body.len() - 1).unwrap_or_default();
        // `title "` opens a text rather than closing one.
        let opens = before.ends_with(is_space) && !before.trim().is_empty();
        return if opens { Line::Node } else { Line::Closes(body.len()) };
    }
    if body.len() < line.trim_end_matches(is_space).len() || is_node(body) {
        return Line::Node;
    }
    Line::Prose
}

/// Whether a line reads as a node with a text behind its name.
fn is_node(line: &str) -> bool {
    let line = line.trim_start_matches(is_space);
    let name = |character: char| character.is_ascii_lowercase() || matches!(character, '-' | '_');
    let rest = line.trim_start_matches(name);
    let named = rest.len() < line.len();
    let value = rest.trim_start_matches(is_space);
    named
        && ((value.len() < rest.len() && value.starts_with('"') && value.ends_with('"'))
            || rest.starts_with("=\""))
}

fn unescaped_quotes(line: &str) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for character in line.chars().take_while(|character| !is_newline(*character)) {
        count += usize::from(character == '"' && !escaped);
        escaped = character == '\\' && !escaped;
    }
    count
}
