//! What an import did with each file, and what it could not write.

mod lines;

use std::collections::BTreeMap;

use bailiwick_schema::path::FilePath;

/// What became of the input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Every input file exactly once, sorted by path.
    pub files: Vec<FileReport>,
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
    /// What has no place in the declaration, in the order of the file.
    pub unmapped: Vec<Unmapped>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// An agent was made of it as it stands.
    Imported,
    /// An agent was made of it, and something had to be read or written otherwise than it stands; its notes say what.
    Approximated,
    /// It ought to be an agent and cannot be read; its notes say why.
    Refused,
    /// It is no agent.
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
    /// The agent may use every tool.
    AllTools,
    /// Line ends or a byte order mark were normalised.
    Encoding,
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
    /// What was not mapped, by key.
    pub unmapped: BTreeMap<String, Count>,
}

/// How often a key was not mapped.
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
            let topics: std::collections::BTreeSet<_> =
                file.notes.iter().map(|note| note.topic).collect();
            for topic in topics {
                *counts.topics.entry(topic).or_default() += 1;
            }
            counts.add_unmapped(&file.unmapped);
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

    fn add_unmapped(&mut self, unmapped: &[Unmapped]) {
        let mut by_key: BTreeMap<&str, std::collections::BTreeSet<&str>> = BTreeMap::new();
        for entry in unmapped {
            by_key.entry(&entry.key).or_default().extend(entry.names.iter().map(String::as_str));
        }
        for (key, names) in by_key {
            let count = self.unmapped.entry(key.to_owned()).or_default();
            count.files += 1;
            for name in names {
                *count.names.entry(name.to_owned()).or_default() += 1;
            }
        }
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
            Self::AllTools => "all-tools",
            Self::Encoding => "encoding",
        }
    }

    /// Whether the agent is otherwise than the file says.
    #[must_use]
    pub const fn is_approximation(self) -> bool {
        matches!(self, Self::Renamed | Self::NameFromFile | Self::Frontmatter | Self::Changed)
    }
}
