//! YAML frontmatter of Markdown files as data, read as leniently as the tools that own the files read it.
//!
//! Strict YAML comes first; where it refuses, the entries are read one by one. What was not plain is told in `problems`;
//! what it means is left to the importers and to the check rules.

mod fence;
mod lenient;
mod problem;
mod scalar;
mod strict;
#[cfg(test)]
mod tests;
mod value;

use std::borrow::Cow;

use bailiwick_schema::span::{Span, offset};

pub use problem::{Problem, ProblemKind};
pub use value::{Entry, Item, Scalar, ScalarKind, ScalarStyle, Value, Words, outside_parentheses};

/// A Markdown text, split into its frontmatter and its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frontmatter<'text> {
    text: &'text str,
    /// The lines between the fences; nothing where the text has no frontmatter.
    pub block: Option<Span>,
    /// All that follows the closing fence, the line end of the fence excepted.
    pub body: Span,
    /// The entries of the block in the order of the text; a key that stands twice is here twice.
    pub entries: Vec<Entry>,
    /// How the block could be read.
    pub reading: Reading,
    /// What is not as it should be, in the order of the text.
    pub problems: Vec<Problem>,
}

/// How a block of frontmatter could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The text has no frontmatter.
    Absent,
    /// It is YAML.
    Strict,
    /// YAML refuses it; it was read entry by entry.
    Lenient,
}

impl<'text> Frontmatter<'text> {
    /// The last entry with this key: later ones win.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.key == key)
    }

    /// The text of the last entry with this key, where it is a scalar.
    #[must_use]
    pub fn text_of(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The body, byte for byte.
    #[must_use]
    pub fn body(&self) -> &'text str {
        self.body.text(self.text)
    }

    /// The lines between the fences, byte for byte; empty where there are none.
    #[must_use]
    pub fn block(&self) -> &'text str {
        self.block.map_or("", |block| block.text(self.text))
    }

    /// Whether such a problem was found.
    #[must_use]
    pub fn has(&self, kind: ProblemKind) -> bool {
        self.problems.iter().any(|problem| problem.kind == kind)
    }
}

/// Splits a Markdown text into frontmatter and body, in time linear in its length.
///
/// Never fails: what has no frontmatter is all body. Aliases are never followed.
#[must_use]
pub fn split(text: &str) -> Frontmatter<'_> {
    let fenced = fence::find(text);
    let mut problems = fenced.problems;
    let mut frontmatter = Frontmatter {
        text,
        block: fenced.block,
        body: fenced.body,
        entries: Vec::new(),
        reading: Reading::Absent,
        problems: Vec::new(),
    };
    if let Some(block) = fenced.block {
        let source = block.text(text);
        problems.extend(layout_problems(source, block.start));
        let strict = strict::read(source, block.start);
        let read = match strict {
            Ok(read) => {
                frontmatter.reading = Reading::Strict;
                read
            }
            Err(refusal) => {
                frontmatter.reading = Reading::Lenient;
                problems.push(refusal);
                lenient::read(source, block.start)
            }
        };
        problems.extend(duplicates(&read.entries));
        problems.extend(comments(text, &read.entries));
        if read.entries.is_empty() {
            problems.push(Problem::new(
                ProblemKind::Empty,
                block,
                "the frontmatter has no entries",
            ));
        }
        problems.extend(read.problems);
        frontmatter.entries = read.entries;
    }
    problems.sort_by_key(|problem| (problem.span, problem.kind));
    frontmatter.problems = problems;
    frontmatter
}

/// A text with the line ends that this tool writes: LF for CRLF, all else as it is.
#[must_use]
pub fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// What was read of a block.
#[derive(Debug, Default)]
struct Read {
    entries: Vec<Entry>,
    problems: Vec<Problem>,
}

fn layout_problems(block: &str, base: u32) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(at) = block.find('\0') {
        let span = Span::at(base + offset(at));
        let message = "a NUL character stands in the frontmatter";
        problems.push(Problem::new(ProblemKind::NullCharacter, span, message));
    }
    let mut start = 0;
    for line in block.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        let has_tab = line.get(..indentation).is_some_and(|blank| blank.contains('\t'));
        if has_tab && !line.trim().is_empty() {
            let span = Span::new(base + offset(start), base + offset(start + indentation));
            let message = "a tab stands in the indentation, where YAML allows spaces only";
            problems.push(Problem::new(ProblemKind::TabIndentation, span, message));
        }
        start += line.len();
    }
    problems
}

fn duplicates(entries: &[Entry]) -> Vec<Problem> {
    let mut seen = rustc_hash::FxHashSet::default();
    let mut problems = Vec::new();
    for entry in entries {
        if !seen.insert(entry.key.as_str()) {
            let message = format!("the key `{}` stands twice; the last one holds", entry.key);
            problems.push(Problem::new(ProblemKind::DuplicateKey, entry.key_span, message));
        }
        if entry.key == "<<" {
            let message = "a merge key is not followed; its entries are not read";
            problems.push(Problem::new(ProblemKind::MergeKey, entry.key_span, message));
        }
    }
    problems
}

/// Comments behind values without quotes: `description: closes #12`.
fn comments<'e>(text: &'e str, entries: &'e [Entry]) -> impl Iterator<Item = Problem> + 'e {
    entries.iter().filter_map(|entry| {
        let Value::Scalar(Scalar { style: ScalarStyle::Plain, .. }) = entry.value else {
            return None;
        };
        let end = entry.span.end as usize;
        let rest = text.get(end..)?.split('\n').next()?;
        let comment = rest.trim();
        if !comment.starts_with('#') {
            return None;
        }
        let start = offset(end + rest.len() - rest.trim_start().len());
        let message =
            format!("what stands behind the value of `{}` is a comment, no part of it", entry.key);
        let span = Span::new(start, start + offset(comment.len()));
        Some(Problem::new(ProblemKind::CommentBehindValue, span, message))
    })
}
