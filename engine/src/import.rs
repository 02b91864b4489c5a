//! Other tools' agent definitions as Bailiwick files: values in, files and a report out.
//!
//! An importer loses nothing without saying so: every input file is in the report exactly once, with what of it could not
//! be written. Reading and writing the disk is left to the caller.

pub mod claude_agents;
mod manifest;
mod name;
mod report;
#[cfg(test)]
mod tests;

use bailiwick_schema::path::FilePath;

pub use report::{Count, Counts, FileReport, Mapped, Note, Outcome, Report, Topic, Unmapped};

/// A format that can be imported.
#[derive(Debug)]
pub struct Importer {
    /// The word on the command line.
    pub name: &'static str,
    /// What it reads, in one sentence without a full stop.
    pub summary: &'static str,
    /// Whether a file by this path may be a definition; others need not be read.
    pub wants: fn(&str) -> bool,
    /// Makes files of files.
    pub run: fn(&[InputFile], &Options) -> Imported,
}

/// All formats, in the order of `--help`.
pub static IMPORTERS: &[&Importer] = &[&claude_agents::IMPORTER];

/// The importer of a format.
#[must_use]
pub fn importer(name: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().copied().find(|importer| importer.name == name)
}

/// A file to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its path below the folder that is imported, with `/` between parts.
    pub path: String,
    /// Its bytes, or why they could not be read.
    pub content: Result<Vec<u8>, String>,
}

/// What the output is to be like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The workspace's name, where a `bailiwick.kdl` is to be made.
    pub workspace: String,
    /// Whether the output folder has a `bailiwick.kdl`.
    pub has_manifest: bool,
    /// The agents that the output folder's workspace declares, with the paths of their files.
    pub declared: Vec<(String, FilePath)>,
    /// The bases that it declares.
    pub bases: Vec<String>,
    /// The servers that it declares.
    pub servers: Vec<String>,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The files to write, sorted by path; no path stands twice, not even in other letter case.
    pub files: Vec<OutputFile>,
    /// What became of each input file.
    pub report: Report,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path in the workspace.
    pub path: FilePath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
