//! What came of a scenario.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;

use super::{Flaw, Request};
use crate::permission::{Cause, Effect, Resource};

/// A scenario that was run.
#[derive(Debug)]
pub struct Tested<'w> {
    /// The scenario.
    pub scenario: Item<'w>,
    /// Why it, or a part of it, could not be run.
    pub problems: Vec<Problem>,
    /// What was decided, in the order of its agents, environments and requests.
    pub outcomes: Vec<Outcome<'w>>,
}

/// Why a scenario could not be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file.
    pub path: FilePath,
    /// Where in it.
    pub span: Span,
}

/// What was decided on one request, for one agent in one environment.
#[derive(Debug)]
pub struct Outcome<'w> {
    /// The agent, or an instance as `agent/row`.
    pub agent: &'w str,
    /// The environment; none where the workspace has none.
    pub environment: Option<&'w str>,
    /// Whether the agent's stage lives there.
    pub is_present: bool,
    /// What was asked, and what is expected.
    pub request: Request<'w>,
    /// What is decided.
    pub effect: Effect,
    /// Why.
    pub cause: Cause<'w>,
    /// The resource in its canonical spelling; none where it has none.
    pub resource: Option<Resource>,
    /// Why the request tests nothing, and the resource that was most likely meant.
    pub flaw: Option<(Flaw<'w>, Option<String>)>,
}

impl Tested<'_> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.scenario.text().unwrap_or_default()
    }

    /// Whether all of it was run, and all that is expected is so.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.problems.is_empty() && self.outcomes.iter().all(Outcome::holds)
    }
}

impl Outcome<'_> {
    /// Whether what is expected is so.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.flaw.is_none() && self.effect as u8 == self.request.effect as u8
    }
}

impl From<&Diagnostic> for Problem {
    fn from(found: &Diagnostic) -> Self {
        Self {
            message: found.message.clone(),
            help: found.help.clone(),
            path: found.primary.path.clone(),
            span: found.primary.span,
        }
    }
}
