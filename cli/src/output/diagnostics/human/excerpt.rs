//! The lines of a source that a finding marks, short enough and safe to show.

use std::ops::Range;

use bailiwick_schema::span::Span;

use crate::output::source::Source;
use crate::output::visible::{is_invisible, push_visible};

/// A line longer than this is cut, in bytes.
const LONG_LINE: u32 = 1_000;
/// How much of a cut line is kept before the first mark, in bytes.
const BEFORE: u32 = 60;
/// How much of a cut line is kept after the start of its first mark, in bytes.
const AFTER: u32 = 200;
/// A mark over more lines than this is shown by its first line.
const MANY_LINES: u32 = 100;
/// Stands where a line was cut.
const CUT: &str = "...";

/// A piece of a source as it is shown, and where the marks lie in it.
pub(super) struct Excerpt {
    /// The lines, with invisible characters as code points.
    pub(super) text: String,
    /// The number of the first line.
    pub(super) first_line: u32,
    /// The byte ranges of the marks in `text`, in the order they were given.
    pub(super) ranges: Vec<Range<usize>>,
}

impl Excerpt {
    /// The lines of `source` from the first to the last that `spans` mark.
    pub(super) fn new(source: &Source, spans: &[Span]) -> Self {
        let spans: Vec<Span> = spans.iter().map(|span| shortened(source, *span)).collect();
        let lines =
            spans.iter().flat_map(|span| [source.line_at(span.start), last_line(source, *span)]);
        let first_line = lines.clone().min().unwrap_or(1);
        let last = lines.max().unwrap_or(1);
        let mut shown = Shown { text: String::new(), places: Vec::new() };
        for number in first_line..=last {
            if number > first_line {
                shown.text.push('\n');
            }
            shown.push_line(source, source.line(number), &spans);
        }
        let ranges = spans.iter().map(|span| shown.range(*span)).collect();
        Self { text: shown.text, first_line, ranges }
    }
}

/// The span inside the text, without the line end that it may stop behind, and of a very long one the first line.
fn shortened(source: &Source, span: Span) -> Span {
    let length = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    let span = Span::new(span.start.min(length), span.end.min(length));
    let first = source.line_at(span.start);
    if last_line(source, span).saturating_sub(first) > MANY_LINES {
        Span::new(span.start, source.line(first).end.max(span.start))
    } else {
        span
    }
}

/// The line of a span's last character.
fn last_line(source: &Source, span: Span) -> u32 {
    source.line_at(if span.is_empty() { span.end } else { span.end - 1 })
}

/// The text that is shown, and where each piece of the source came to stand in it.
struct Shown {
    text: String,
    // INVARIANT: sorted; each character of the source that is shown, and the end of each line.
    places: Vec<(u32, usize)>,
}

impl Shown {
    fn push_line(&mut self, source: &Source, line: Span, spans: &[Span]) {
        let window = window(source.text(), line, spans);
        if window.start > line.start {
            self.text.push_str(CUT);
        }
        let mut at = window.start;
        for character in window.text(source.text()).chars() {
            self.places.push((at, self.text.len()));
            if character == '\t' || !is_invisible(character) {
                self.text.push(character);
            } else {
                push_visible(&mut self.text, character);
            }
            at += u32::try_from(character.len_utf8()).unwrap_or(1);
        }
        self.places.push((at, self.text.len()));
        if window.end < line.end {
            self.text.push_str(CUT);
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.place(span.start);
        let end = self.place(span.end);
        start..end.max(start)
    }

    /// Where an offset of the source came to stand; the next place where it was cut away.
    fn place(&self, offset: u32) -> usize {
        let index = self.places.partition_point(|(at, _)| *at < offset);
        self.places.get(index).map_or(self.text.len(), |(_, place)| *place)
    }
}

/// The part of a line that is shown: all of a short one, of a long one what lies about its first mark.
fn window(text: &str, line: Span, spans: &[Span]) -> Span {
    if line.len() <= LONG_LINE {
        return line;
    }
    let marked = spans.iter().filter(|span| span.end >= line.start && span.start <= line.end);
    let first = marked.map(|span| span.start.max(line.start)).min().unwrap_or(line.start);
    let start = floor(text, first.saturating_sub(BEFORE).max(line.start));
    let end = floor(text, first.saturating_add(AFTER).min(line.end));
    Span::new(start, end)
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, offset: u32) -> u32 {
    u32::try_from(text.floor_char_boundary(offset as usize)).unwrap_or(offset)
}
