//! A line that runs on into the next node, without a line end or `;` between them: each node is read as what it is.

use crate::diagnostic::Applicability;
use crate::span::Span;
use crate::syntax::{self, Entry, Value};
use crate::vocabulary::{NodeSpec, ValueKind, child_named};

use super::Layering;
use super::decode::{Decoder, Header};
use super::rules::UNEXPECTED_ARGUMENT;

/// How many entries of a header are its own, where another node of its block begins behind them.
pub(super) fn start(
    parent: Option<&'static NodeSpec>,
    spec: &NodeSpec,
    header: Header<'_>,
) -> Option<usize> {
    let parent = parent?;
    if spec.arguments.last().is_some_and(|last| last.repeats()) {
        return None;
    }
    let mut arguments = header.entries().enumerate().filter(|(_, entry)| entry.key().is_none());
    let (at, entry) = arguments.nth(spec.arguments.len())?;
    let takes_text = spec
        .arguments
        .first()
        .is_some_and(|argument| matches!(argument.value, ValueKind::Text | ValueKind::Line));
    // Several words without quotes are a text, whatever the words are.
    if takes_text && header.entries().next().and_then(word).is_some() {
        return None;
    }
    child_named(Some(parent), &word(entry)?)?;
    Some(at)
}

/// The text of an argument without quotes.
fn word(entry: Entry<'_>) -> Option<String> {
    let Value::Text(text) = entry.value() else { return None };
    let is_bare = entry.key().is_none() && entry.span().len() as usize == text.len();
    is_bare.then(|| text.into_owned())
}

/// Reports and reads what runs on behind the first `start` entries of a node.
pub(super) fn decode(
    decoder: &mut Decoder,
    parent: &'static NodeSpec,
    first: &NodeSpec,
    node: syntax::Node<'_>,
    start: usize,
) {
    let (mut start, mut before) = (Some(start), first.name);
    while let Some(at) = start {
        let Some(entry) = node.entries().nth(at) else { return };
        let spec = word(entry).and_then(|name| child_named(Some(parent), &name));
        let Some(spec) = spec else { return };
        let last = at.checked_sub(1).and_then(|at| node.entries().nth(at));
        let end = last.map_or(node.name_span(), Entry::span).end;
        report(decoder, spec, before, (entry.span(), end));
        let header = Header { node, skip: at + 1, entries: usize::MAX };
        let own = self::start(Some(parent), spec, header);
        let header = Header { entries: own.unwrap_or(usize::MAX), ..header };
        let last = header.entries().last().map_or(entry.span(), Entry::span);
        let end = if own.is_none() { node.span().end } else { last.end };
        let span = Span::new(entry.span().start, end);
        decoder.record(spec, header, Layering::Merge, (entry.span(), span));
        start = own.map(|own| at + 1 + own);
        before = spec.name;
    }
}

fn report(decoder: &mut Decoder, spec: &NodeSpec, before: &str, (span, end): (Span, u32)) {
    let name = spec.name;
    let message = format!("`{name}` begins on the line of `{before}`");
    let found = decoder.report(&UNEXPECTED_ARGUMENT, span, message);
    *found = found.clone().help(format!("begin a new line or write `;` before `{name}`")).fix(
        Applicability::Unsafe,
        "insert `;`",
        Span::at(end),
        ";",
    );
}
