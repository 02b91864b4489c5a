//! Runs scenarios: every agent's permissions are put together once an environment, and all requests decided in parallel.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::vocabulary::Kind;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::plan::{self, Missed, Subject};
use super::{Flaw, Outcome, Problem, Request, Tested};
use crate::check::Scope;
use crate::pattern;
use crate::permission::{Answer, Authority, Patterns};
use crate::workspace::Workspace;

/// Which scenarios are run, and which part of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selection<'a> {
    /// Those whose name this pattern matches; `*` is any characters.
    pub scenario: Option<&'a str>,
    /// This agent, or instance, only; of an agent all instances, too.
    pub agent: Option<&'a str>,
    /// This environment only.
    pub environment: Option<&'a str>,
}

/// What one agent is asked in one environment: the number of the scenario, the place among its outcomes, the request.
type Asked<'w> = Vec<(usize, usize, Request<'w>)>;

/// Runs the scenarios of a workspace, in the order of its files.
#[must_use]
pub fn run<'w>(workspace: &'w Workspace, selection: Selection<'_>) -> Vec<Tested<'w>> {
    let scope = workspace.scope();
    let errors = errors(workspace);
    let mut tested: Vec<Tested<'w>> = Vec::new();
    let mut pairs: Vec<(Subject<'w>, Asked<'w>)> = Vec::new();
    let mut known: FxHashMap<(&str, Option<usize>), usize> = FxHashMap::default();
    for scenario in scenarios(workspace, selection) {
        let (mut problems, subjects) = read(&scope, scenario, &errors);
        let is_broken = !problems.is_empty();
        let subjects: Vec<Subject<'w>> =
            subjects.into_iter().filter(|subject| is_selected(subject, selection)).collect();
        if subjects.is_empty() && !is_broken {
            continue;
        }
        problems.sort_by(|a, b| (&a.path, a.span, &a.message).cmp(&(&b.path, b.span, &b.message)));
        let at = tested.len();
        let requests = plan::requests(scenario);
        for (turn, subject) in subjects.into_iter().enumerate() {
            let first = turn * requests.len();
            let key = (subject.name, subject.environment.map(Item::address));
            let pair = *known.entry(key).or_insert_with(|| {
                pairs.push((subject, Vec::new()));
                pairs.len() - 1
            });
            if let Some((_, asked)) = pairs.get_mut(pair) {
                let requests = requests.iter().enumerate();
                asked.extend(requests.map(|(order, request)| (at, first + order, *request)));
            }
        }
        tested.push(Tested { scenario, problems, outcomes: Vec::new() });
    }
    let patterns = Patterns::default();
    let of_pair = |(subject, asked): &(Subject<'w>, Asked<'w>)| {
        let effective = workspace.effective(subject.agent, subject.environment);
        decide(&scope, subject, &Authority::with(&effective, &patterns), asked)
    };
    let decided = pairs.par_iter().map(of_pair);
    let mut outcomes: Vec<(usize, usize, Outcome<'w>)> = decided.flatten().collect();
    outcomes.sort_unstable_by_key(|(at, order, _)| (*at, *order));
    for (at, _, outcome) in outcomes {
        if let Some(tested) = tested.get_mut(at) {
            tested.outcomes.push(outcome);
        }
    }
    tested
}

/// The scenarios that are asked for, in the order of files and places.
fn scenarios<'w>(workspace: &'w Workspace, selection: Selection<'_>) -> Vec<Item<'w>> {
    let names = workspace.fleet().names();
    let is_named =
        |name: &str| selection.scenario.is_none_or(|wanted| pattern::matches(wanted, name));
    let places = names.of(Kind::Scenario).filter(|(name, _)| is_named(name));
    let mut items: Vec<Item<'w>> = places
        .flat_map(|(_, places)| places)
        .filter_map(|at| workspace.fleet().item(*at))
        .collect();
    items.sort_by_key(|item| (item.path(), item.span()));
    items
}

/// What keeps a scenario from being run, and whom it is about; nothing is run of one in which there is an error.
fn read<'w>(
    scope: &Scope<'w>,
    scenario: Item<'w>,
    errors: &FxHashMap<FilePath, Vec<Diagnostic>>,
) -> (Vec<Problem>, Vec<Subject<'w>>) {
    let all = errors.get(scenario.path()).map(Vec::as_slice).unwrap_or_default();
    let span = scenario.span();
    let from = all.partition_point(|error| error.primary.span.start < span.start);
    let inside = all.iter().skip(from).take_while(|error| error.primary.span.start < span.end);
    let mut problems: Vec<Problem> = inside.map(Problem::from).collect();
    if !problems.is_empty() {
        return (problems, Vec::new());
    }
    let (subjects, missed) = plan::subjects(scope, scenario);
    problems.extend(missed.iter().map(|missed| problem(scenario, missed)));
    if subjects.is_empty() && missed.is_empty() || plan::requests(scenario).is_empty() {
        problems.push(Problem {
            message: "the scenario expects nothing of anyone".to_owned(),
            help: Some("name agents with `for`, and write what is expected of them".to_owned()),
            path: scenario.path().clone(),
            span: scenario.key_span(),
        });
    }
    (problems, subjects)
}

fn problem(scenario: Item<'_>, missed: &Missed<'_>) -> Problem {
    let (message, help, span) = match missed {
        Missed::Undeclared(kind, name, span) => {
            (format!("no {} is called `{name}`", kind.as_str()), None, *span)
        }
        Missed::Nowhere(name, span) => (
            format!("`{name}` is present in no environment, so nothing is tested"),
            Some("name the environment that is meant: `for \"…\" in=\"…\"`".to_owned()),
            *span,
        ),
    };
    Problem { message, help, path: scenario.path().clone(), span }
}

fn is_selected(subject: &Subject<'_>, selection: Selection<'_>) -> bool {
    let is_agent = selection
        .agent
        .is_none_or(|wanted| subject.name == wanted || subject.agent.text() == Some(wanted));
    let is_place =
        |wanted: &str| subject.environment.and_then(Item::text).is_some_and(|name| name == wanted);
    is_agent && selection.environment.is_none_or(is_place)
}

/// The errors of each file, by place.
fn errors(workspace: &Workspace) -> FxHashMap<FilePath, Vec<Diagnostic>> {
    let mut errors: FxHashMap<FilePath, Vec<Diagnostic>> = FxHashMap::default();
    for found in workspace.diagnostics().diagnostics {
        if found.severity == Severity::Error {
            errors.entry(found.primary.path.clone()).or_default().push(found);
        }
    }
    for found in errors.iter_mut().map(|(_, found)| found) {
        found.sort_by_key(|error| error.primary.span.start);
    }
    errors
}

/// Decides all that one agent is asked in one environment.
fn decide<'w>(
    scope: &Scope<'w>,
    subject: &Subject<'w>,
    authority: &Authority<'_, 'w>,
    asked: &Asked<'w>,
) -> Vec<(usize, usize, Outcome<'w>)> {
    let outcome = |(at, order, request): &(usize, usize, Request<'w>)| {
        // Where they cannot be read, the flaw says so.
        let passed = plan::arguments(request.item).unwrap_or_default();
        let Answer { effect, reason, resource, .. } =
            authority.decide(request.action, request.resource, &passed);
        let flaw = Flaw::of(scope, request).map(|flaw| {
            let meant = flaw.meant(scope, request);
            (flaw, meant)
        });
        let outcome = Outcome {
            agent: subject.name,
            environment: subject.environment.and_then(Item::text),
            is_present: subject.is_present,
            request: *request,
            effect,
            cause: reason.into(),
            resource,
            flaw,
        };
        (*at, *order, outcome)
    };
    asked.par_iter().map(outcome).collect()
}
