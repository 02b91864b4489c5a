//! The pieces of a change: what went, what came, each with its place; for each form to draw.

use bailiwick_engine::diff::{Group, Piece, Stand, Stands, What, Words, words};
use bailiwick_engine::show::Source;

use super::{Named, Report};
use crate::output::visible::visible;
use crate::output::why;

/// So many characters of one value are shown.
const MOST_CHARACTERS: usize = 160;

/// So many words stand around those that differ.
const AROUND: usize = 6;

/// What is drawn of a piece; nothing of it moves the cursor or ends the line.
pub(super) enum Line {
    /// What stands on a side, and where.
    Side(Sign, String, String),
    /// The words of a text that differ, with some around them.
    Words(Vec<Run>),
}

/// A side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// What went.
    Gone,
    /// What came.
    New,
}

/// Words that stand together.
pub(super) struct Run {
    pub(super) stands: Stands,
    pub(super) text: String,
}

impl Sign {
    /// As in every other diff.
    pub(super) const fn as_char(self) -> char {
        match self {
            Self::Gone => '-',
            Self::New => '+',
        }
    }
}

impl Run {
    /// The words with the marks of `wdiff` around those that differ.
    pub(super) fn marked(&self) -> String {
        match self.stands {
            Stands::Both => self.text.clone(),
            Stands::Before => format!("[-{}-]", self.text),
            Stands::After => format!("{{+{}+}}", self.text),
        }
    }
}

/// The lines of a group's first pieces, `most` of them, and how many pieces are left out.
pub(super) fn lines(report: &Report<'_>, group: &Group, most: usize) -> (Vec<Line>, usize) {
    let change = &group.change;
    let mut lines: Vec<Line> = Vec::new();
    for (piece, stand) in change.pieces.iter().zip(&group.places).take(most) {
        match (&change.what, &piece.before, &piece.after) {
            (What::Text, Some(before), Some(after)) => {
                lines.push(Line::Words(condensed(&words(before, after))));
                lines.extend(places(report, stand));
            }
            _ => lines.extend(sides(report, piece, stand)),
        }
    }
    (lines, change.pieces.len().saturating_sub(most))
}

fn sides(report: &Report<'_>, piece: &Piece, stand: &Stand) -> Vec<Line> {
    let line = |sign, text: Option<&str>, side: &Named<'_>, source: Option<&Source>| {
        let place = source.map_or_else(String::new, |source| place(side, source));
        text.map(|text| Line::Side(sign, shortened(text, MOST_CHARACTERS), place))
    };
    let gone = line(Sign::Gone, piece.before.as_deref(), &report.before, stand.before.as_ref());
    let new = line(Sign::New, piece.after.as_deref(), &report.after, stand.after.as_ref());
    let lines: Vec<Line> = gone.into_iter().chain(new).collect();
    if lines.is_empty() { places(report, stand) } else { lines }
}

/// The places of a text or of an agent, which are not repeated as values.
fn places(report: &Report<'_>, stand: &Stand) -> Vec<Line> {
    let line = |sign, side: &Named<'_>, source: Option<&Source>| {
        source.map(|source| Line::Side(sign, place(side, source), String::new()))
    };
    let before = line(Sign::Gone, &report.before, stand.before.as_ref());
    let after = line(Sign::New, &report.after, stand.after.as_ref());
    before.into_iter().chain(after).collect()
}

fn place(side: &Named<'_>, source: &Source) -> String {
    why::place(source, &side.prefix)
}

/// A value on one line, invisible characters as code points, and not too much of it.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line = if text.contains('\n') {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    };
    let shown = visible(&line);
    if shown.chars().count() <= most {
        return shown.into_owned();
    }
    let mut cut: String = shown.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// What changed of a text, with some words around it.
fn condensed(runs: &[Words]) -> Vec<Run> {
    let last = runs.len().saturating_sub(1);
    let condensed = runs.iter().enumerate().map(|(at, run)| {
        let words: Vec<&str> = run.text.split_whitespace().collect();
        let text = match run.stands {
            Stands::Both => around(&words, at == 0, at == last),
            Stands::Before | Stands::After => shortened(&words.join(" "), MOST_CHARACTERS),
        };
        Run { stands: run.stands, text }
    });
    condensed.filter(|run| !run.text.is_empty()).collect()
}

fn around(words: &[&str], is_first: bool, is_last: bool) -> String {
    let head = if is_first { 0 } else { AROUND.min(words.len()) };
    let tail = if is_last { 0 } else { AROUND.min(words.len().saturating_sub(head)) };
    let start = words.get(..head).unwrap_or_default().join(" ");
    let end = words.get(words.len() - tail..).unwrap_or_default().join(" ");
    let gap = if head + tail < words.len() { "…" } else { "" };
    let parts = [start.as_str(), gap, end.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    shortened(&parts.join(" "), 4 * MOST_CHARACTERS)
}
