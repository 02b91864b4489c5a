//! What an import did with each file, and what it could not write.

mod lines;

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_schema::path::FilePath;

/// What became of the input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Every input file exactly once, sorted by path.
    pub files: Vec<FileReport>,
    /// The formats by which files were read, each with their number.
    pub formats: Vec<(&'static str, usize)>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// Its path below the imported folder.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The agent that was made of it.
    pub agent: Option<String>,
    /// The files that were made of it.
    pub written: Vec<FilePath>,
    /// What else is to be known, in the order of the file.
    pub notes: Vec<Note>,
    /// What was written otherwise than it stands, word by word, in the order of the file.
    pub mapped: Vec<Mapped>,
    /// What has no place in the declaration, in the order of the file.
    pub unmapped: Vec<Unmapped>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Declarations were made of it as it stands.
    Imported,
    /// Declarations were made of it, and something had to be read or written otherwise than it stands; its notes say what.
    Approximated,
    /// It ought to be read and cannot be; its notes say why.
    Refused,
    /// It declares nothing.
    Ignored,
}

/// Something to be known about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub topic: Topic,
    /// The line of the input, from 1.
    pub line: Option<u32>,
    /// What it is: lower case, no full stop.
    pub text: String,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The file cannot be read, or holds nothing.
    Refused,
    /// The file is no agent.
    Ignored,
    /// The agent has another name than the file gives.
    Renamed,
    /// The file gives no name; the agent has that of the file.
    NameFromFile,
    /// The frontmatter is not as YAML wants it, or is missing.
    Frontmatter,
    /// A value was changed to fit.
    Changed,
    /// The file holds no instructions.
    NoInstructions,
    /// The file gives no description.
    NoSummary,
    /// The agent runs on the model of whoever starts it.
    InheritedModel,
    /// The file names no model.
    NoModel,
    /// A word stands for a model that changes.
    ModelAlias,
    /// A model is not known.
    UnknownModel,
    /// The agent may use every tool.
    AllTools,
    /// The agent has no tool.
    NoTools,
    /// A tool is not known, or is one of former days.
    UncommonTool,
    /// A tool or a rule is not given.
    LeftOut,
    /// A rule gives nothing and takes nothing away.
    NotNeeded,
    /// The instructions of all agents of the project are those of its main session.
    MainSession,
    /// A secret was taken out.
    Secret,
    /// Line ends or a byte order mark were normalised.
    Encoding,
}

/// A word that was written in the language's own terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// The key that it stands at.
    pub key: String,
    /// The line of the input, from 1.
    pub line: u32,
    /// The word as it is written.
    pub value: String,
    /// What it is in the declaration; empty where leaving it out says the same.
    pub written: Vec<String>,
    /// What the source gives and the declaration does not; none where they give the same.
    pub stricter: Option<String>,
    /// A request that shows it, where one was made for it.
    pub witness: Option<String>,
}

/// An entry that has no place in the declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmapped {
    /// Its key.
    pub key: String,
    /// The line of the input, from 1.
    pub line: u32,
    /// The value as it is written, shortened to 80 characters.
    pub value: String,
    /// The names that it holds, where it is a list of names.
    pub names: Vec<String>,
}

/// How many files of each kind there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// All input files.
    pub files: usize,
    /// Imported as they stand.
    pub imported: usize,
    /// Imported with approximations.
    pub approximated: usize,
    /// Refused.
    pub refused: usize,
    /// No agents.
    pub ignored: usize,
    /// How many files have a note of each topic.
    pub topics: BTreeMap<Topic, usize>,
    /// What was mapped, by key.
    pub mapped: BTreeMap<String, Count>,
    /// What was made stricter, by what is not given.
    pub stricter: BTreeMap<String, Count>,
    /// What was not mapped, by key.
    pub unmapped: BTreeMap<String, Count>,
}

/// How often something was mapped or not mapped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// In how many files.
    pub files: usize,
    /// The names that it held, each with the number of files that name it.
    pub names: BTreeMap<String, usize>,
}

impl Report {
    /// Counts the files, notes and unmapped entries.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { files: self.files.len(), ..Counts::default() };
        for file in &self.files {
            *counts.of(file.outcome) += 1;
            let topics: BTreeSet<_> = file.notes.iter().map(|note| note.topic).collect();
            for topic in topics {
                *counts.topics.entry(topic).or_default() += 1;
            }
            counts.add(file);
        }
        counts
    }

    /// Whether a file that ought to be an agent is not among the output.
    #[must_use]
    pub fn has_refusals(&self) -> bool {
        self.files.iter().any(|file| file.outcome == Outcome::Refused)
    }
}

impl Counts {
    /// How many files have a note of this topic.
    #[must_use]
    pub fn topic(&self, topic: Topic) -> usize {
        self.topics.get(&topic).copied().unwrap_or_default()
    }

    fn of(&mut self, outcome: Outcome) -> &mut usize {
        match outcome {
            Outcome::Imported => &mut self.imported,
            Outcome::Approximated => &mut self.approximated,
            Outcome::Refused => &mut self.refused,
            Outcome::Ignored => &mut self.ignored,
        }
    }

    fn add(&mut self, file: &FileReport) {
        let mapped =
            file.mapped.iter().map(|mapped| (mapped.key.as_str(), [mapped.value.as_str()]));
        add(&mut self.mapped, mapped);
        let stricter = file
            .mapped
            .iter()
            .filter_map(|mapped| Some((mapped.stricter.as_deref()?, [mapped.value.as_str()])));
        add(&mut self.stricter, stricter);
        let unmapped = file.unmapped.iter();
        add(
            &mut self.unmapped,
            unmapped.map(|entry| (entry.key.as_str(), entry.names.iter().map(String::as_str))),
        );
    }
}

/// Counts the keys of one file, and the names at them, each once.
fn add<'r, N: IntoIterator<Item = &'r str>>(
    counts: &mut BTreeMap<String, Count>,
    found: impl Iterator<Item = (&'r str, N)>,
) {
    let mut by_key: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (key, names) in found {
        by_key.entry(key).or_default().extend(names);
    }
    for (key, names) in by_key {
        let count = counts.entry(key.to_owned()).or_default();
        count.files += 1;
        for name in names {
            *count.names.entry(name.to_owned()).or_default() += 1;
        }
    }
}

impl FileReport {
    /// Whether it ought to be read and cannot be.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.outcome == Outcome::Refused
    }
}

impl Outcome {
    /// The word in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Approximated => "approximated",
            Self::Refused => "refused",
            Self::Ignored => "ignored",
        }
    }
}

impl Topic {
    /// The word in machine-readable output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Ignored => "ignored",
            Self::Renamed => "renamed",
            Self::NameFromFile => "name-from-file",
            Self::Frontmatter => "frontmatter",
            Self::Changed => "changed",
            Self::NoInstructions => "no-instructions",
            Self::NoSummary => "no-summary",
            Self::InheritedModel => "inherited-model",
            Self::NoModel => "no-model",
            Self::ModelAlias => "model-alias",
            Self::UnknownModel => "unknown-model",
            Self::AllTools => "all-tools",
            Self::NoTools => "no-tools",
            Self::UncommonTool => "uncommon-tool",
            Self::LeftOut => "left-out",
            Self::NotNeeded => "not-needed",
            Self::MainSession => "main-session",
            Self::Secret => "secret",
            Self::Encoding => "encoding",
        }
    }

    /// Whether the agent is otherwise than the file says.
    #[must_use]
    pub const fn is_approximation(self) -> bool {
        matches!(
            self,
            Self::Renamed
                | Self::NameFromFile
                | Self::Frontmatter
                | Self::Changed
                | Self::AllTools
                | Self::LeftOut
                | Self::Secret
        )
    }

    /// Whether the agent may do less than the file says.
    #[must_use]
    pub const fn is_stricter(self) -> bool {
        matches!(self, Self::AllTools | Self::LeftOut)
    }
}
