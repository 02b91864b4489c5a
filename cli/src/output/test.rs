//! What came of scenarios.

mod human;
mod json;
mod junit;

use bailiwick_engine::scenario::{self, Outcome, Problem, Tested};
use bailiwick_engine::workspace::Workspace;
use clap::ValueEnum;

use super::count::counted;
use super::decision::Places;
use super::visible::visible;
use crate::terminal::Look;

/// A form in which outcomes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: what does not hold, and why
    Human,
    /// JSON, as `bailiwick schema test` says
    Json,
    /// JUnit XML: a suite an environment, a case a request
    Junit,
}

/// The scenarios that were run.
#[derive(Debug)]
pub struct Report<'w> {
    /// Where they stand.
    pub workspace: &'w Workspace,
    /// They and their outcomes.
    pub tested: Vec<Tested<'w>>,
}

/// How much was tested.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    scenarios: usize,
    expectations: usize,
    failed: usize,
    /// Scenarios of which something could not be run.
    broken: usize,
}

impl Format {
    /// The report in this form.
    #[must_use]
    pub fn print(self, report: &Report<'_>, places: &mut Places<'_>, look: Look) -> String {
        match self {
            Self::Human => human::print(report, places, look),
            Self::Json => json::print(report, places),
            Self::Junit => junit::print(report, places),
        }
    }
}

impl Report<'_> {
    /// Whether all was run, and all that is expected is so.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.tested.iter().all(Tested::holds)
    }

    fn counts(&self) -> Counts {
        let outcomes = || self.tested.iter().flat_map(|tested| &tested.outcomes);
        Counts {
            scenarios: self.tested.len(),
            expectations: outcomes().count(),
            failed: outcomes().filter(|outcome| !outcome.holds()).count(),
            broken: self.tested.iter().filter(|tested| !tested.problems.is_empty()).count(),
        }
    }

    /// One line about all of it.
    fn summary(&self) -> String {
        let Counts { scenarios, expectations, failed, broken } = self.counts();
        if scenarios == 0 {
            return "0 scenarios: nothing is tested".to_owned();
        }
        let all =
            format!("{}, {}", counted(scenarios, "scenario"), counted(expectations, "expectation"));
        let mut parts = Vec::new();
        match failed {
            0 => {}
            1 => parts.push("1 does not hold".to_owned()),
            _ => parts.push(format!("{failed} do not hold")),
        }
        match broken {
            0 => {}
            1 => parts.push("1 scenario is broken".to_owned()),
            _ => parts.push(format!("{broken} scenarios are broken")),
        }
        match parts.as_slice() {
            [] => format!("{all}: all hold"),
            parts => format!("{all}: {}", parts.join(", ")),
        }
    }
}

/// The agent and the environment.
fn subject(outcome: &Outcome<'_>) -> String {
    let agent = visible(outcome.agent);
    match outcome.environment {
        Some(environment) => format!("`{agent}` in `{}`", visible(environment)),
        None => format!("`{agent}`"),
    }
}

/// What is asked, as it is written.
fn request(outcome: &Outcome<'_>) -> String {
    let passed = scenario::arguments(outcome.request.item).unwrap_or_default();
    let words: String = passed.words().iter().map(|word| format!(" {}", visible(word))).collect();
    format!("{} \"{}\"{words}", outcome.request.action, visible(outcome.request.resource))
}

/// What was expected and what is so, in one line.
fn difference(outcome: &Outcome<'_>) -> String {
    let expected = outcome.request.effect;
    match &outcome.flaw {
        Some((flaw, _)) => format!(
            "expected {expected}, tested nothing: {}",
            visible(&flaw.message(&outcome.request))
        ),
        None => format!("expected {expected}, decided {}", outcome.effect),
    }
}

/// A problem with what to do about it, in one line.
fn problem_line(problem: &Problem) -> String {
    let help = problem.help.as_deref().map(|help| format!(" ({})", visible(help)));
    format!("{}{}", visible(&problem.message), help.unwrap_or_default())
}
