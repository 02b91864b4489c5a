//! What a scenario asks: its requests, and the agents and environments that they are made in.

use bailiwick_schema::document::Item;
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::Scope;
use crate::permission::arguments::Found;
use crate::permission::{Action, Arguments, Effect, Pointer, scalar};

/// A request of a scenario, and what is expected of it.
#[derive(Debug, Clone, Copy)]
pub struct Request<'w> {
    /// What is expected.
    pub effect: Effect,
    /// What is done.
    pub action: Action,
    /// What it is done to, as it is written.
    pub resource: &'w str,
    /// The node that it stands in.
    pub item: Item<'w>,
    /// The place of the resource.
    pub span: Span,
}

/// One agent in one environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject<'w> {
    /// As the scenario names it: an instance as `agent/row`.
    pub(super) name: &'w str,
    pub(super) agent: Item<'w>,
    /// None where the workspace has none.
    pub(super) environment: Option<Item<'w>>,
    pub(super) is_present: bool,
}

/// An agent for which a scenario asks nothing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Missed<'w> {
    /// Nothing of this name is declared.
    Undeclared(Kind, &'w str, Span),
    /// No environment is named, and it is present in none.
    Nowhere(&'w str, Span),
}

/// The requests of a scenario, in the order they are written.
#[must_use]
pub fn requests(scenario: Item<'_>) -> Vec<Request<'_>> {
    scenario.children().flat_map(requests_of).collect()
}

/// The requests of one line.
pub(crate) fn requests_of(item: Item<'_>) -> Vec<Request<'_>> {
    let effects = [
        (&vocabulary::EXPECTED_DENY, Effect::Deny),
        (&vocabulary::EXPECTED_ASK, Effect::Ask),
        (&vocabulary::EXPECTED_ALLOW, Effect::Allow),
    ];
    let effect = effects.into_iter().find(|(spec, _)| item.spec() == *spec);
    let (Some((_, effect)), Some(action)) = (effect, item.text().and_then(Action::named)) else {
        return Vec::new();
    };
    let resources = item.arguments().iter().skip(1);
    resources
        .filter_map(|argument| {
            let resource = item.text_of(&argument.value)?;
            Some(Request { effect, action, resource, item, span: argument.span })
        })
        .collect()
}

/// What the requests of a line pass along.
///
/// # Errors
///
/// What is wrong with the first argument that cannot be passed.
pub fn arguments(item: Item<'_>) -> Result<Arguments, String> {
    let mut passed = Arguments::default();
    for node in item.children_of(&vocabulary::EXPECTED_ARGUMENT) {
        let action = item.text().and_then(Action::named);
        if let Some(action) = action.filter(|action| !action.has_arguments()) {
            return Err(format!("a request to {action} has no arguments"));
        }
        let name = node.text().unwrap_or_default();
        let pointer =
            Pointer::read(name).map_err(|error| format!("`{name}` is no argument: {error}"))?;
        let value = node.arguments().get(1).and_then(|argument| scalar(node, &argument.value));
        let value = value.ok_or_else(|| format!("`{name}` has no value"))?;
        let is_around = passed.pointers().any(|other| pointer.is_below(other));
        if is_around || passed.at(&pointer) != Found::Absent {
            return Err(format!("`{name}` is given twice"));
        }
        passed.set(pointer, value);
    }
    Ok(passed)
}

/// The agents and environments of a scenario, each pair once, and what is named in vain.
pub(super) fn subjects<'w>(
    scope: &Scope<'w>,
    scenario: Item<'w>,
) -> (Vec<Subject<'w>>, Vec<Missed<'w>>) {
    let (mut subjects, mut missed) = (Vec::new(), Vec::new());
    let of_all = scenario.children_of(&vocabulary::SCENARIO_IN).flat_map(Item::texts);
    let of_all = environments(scope, of_all.collect(), &mut missed);
    for node in scenario.children_of(&vocabulary::FOR) {
        let own = node.property("in");
        let own = own.and_then(|entry| Some((node.text_of(&entry.value)?, entry.value_span)));
        let own = environments(scope, own.into_iter().collect(), &mut missed);
        let named = own.as_ref().or(of_all.as_ref());
        for (name, span) in node.texts() {
            let Some(agent) = agent(scope, name) else {
                missed.push(Missed::Undeclared(Kind::Agent, name, span));
                continue;
            };
            let subject = |environment: Option<Item<'w>>| Subject {
                name,
                agent,
                environment,
                is_present: environment.is_none_or(|place| scope.lives_in(agent, place)),
            };
            let found: Vec<Subject<'w>> = match named {
                Some(named) => named.iter().map(|place| subject(Some(*place))).collect(),
                None if scope.environments.is_empty() => vec![subject(None)],
                None => {
                    let all = scope.environments.iter().map(|place| subject(Some(*place)));
                    all.filter(|subject| subject.is_present).collect()
                }
            };
            if found.is_empty() && named.is_none() {
                missed.push(Missed::Nowhere(name, span));
            }
            for subject in found {
                if !subjects.contains(&subject) {
                    subjects.push(subject);
                }
            }
        }
    }
    (subjects, missed)
}

/// The environments of these names; none where nothing is named.
fn environments<'w>(
    scope: &Scope<'w>,
    names: Vec<(&'w str, Span)>,
    missed: &mut Vec<Missed<'w>>,
) -> Option<Vec<Item<'w>>> {
    if names.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    for (name, span) in names {
        match scope.fleet.find(Kind::Environment, name) {
            Some(environment) => found.push(environment),
            None => missed.push(Missed::Undeclared(Kind::Environment, name, span)),
        }
    }
    Some(found)
}

/// The agent of this name, or the one whose instance has it.
fn agent<'w>(scope: &Scope<'w>, name: &str) -> Option<Item<'w>> {
    scope.fleet.find(Kind::Agent, name).or_else(|| scope.instance(name))
}
