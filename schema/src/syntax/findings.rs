//! A bounded collection of syntax errors.

use crate::diagnostic::Diagnostic;
use crate::path::FilePath;
use crate::rule::Rule;
use crate::span::Span;

/// How many errors a file may report; the rest is counted.
const KEPT: usize = 1_000;

/// The text that errors are found in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) path: &'a FilePath,
    pub(super) text: &'a str,
}

impl Source<'_> {
    /// A finding in this text.
    pub(super) fn finding(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule, self.path, span, message)
    }

    /// The text of a span, shortened for a message.
    pub(super) fn excerpt(&self, span: Span) -> String {
        let text = span.text(self.text);
        let line = text.lines().next().unwrap_or_default();
        let short: String = line.chars().take(40).collect();
        if short.len() < text.len() { format!("{short}…") } else { short }
    }
}

/// The errors of one text, at most `KEPT` of them.
#[derive(Debug)]
pub(super) struct Findings<'a> {
    source: Source<'a>,
    kept: Vec<Diagnostic>,
    total: usize,
}

impl<'a> Findings<'a> {
    pub(super) const fn new(source: Source<'a>) -> Self {
        Self { source, kept: Vec::new(), total: 0 }
    }

    /// Counts an error, and builds and keeps it while there is room.
    pub(super) fn add(&mut self, build: impl FnOnce(&Source<'a>) -> Diagnostic) {
        self.total += 1;
        if self.kept.len() < KEPT {
            self.kept.push(build(&self.source));
        }
    }

    /// How many errors there are, kept and in all, to go back to with `forget`.
    pub(super) const fn mark(&self) -> (usize, usize) {
        (self.kept.len(), self.total)
    }

    /// Takes back the errors since a mark.
    pub(super) fn forget(&mut self, (kept, total): (usize, usize)) {
        self.kept.truncate(kept);
        self.total = total;
    }

    /// The text of a span.
    pub(super) fn text(&self, span: Span) -> &'a str {
        span.text(self.source.text)
    }

    /// Adds an error where the text bears it out.
    pub(super) fn add_if(
        &mut self,
        holds: impl FnOnce(&Source<'a>) -> bool,
        build: impl FnOnce(&Source<'a>) -> Diagnostic,
    ) {
        if holds(&self.source) {
            self.add(build);
        }
    }

    /// The first errors of both in the order of the text, and the number of the others.
    pub(super) fn merge(mut self, other: Self) -> (Vec<Diagnostic>, usize) {
        let total = self.total + other.total;
        self.kept.extend(other.kept);
        self.kept.sort_by_key(|finding| finding.primary.span);
        self.kept.truncate(KEPT);
        let unlisted = total - self.kept.len();
        (self.kept, unlisted)
    }
}
