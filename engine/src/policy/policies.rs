//! The policies of a workspace, read once.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashMap;

use super::clause::{Clause, clauses};
use super::exception::{Exception, exceptions};
use super::subject::Subject;
use crate::check::Scope;

/// All policies, and what is excepted from them.
#[derive(Debug, Default)]
pub struct Policies<'w> {
    pub(super) all: Vec<Policy<'w>>,
    /// By policy and agent, what is excepted and has not run out.
    exceptions: FxHashMap<(&'w str, &'w str), Vec<Exception<'w>>>,
}

/// A policy.
#[derive(Debug)]
pub struct Policy<'w> {
    /// Its name.
    pub name: &'w str,
    /// Its declaration.
    pub item: Item<'w>,
    /// Whom it is for.
    pub(super) subject: Subject<'w>,
    /// How bad a violation is.
    pub severity: Severity,
    /// The entries of catalogues that it answers to.
    pub controls: Vec<String>,
    pub(super) clauses: Vec<Clause<'w>>,
}

impl<'w> Policies<'w> {
    /// Reads the policies of a workspace.
    pub(crate) fn of(scope: &Scope<'w>) -> Self {
        let mut policies = Self::default();
        for (name, item) in scope.fleet.sorted(Kind::Policy) {
            let clauses = clauses(scope, item);
            let severity = severity(item);
            let controls = controls(item);
            let subject = Subject::of(item);
            policies.all.push(Policy { name, item, subject, severity, controls, clauses });
        }
        if policies.all.is_empty() {
            return policies;
        }
        for exception in scope.fleet.files().flat_map(|(_, file)| exceptions(file)) {
            if !exception.has_run_out(scope.today()) {
                let key = (exception.policy, exception.agent);
                policies.exceptions.entry(key).or_default().push(exception);
            }
        }
        policies
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What lets an agent break a policy.
    pub(super) fn exceptions(&self, policy: &'w str, agent: &'w str) -> &[Exception<'w>] {
        self.exceptions.get(&(policy, agent)).map_or(&[], Vec::as_slice)
    }
}

fn severity(policy: Item<'_>) -> Severity {
    match policy.child(&vocabulary::SEVERITY).and_then(Item::text) {
        Some("warning") => Severity::Warning,
        Some("info") => Severity::Info,
        _ => Severity::Error,
    }
}

fn controls(policy: Item<'_>) -> Vec<String> {
    let mut controls = Vec::new();
    for control in policy.children_of(&vocabulary::CONTROL) {
        let catalogue = control.text().unwrap_or_default();
        let ids = control.texts().skip(1);
        controls.extend(ids.map(|(id, _)| format!("{catalogue} {id}")));
    }
    controls
}
