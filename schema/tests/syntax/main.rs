//! Tests of the KDL parser from outside: the official cases, a second opinion, mutants and hostile texts.

#![expect(clippy::disallowed_methods, reason = "tests read their cases and settings")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod canonical;
mod cases;
mod differential;
mod encoding;
mod formatting;
mod generator;
mod hostile;
mod lossless;
mod mutants;
mod mutation;
mod official;
mod random;
mod recovery;
mod rules;
mod second_opinion;
mod words;

use std::sync::Arc;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::syntax::{self, Limits, Parsed};

/// Parses a text with the limits that hold unless set.
fn parse(text: &str) -> Parsed {
    syntax::parse(&FilePath::from("test.kdl"), Arc::from(text), &Limits::default())
}

/// How many errors there are; warnings are none.
fn errors(parsed: &Parsed) -> usize {
    parsed.diagnostics.iter().filter(|finding| finding.severity == Severity::Error).count()
}

/// Each finding as `line:column code message`.
fn report(parsed: &Parsed) -> String {
    let text = parsed.tree.text();
    let lines = bailiwick_schema::span::LineIndex::new(text);
    let mut report = String::new();
    for finding in &parsed.diagnostics {
        let place = lines.position(text, finding.primary.span.start);
        let (code, message) = (finding.rule.code, &finding.message);
        report += &format!("{}:{} {code} {message}\n", place.line, place.column);
    }
    report
}

/// The KDL of a rule's example: `context.kdl` where there are several files.
fn kdl(example: &str) -> &str {
    let declared = example.split_once("-- context.kdl --\n").map_or(example, |(_, text)| text);
    let end = declared.find("\n-- ").map_or(declared.len(), |end| end + 1);
    declared.get(..end).unwrap_or(declared)
}
