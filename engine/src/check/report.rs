//! Where checks put what they find.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Rule;
use bailiwick_schema::span::Span;

use crate::policy::Used;

/// Findings as they come; at most 10,000 are kept, the rest counted.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there were.
    pub unlisted: usize,
    /// What exceptions from policies let stand.
    pub used: Vec<Used>,
}

const MOST: usize = 10_000;

impl Report {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST {
            self.diagnostics.push(diagnostic);
        } else {
            self.unlisted += 1;
        }
    }

    /// Adds a finding at a node's name or first argument.
    pub fn at(
        &mut self,
        rule: &'static Rule,
        item: Item<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::new(rule, item.path(), item.key_span(), message).help(help));
    }

    /// Adds a finding at a place.
    pub fn place(
        &mut self,
        rule: &'static Rule,
        path: &FilePath,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::new(rule, path, span, message).help(help));
    }
}
