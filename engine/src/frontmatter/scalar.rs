//! Texts of entries that strict YAML refuses: block texts, folded lines, members of lists.

use bailiwick_schema::span::Span;

use super::strict;
use super::value::{Item, ScalarStyle, Value};

/// What stands after the colon of a block text: `|`, `>-`, `|2+`.
#[derive(Debug, Clone, Copy)]
pub(super) struct BlockHeader {
    pub(super) style: ScalarStyle,
    chomping: Chomping,
    indentation: Option<usize>,
}

/// What becomes of the line ends at a block text's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chomping {
    /// One stays.
    Clip,
    /// None stays.
    Strip,
    /// All stay.
    Keep,
}

impl BlockHeader {
    pub(super) fn of(header: &str) -> Option<Self> {
        let mut characters = header.chars();
        let style = match characters.next()? {
            '|' => ScalarStyle::Literal,
            '>' => ScalarStyle::Folded,
            _ => return None,
        };
        let mut block = Self { style, chomping: Chomping::Clip, indentation: None };
        let indicators = characters.as_str();
        let rest =
            indicators.trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        let is_header = rest.is_empty()
            || (rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#'));
        let length = indicators.len() - rest.len();
        if !is_header || length > 2 {
            return None;
        }
        for indicator in indicators.chars().take(length) {
            match indicator {
                '+' => block.chomping = Chomping::Keep,
                '-' => block.chomping = Chomping::Strip,
                digit => block.indentation = digit.to_digit(10).map(|digit| digit as usize),
            }
        }
        Some(block)
    }

    /// The text of the lines below the header; tabs count as one column.
    pub(super) fn text(self, source: &str) -> String {
        let blank = [' ', '\t'];
        let first = source.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let margin =
            self.indentation.unwrap_or(first.len() - first.trim_start_matches(blank).len());
        let mut text = String::with_capacity(source.len());
        let mut previous = "";
        for line in source.lines() {
            let indentation = line.len() - line.trim_start_matches(blank).len();
            let content = line.get(indentation.min(margin)..).unwrap_or_default();
            if self.style == ScalarStyle::Folded && is_text(previous) && is_text(content) {
                text.pop();
                text.push(' ');
            } else if self.style == ScalarStyle::Folded
                && is_text(previous)
                && content.trim().is_empty()
            {
                // Of several line ends, folding takes the first away.
                previous = content;
                continue;
            }
            text.push_str(content);
            text.push('\n');
            previous = content;
        }
        self.chomp(&mut text);
        text
    }

    fn chomp(self, text: &mut String) {
        if self.chomping == Chomping::Keep {
            return;
        }
        let length = text.trim_end_matches(['\n', '\r']).len();
        text.truncate(length);
        if self.chomping == Chomping::Clip && !text.is_empty() {
            text.push('\n');
        }
    }
}

/// Whether a line of a folded text takes part in folding: more indented ones do not.
fn is_text(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with([' ', '\t'])
}

/// A text and its continuation lines as one: line ends are spaces, blank lines are line ends.
pub(super) fn folded(header: &str, following: &str) -> String {
    let mut text = header.trim().to_owned();
    let mut blank_lines = 0_usize;
    for line in following.lines().map(str::trim) {
        if line.is_empty() {
            blank_lines += 1;
            continue;
        }
        if !text.is_empty() {
            match blank_lines {
                0 => text.push(' '),
                count => text.extend(std::iter::repeat_n('\n', count)),
            }
        }
        blank_lines = 0;
        text.push_str(line);
    }
    text
}

/// A member of a list: unquoted where it is quoted.
pub(super) fn item(text: &str) -> Value {
    if text.starts_with(['"', '\''])
        && let Some(unquoted) = strict::unquoted(text)
    {
        return Value::scalar(unquoted.into_owned(), ScalarStyle::Quoted);
    }
    Value::scalar(text, ScalarStyle::Plain)
}

/// The members of a bracketed list; commas in quotes, parentheses and brackets belong to their member.
pub(super) fn members(text: &str, span: Span) -> Vec<Item> {
    let mut depth = 0_usize;
    let mut quote = None;
    text.split(|character: char| {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        quote.is_none() && depth == 0 && character == ','
    })
    .map(str::trim)
    .filter(|member| !member.is_empty())
    .map(|member| Item { value: item(member), span })
    .collect()
}
