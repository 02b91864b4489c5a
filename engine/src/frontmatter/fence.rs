//! Where a frontmatter begins and ends.

use bailiwick_schema::span::Span;

use super::problem::{Problem, ProblemKind};
use super::{lenient, offset};

/// The parts of a text.
#[derive(Debug)]
pub(super) struct Fenced {
    pub(super) block: Option<Span>,
    pub(super) body: Span,
    pub(super) problems: Vec<Problem>,
}

/// A line and where it begins.
#[derive(Debug, Clone, Copy)]
struct Line<'text> {
    start: usize,
    text: &'text str,
}

impl Line<'_> {
    const fn end(self) -> usize {
        self.start + self.text.len()
    }

    fn is_fence(self, fence: &str) -> bool {
        self.text.trim_end_matches([' ', '\t', '\r', '\n']) == fence
    }
}

pub(super) fn find(text: &str) -> Fenced {
    let mut problems = Vec::new();
    let begin = if text.starts_with('\u{feff}') {
        let message = "the text begins with a byte order mark";
        problems.push(Problem::new(ProblemKind::ByteOrderMark, Span::new(0, 3), message));
        3
    } else {
        0
    };
    if let Some(at) = text.find("\r\n") {
        let span = Span::new(offset(at), offset(at + 2));
        let message = "lines end in CRLF; they are read as LF";
        problems.push(Problem::new(ProblemKind::CarriageReturns, span, message));
    }
    let mut fenced =
        Fenced { block: None, body: Span::new(offset(begin), offset(text.len())), problems };
    let mut lines = lines(text, begin);
    let Some(opening) = lines.next() else { return fenced };
    if !opening.is_fence("---") {
        fenced.problems.extend(late_fence(text, begin));
        return fenced;
    }
    let start = opening.end();
    if let Some(closing) = lines.find(|line| line.is_fence("---") || line.is_fence("...")) {
        fenced.block = Some(Span::new(offset(start), offset(closing.start)));
        fenced.body = Span::new(offset(closing.end()), offset(text.len()));
        let span = Span::new(offset(closing.start), offset(closing.start + 3));
        if closing.is_fence("...") {
            let message = "the frontmatter is closed by `...`, which not every tool accepts";
            fenced.problems.push(Problem::new(ProblemKind::ClosedByDots, span, message));
        }
        fenced.problems.extend(second_block(text, closing.end()));
        return fenced;
    }
    let end = end_of_entries(text, start);
    let message = if end > start {
        fenced.block = Some(Span::new(offset(start), offset(end)));
        fenced.body = Span::new(offset(end), offset(text.len()));
        "no `---` closes the frontmatter; its first lines that read as entries are taken"
    } else {
        "no `---` closes the frontmatter and its first line is not an entry; all of it is read as body"
    };
    let span = Span::new(offset(opening.start), offset(opening.start + 3));
    fenced.problems.push(Problem::new(ProblemKind::Unclosed, span, message));
    fenced
}

fn lines(text: &str, begin: usize) -> impl Iterator<Item = Line<'_>> {
    let mut start = begin;
    text.get(begin..).unwrap_or_default().split_inclusive('\n').map(move |text| {
        let line = Line { start, text };
        start = line.end();
        line
    })
}

/// A frontmatter that begins below blank lines.
fn late_fence(text: &str, begin: usize) -> Option<Problem> {
    let line = lines(text, begin).find(|line| !line.text.trim().is_empty())?;
    if line.start == begin
        || !line.is_fence("---")
        || end_of_entries(text, line.end()) == line.end()
    {
        return None;
    }
    let span = Span::new(offset(line.start), offset(line.start + 3));
    let message = "a frontmatter begins on the first line or not at all; this one is read as body";
    Some(Problem::new(ProblemKind::NotAtStart, span, message))
}

/// Entries that follow the closing fence and are closed by another one.
fn second_block(text: &str, begin: usize) -> Option<Problem> {
    let mut start = begin;
    if let Some(line) = lines(text, begin).find(|line| !line.text.trim().is_empty()) {
        start = if line.is_fence("---") { line.end() } else { line.start };
    }
    let end = end_of_entries(text, start);
    let closing = lines(text, end).next()?;
    if end == start || !closing.is_fence("---") {
        return None;
    }
    let span = Span::new(offset(start), offset(end));
    let message = "a second frontmatter follows the first; it is read as body";
    Some(Problem::new(ProblemKind::SecondBlock, span, message))
}

/// Where the lines that read as entries end: at a blank line, a heading, or a text that is no entry.
fn end_of_entries(text: &str, start: usize) -> usize {
    let mut end = start;
    for line in lines(text, start) {
        let continues =
            end > start && (line.text.starts_with([' ', '\t']) || line.text.starts_with("- "));
        let blank = line.text.trim().is_empty();
        if blank || !(continues || lenient::key_of(line.text).is_some()) {
            break;
        }
        end = line.end();
    }
    end
}
