//! The pieces of a change: what went, what came, each with its place.

use bailiwick_engine::diff::{Group, Piece, Stand, Stands, What, Words, words};
use bailiwick_engine::show::Source;

use super::super::{Named, Report};
use super::paint::{Paint, Tint};
use crate::output::count::counted;
use crate::output::padded::padded;
use crate::output::visible::visible;
use crate::output::why;

/// So many pieces of a group are shown.
const MOST_PIECES: usize = 20;

/// So many characters of one value are shown.
const MOST_CHARACTERS: usize = 160;

/// So many words stand around those that differ.
const AROUND: usize = 6;

/// A sign, what it stands before, and its place.
struct Line {
    tint: Tint,
    sign: char,
    text: String,
    place: String,
}

/// A line a piece, places aligned.
pub(super) fn pieces(report: &Report<'_>, group: &Group, paint: Paint) -> Vec<String> {
    let change = &group.change;
    let both = || change.pieces.iter().zip(&group.places);
    let mut lines: Vec<Line> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    for (piece, stand) in both().take(MOST_PIECES) {
        match (&change.what, &piece.before, &piece.after) {
            (What::Text, Some(before), Some(after)) => {
                texts.push(spoken(&words(before, after), paint));
                lines.extend(text_places(report, stand));
            }
            _ => lines.extend(of_piece(report, piece, stand)),
        }
    }
    let width = lines.iter().map(|line| line.text.chars().count()).max().unwrap_or_default();
    let drawn = lines.iter().map(|line| {
        let text = padded(&line.text, if line.place.is_empty() { 0 } else { width });
        let text = paint.tinted(line.tint, &format!("{} {text}", line.sign));
        format!("{text}  {}", paint.dim(&line.place)).trim_end().to_owned()
    });
    let mut all: Vec<String> = texts.into_iter().chain(drawn).collect();
    let more = change.pieces.len().saturating_sub(MOST_PIECES);
    if more > 0 {
        all.push(format!("and {}", counted(more, "more line")));
    }
    all
}

fn of_piece(report: &Report<'_>, piece: &Piece, stand: &Stand) -> Vec<Line> {
    let line = |sign, tint, text: &Option<_>, side: &Named<'_>, source: &Option<Source>| {
        let text: &Option<std::sync::Arc<str>> = text;
        text.as_ref().map(|text| Line {
            tint,
            sign,
            text: shortened(text),
            place: source.as_ref().map_or_else(String::new, |source| place(side, source)),
        })
    };
    let gone = line('-', Tint::Red, &piece.before, &report.before, &stand.before);
    let new = line('+', Tint::Green, &piece.after, &report.after, &stand.after);
    let mut lines: Vec<Line> = gone.into_iter().chain(new).collect();
    if lines.is_empty() {
        lines.extend(text_places(report, stand));
    }
    lines
}

/// The places of a text or of an agent, which are not repeated as values.
fn text_places(report: &Report<'_>, stand: &Stand) -> Vec<Line> {
    let line = |sign, tint, side: &Named<'_>, source: &Option<Source>| {
        source.as_ref().map(|source| Line {
            tint,
            sign,
            text: place(side, source),
            place: String::new(),
        })
    };
    let before = line('-', Tint::Plain, &report.before, &stand.before);
    let after = line('+', Tint::Plain, &report.after, &stand.after);
    before.into_iter().chain(after).collect()
}

fn place(side: &Named<'_>, source: &Source) -> String {
    why::place(source, &side.prefix)
}

/// A value on one line, and not too much of it.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = if text.contains('\n') { line } else { text.to_owned() };
    let mut shown: String = line.chars().take(MOST_CHARACTERS).collect();
    if line.chars().count() > MOST_CHARACTERS {
        shown.push('…');
    }
    visible(&shown).into_owned()
}

/// What changed of a text, with some words around it.
fn spoken(runs: &[Words], paint: Paint) -> String {
    let last = runs.len().saturating_sub(1);
    let mut text = String::new();
    for (at, run) in runs.iter().enumerate() {
        let words: Vec<&str> = run.text.split_whitespace().collect();
        let part = match run.stands {
            Stands::Both => around(&words, at == 0, at == last),
            Stands::Before => marked(&words, ("[-", "-]"), Tint::Red, paint),
            Stands::After => marked(&words, ("{+", "+}"), Tint::Green, paint),
        };
        if !part.is_empty() {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(&part);
        }
    }
    text
}

fn around(words: &[&str], is_first: bool, is_last: bool) -> String {
    let head = if is_first { 0 } else { AROUND.min(words.len()) };
    let tail = if is_last { 0 } else { AROUND.min(words.len().saturating_sub(head)) };
    let start = words.get(..head).unwrap_or_default().join(" ");
    let end = words.get(words.len() - tail..).unwrap_or_default().join(" ");
    let gap = if head + tail < words.len() { "…" } else { "" };
    let parts = [start.as_str(), gap, end.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    visible(&parts.join(" ")).into_owned()
}

fn marked(words: &[&str], (open, close): (&str, &str), tint: Tint, paint: Paint) -> String {
    let words = shortened(&words.join(" "));
    if paint.has_colour() { paint.tinted(tint, &words) } else { format!("{open}{words}{close}") }
}
