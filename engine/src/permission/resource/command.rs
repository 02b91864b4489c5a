//! Command lines: split into simple commands and redirects as a POSIX shell would, without running anything.

mod compound;
mod doubt;
mod expansion;
mod here;
mod programs;
mod reach;
mod redirect;
mod script;
mod split;
mod word;
pub(in crate::permission) mod words;

pub use doubt::Doubt;
pub(crate) use programs::{BUILTINS, KEYWORDS, SHELLS, WRAPPERS, may_hide};
pub(in crate::permission) use programs::{JOINERS, LOADER, VERSION};

use super::{Refusal, Resource};
use crate::permission::{Action, Space};

/// What a line asks for: all of its parts have to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is known of what it does, in the order in which it is written.
    pub parts: Vec<Part>,
    /// Why it may do more than that, so that it is asked at best.
    pub doubt: Option<Doubt>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A simple command.
    Command(Resource),
    /// A simple command in the script that another command is given: only what denies or asks counts.
    Script(Resource),
    /// How a simple command begins whose further words are known only when it runs: only what denies or asks counts.
    Beginning(Resource),
    /// How a wrapper begins of which that is so: what it runs is looked at by itself.
    Wrapping(Resource),
    /// A file that is read or written by a redirect.
    File(Action, String),
}

impl Part {
    /// The same in a script that another command is given.
    fn in_script(self) -> Self {
        match self {
            Self::Command(resource) | Self::Script(resource) => Self::Script(resource),
            Self::Beginning(_) | Self::Wrapping(_) | Self::File(..) => self,
        }
    }
}

impl Line {
    /// Splits a line.
    ///
    /// # Errors
    ///
    /// A line that no shell runs to its end, or that runs nothing.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        if text.contains(['\0', words::EMPTY]) {
            return Err(Refusal::Nul);
        }
        let line = split::lines(text, 0)?;
        if line.parts.is_empty() { Err(Refusal::Empty) } else { Ok(line) }
    }

    /// The first words of its commands.
    fn programs(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Command(resource) | Part::Script(resource) => {
                resource.as_str().split(' ').next().map(|first| first.trim_matches('\''))
            }
            _ => None,
        })
    }

    /// Whether a program is named by a path that depends on the folder.
    pub(in crate::permission) fn starts_from_folder(&self) -> bool {
        self.programs().any(|first| first.contains('/') && !first.starts_with('/'))
    }
}

/// Reads a line that is one simple command and nothing else.
pub(super) fn read(text: &str) -> Result<Resource, Refusal> {
    let Line { parts, doubt } = Line::read(text)?;
    let is_own = |part: &Part| matches!(part, Part::Command(_) | Part::File(..));
    let mut own = parts.into_iter().filter(is_own);
    let doubt = doubt.filter(|doubt| !doubt.keeps_words());
    match (own.next(), own.next(), doubt) {
        (Some(Part::Command(resource)), None, None) => Ok(resource),
        _ => Err(Refusal::NotOneCommand),
    }
}

/// The resource of a simple command.
fn command(words: &[String]) -> Resource {
    Resource { space: Space::Command, spelling: words::shown(words).into() }
}
