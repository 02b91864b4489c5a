//! What became of a file of a project.

use bailiwick_schema::path::FilePath;

use super::super::InputFile;
use super::super::report::{FileReport, Note, Outcome, Topic};

/// A file that something was made of.
pub(super) fn made(
    file: &InputFile,
    agent: Option<String>,
    written: Vec<FilePath>,
    notes: Vec<Note>,
) -> FileReport {
    let mut report = FileReport {
        path: file.path.clone(),
        outcome: Outcome::Imported,
        agent,
        written,
        notes,
        mapped: Vec::new(),
        unmapped: Vec::new(),
    };
    settle(&mut report);
    report
}

/// Says whether something of a file is otherwise than it stands.
pub(super) fn settle(report: &mut FileReport) {
    let is_approximated = report.notes.iter().any(|note| note.topic.is_approximation())
        || report.mapped.iter().any(|mapped| mapped.stricter.is_some());
    report.outcome = if is_approximated { Outcome::Approximated } else { Outcome::Imported };
    report.notes.sort_by_key(|note| note.line);
}

/// A file that is none of those that are read.
pub(super) fn ignored(file: &InputFile, why: &str) -> FileReport {
    not_made(file, Outcome::Ignored, Topic::Ignored, why)
}

/// A file that ought to be read and cannot be.
pub(super) fn refused(file: &InputFile, why: &str) -> FileReport {
    not_made(file, Outcome::Refused, Topic::Refused, why)
}

fn not_made(file: &InputFile, outcome: Outcome, topic: Topic, why: &str) -> FileReport {
    let notes = vec![Note { topic, line: None, text: why.to_owned() }];
    FileReport {
        path: file.path.clone(),
        outcome,
        agent: None,
        written: Vec::new(),
        notes,
        mapped: Vec::new(),
        unmapped: Vec::new(),
    }
}
