//! Other tools' agent definitions as Bailiwick files: values in, files and a report out.
//!
//! An importer loses nothing without saying so: every input file is in the report exactly once, with what of it could not
//! be written. Reading and writing the disk is left to the caller.

pub mod agent_spec;
pub mod claude_agents;
pub mod claude_code;
mod grants;
mod manifest;
mod name;
mod report;
mod servers;
#[cfg(test)]
mod tests;
mod text;

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
    /// Whether a file is there for this tool and no other.
    pub claims: fn(&InputFile) -> bool,
    /// Whether it reads the files of whole projects, among many others that are none of its own.
    pub is_of_projects: bool,
    /// Makes files of files.
    pub run: fn(&[InputFile], &Options) -> Imported,
}

/// All formats, in the order of `--help`.
pub static IMPORTERS: &[&Importer] =
    &[&claude_code::IMPORTER, &claude_agents::IMPORTER, &agent_spec::IMPORTER];

/// The importer of a format.
#[must_use]
pub fn importer(name: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().copied().find(|importer| importer.name == name)
}

/// The formats of these files: those that claim one, or else the first that wants one.
#[must_use]
pub fn found(files: &[InputFile]) -> Vec<&'static Importer> {
    let paths = || files.iter().map(|file| file.path.as_str());
    let all = || IMPORTERS.iter().copied();
    let claiming: Vec<_> = all().filter(|one| files.iter().any(one.claims)).collect();
    if !claiming.is_empty() {
        return claiming;
    }
    all().find(|one| paths().any(one.wants)).into_iter().collect()
}

/// Imports files by several formats into one workspace: what one of them declares, the next ones know of.
#[must_use]
pub fn import(files: &[InputFile], importers: &[&Importer], options: &Options) -> Imported {
    let mut options = options.clone();
    let mut all = Imported { files: Vec::new(), report: Report::default() };
    for importer in importers {
        let wanted: Vec<InputFile> =
            files.iter().filter(|file| (importer.wants)(&file.path)).cloned().collect();
        // Who is asked for one format only is told of every file.
        let files = if importers.len() == 1 && !importer.is_of_projects { files } else { &wanted };
        let made = (importer.run)(files, &options);
        options.has_manifest |= !made.files.is_empty();
        options.declared.extend(made.files.iter().filter_map(declared_agent));
        let is_new = |file: &OutputFile| !all.files.iter().any(|other| other.path == file.path);
        let new: Vec<OutputFile> = made.files.into_iter().filter(is_new).collect();
        all.files.extend(new);
        all.report.formats.push((importer.name, made.report.files.len()));
        all.report.files.extend(made.report.files);
    }
    all.files.sort_by(|left, right| left.path.cmp(&right.path));
    all.report.files.sort_by(|left, right| left.path.cmp(&right.path));
    all
}

/// The agent that a file declares, by its place.
fn declared_agent(file: &OutputFile) -> Option<(String, FilePath)> {
    let place = file.path.as_str().strip_prefix("context/agents/")?.strip_suffix(".kdl")?;
    // Elsewhere, so that the next format takes another name.
    Some((place.to_owned(), FilePath::new(format!("{}#", file.path))))
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
    /// Where the files that are imported lie, as absolute paths (`/home/ada/acme`) and paths of the home folder (`~/acme`): a
    /// rule may name one of them so.
    pub roots: Vec<String>,
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
