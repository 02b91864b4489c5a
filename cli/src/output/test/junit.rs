//! Outcomes as JUnit XML: a suite an environment, a case a request; scenarios that cannot be run are errors of a suite of their own.

use std::fmt::Write as _;

use bailiwick_engine::scenario::{Outcome, Tested};

use super::{Report, difference, problem_line, request, subject};
use crate::output::decision::{self, Places};
use crate::output::visible::visible;
use crate::output::xml::escaped;

/// A case: whose scenario it belongs to, and what came of it.
type Case<'a, 'w> = (&'a Tested<'w>, &'a Outcome<'w>);

pub(super) fn print(report: &Report<'_>, places: &mut Places<'_>) -> String {
    let counts = report.counts();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let problems: usize = report.tested.iter().map(|tested| tested.problems.len()).sum();
    let _infallible = writeln!(
        text,
        "<testsuites name=\"bailiwick test\" tests=\"{}\" failures=\"{}\" errors=\"{problems}\">",
        counts.expectations + problems,
        counts.failed
    );
    if problems > 0 {
        broken(&mut text, report, problems, places);
    }
    for (name, cases) in suites(report) {
        let failures = cases.iter().filter(|(_, outcome)| !outcome.holds()).count();
        let _infallible = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
            escaped(name),
            cases.len()
        );
        for case in cases {
            print_case(&mut text, report, case, places);
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

/// The cases of each environment, in the order of declaration; of a workspace without any, of one suite.
fn suites<'a, 'w>(report: &'a Report<'w>) -> Vec<(&'a str, Vec<Case<'a, 'w>>)> {
    let environments = report.workspace.fleet().environments();
    let mut suites: Vec<(&str, Vec<Case<'_, '_>>)> =
        environments.into_iter().filter_map(|item| Some((item.text()?, Vec::new()))).collect();
    for tested in &report.tested {
        for outcome in &tested.outcomes {
            let name = outcome.environment.unwrap_or("workspace");
            match suites.iter_mut().find(|(other, _)| *other == name) {
                Some((_, cases)) => cases.push((tested, outcome)),
                None => suites.push((name, vec![(tested, outcome)])),
            }
        }
    }
    suites.retain(|(_, cases)| !cases.is_empty());
    suites
}

fn print_case(
    text: &mut String,
    report: &Report<'_>,
    (tested, outcome): Case<'_, '_>,
    places: &mut Places<'_>,
) {
    let item = outcome.request.item;
    let name =
        format!("`{}`: {} {}", visible(outcome.agent), outcome.request.effect, request(outcome));
    let path = places.prefix().path(item.path().as_str());
    let line = places.line(item, outcome.request.span);
    let _infallible = write!(
        text,
        "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{line}\"",
        escaped(tested.name()),
        escaped(&name),
        escaped(&path)
    );
    if outcome.holds() {
        text.push_str("/>\n");
        return;
    }
    let message = format!("{}: {}", subject(outcome), difference(outcome));
    let arguments = bailiwick_engine::scenario::arguments(outcome.request.item).unwrap_or_default();
    let reason =
        decision::reason((&outcome.cause, &arguments), outcome.agent, report.workspace, places);
    let body = escaped(&format!("{}:{line}\n{reason}", visible(&path))).replace("&#10;", "\n");
    let _infallible = writeln!(
        text,
        ">\n      <failure type=\"expectation\" message=\"{}\">{body}</failure>\n    </testcase>",
        escaped(&message)
    );
}

fn broken(text: &mut String, report: &Report<'_>, problems: usize, places: &mut Places<'_>) {
    let _infallible = writeln!(
        text,
        "  <testsuite name=\"scenarios\" tests=\"{problems}\" failures=\"0\" errors=\"{problems}\">"
    );
    for tested in &report.tested {
        for problem in &tested.problems {
            let path = places.prefix().path(problem.path.as_str());
            let line = places.line(tested.scenario, problem.span);
            let _infallible = writeln!(
                text,
                "    <testcase classname=\"{}\" name=\"can be run\" file=\"{path}\" line=\"{line}\">
      <error type=\"scenario\" message=\"{}\"/>
    </testcase>",
                escaped(tested.name()),
                escaped(&problem_line(problem)),
                path = escaped(&path),
            );
        }
    }
    text.push_str("  </testsuite>\n");
}
