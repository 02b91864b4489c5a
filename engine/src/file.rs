//! One KDL file, read and checked by itself: its declarations, its own findings and its suppressions.

use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Document, Item, decode};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{self, Limits};
use bailiwick_schema::vocabulary;

use crate::check::{self, Report};
use crate::suppression::{self, Suppression};

/// A KDL file of a workspace.
#[derive(Debug)]
pub struct File {
    /// What it declares.
    pub document: Document,
    /// What is wrong with it, as far as it tells by itself.
    pub diagnostics: Vec<Diagnostic>,
    /// How many further such findings there are.
    pub unlisted: usize,
    /// The comments that silence findings.
    pub suppressions: Vec<Suppression>,
    /// How many nodes it has.
    pub nodes: usize,
}

impl File {
    /// Reads a text.
    #[must_use]
    pub fn read(path: &FilePath, text: Arc<str>, limits: &Limits) -> Self {
        let parsed = syntax::parse(path, text, limits);
        let decoded = decode(path, &parsed.tree);
        let mut diagnostics = parsed.diagnostics;
        diagnostics.retain(|finding| !is_answered(finding, &decoded.diagnostics));
        diagnostics.extend(decoded.diagnostics);
        mend_nothing_behind_an_unclosed_text(&mut diagnostics);
        let suppressions = suppression::in_tree(&parsed.tree);
        let mut file = Self {
            document: decoded.document,
            diagnostics,
            unlisted: parsed.unlisted + decoded.unlisted,
            suppressions,
            nodes: parsed.tree.node_count(),
        };
        let mut report = Report::default();
        check::items(&file, &mut report);
        file.diagnostics.extend(report.diagnostics);
        file.unlisted += report.unlisted;
        file
    }

    /// Reads bytes; what is not UTF-8 is a finding, and the rest is read.
    #[must_use]
    pub fn from_bytes(path: &FilePath, bytes: Vec<u8>, limits: &Limits) -> Self {
        let (text, diagnostic) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => syntax::decode_utf8(path, error.as_bytes()),
        };
        let mut file = Self::read(path, text.into(), limits);
        file.diagnostics.extend(diagnostic);
        file
    }

    /// Its `use` nodes, in the order of the text.
    pub fn uses(&self) -> impl Iterator<Item = Item<'_>> {
        self.document.roots().filter(|item| item.spec() == &vocabulary::USE)
    }

    /// The file's path.
    #[must_use]
    pub const fn path(&self) -> &FilePath {
        self.document.path()
    }
}

/// Whether a keyword is reported for its missing `#` where the language takes no keyword at all, which says more.
fn is_answered(spelled: &Diagnostic, decoded: &[Diagnostic]) -> bool {
    spelled.rule.code == syntax::rules::BARE_KEYWORD.code
        && decoded.iter().any(|finding| finding.primary.span == spelled.primary.span)
}

/// Behind a text without an end nothing is what it seems: a quote that opens may be one that closes.
fn mend_nothing_behind_an_unclosed_text(diagnostics: &mut [Diagnostic]) {
    let is_unclosed = |found: &&Diagnostic| {
        matches!(
            found.rule.name,
            "unclosed-string" | "unclosed-raw-string" | "unclosed-multi-line-string"
        )
    };
    let starts = diagnostics.iter().filter(is_unclosed).map(|found| found.primary.span.start);
    let Some(first) = starts.min() else { return };
    for found in diagnostics.iter_mut().filter(|found| found.primary.span.start > first) {
        found.fix = None;
    }
}
