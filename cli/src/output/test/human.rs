//! Outcomes for people: what does not hold, with the rules behind it, and how much was tested.

use std::fmt::Write as _;

use bailiwick_engine::scenario::{self, Outcome, Tested};
use bailiwick_schema::vocabulary;

use super::{Report, difference, problem_line, request, subject};
use crate::output::decision::{self, Places};
use crate::output::visible::visible;
use crate::terminal::Look;

/// So many outcomes of one scenario are printed.
const MOST_OF_A_SCENARIO: usize = 20;

pub(super) fn print(report: &Report<'_>, places: &mut Places<'_>, look: Look) -> String {
    let mut text = String::new();
    let (red, reset) = if look.colour { ("\x1b[1;91m", "\x1b[0m") } else { ("", "") };
    for tested in report.tested.iter().filter(|tested| !tested.holds()) {
        let _infallible = writeln!(text, "{red}FAIL{reset} {}", visible(tested.name()));
        let because = tested.scenario.child(&vocabulary::BECAUSE);
        if let Some(because) = because.and_then(|because| because.text()) {
            let _infallible = writeln!(text, "  because {}", visible(because));
        }
        problems(&mut text, tested, places);
        let failed: Vec<&Outcome<'_>> =
            tested.outcomes.iter().filter(|outcome| !outcome.holds()).collect();
        for outcome in failed.iter().take(MOST_OF_A_SCENARIO) {
            print_outcome(&mut text, report, outcome, places);
        }
        let more = failed.len().saturating_sub(MOST_OF_A_SCENARIO);
        if more > 0 {
            let _infallible = writeln!(text, "  ... and {more} more; `--format json` has all");
        }
        text.push('\n');
    }
    text.push_str(&report.summary());
    text.push('\n');
    text
}

fn problems(text: &mut String, tested: &Tested<'_>, places: &mut Places<'_>) {
    for problem in &tested.problems {
        let line = places.line(tested.scenario, problem.span);
        let path = places.prefix().path(problem.path.as_str());
        let _infallible = writeln!(text, "  {}:{line}: {}", visible(&path), problem_line(problem));
    }
}

fn print_outcome(
    text: &mut String,
    report: &Report<'_>,
    outcome: &Outcome<'_>,
    places: &mut Places<'_>,
) {
    let item = outcome.request.item;
    let line = places.line(item, outcome.request.span);
    let path = places.prefix().path(item.path().as_str());
    let _infallible = writeln!(
        text,
        "  {}: {}: {}\n    at   {}:{line}",
        subject(outcome),
        request(outcome),
        difference(outcome),
        visible(&path)
    );
    if let Some((_, meant)) = &outcome.flaw {
        if let Some(meant) = meant {
            let _infallible = writeln!(text, "    did you mean `{}`?", visible(meant));
        }
        return;
    }
    let arguments = scenario::arguments(outcome.request.item).unwrap_or_default();
    let reason =
        decision::reason((&outcome.cause, &arguments), outcome.agent, report.workspace, places);
    for line in reason.lines() {
        let _infallible = writeln!(text, "  {line}");
    }
}
