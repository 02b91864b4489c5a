//! How well it is known what a runtime makes of its rules.

use std::fmt;

/// Where the reading of a runtime's rules comes from, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Its own engine was asked, and agreed.
    EngineTested {
        /// The program and its version.
        engine: &'static str,
        /// How many decisions it was asked for.
        decisions: u32,
    },
    /// Its source was read.
    SourceRead {
        /// The program and its version.
        engine: &'static str,
        /// The day, `YYYY-MM-DD`.
        date: &'static str,
    },
    /// Its documentation was read.
    Documentation {
        /// The program and its version.
        engine: &'static str,
        /// The day, `YYYY-MM-DD`.
        date: &'static str,
    },
}

impl Evidence {
    /// The grade in one word, as manifests have it.
    #[must_use]
    pub const fn grade(self) -> &'static str {
        match self {
            Self::EngineTested { .. } => "engine-tested",
            Self::SourceRead { .. } => "source-read",
            Self::Documentation { .. } => "documentation",
        }
    }
}

/// As it stands behind a verdict: only what the engine itself agreed to is called proved.
impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EngineTested { engine, decisions } => {
                write!(f, "proved, and {engine} agreed in {decisions} decisions")
            }
            Self::SourceRead { engine, date } => {
                write!(f, "proved against our reading of the source of {engine}, {date}")
            }
            Self::Documentation { engine, date } => {
                write!(f, "proved against our reading of the documentation of {engine}, {date}")
            }
        }
    }
}
