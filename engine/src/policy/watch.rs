//! One agent held to the policies, environment after environment.

use std::cmp::Ordering;

use bailiwick_schema::diagnostic::Label;
use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::vocabulary::{self, NodeSpec};

use super::bound::{Answer, Given};
use super::clause::{Bound, Clause, Demand};
use super::exception::{Exception, Used};
use super::policies::{Policies, Policy};
use super::{finding, limit};
use crate::check::reach::Reach;
use crate::check::{Proven, Report, Scope};
use crate::compose::Effective;
use crate::permission::{Effect, Witness};
use crate::show::display;

/// What was found of one agent.
pub struct Watch<'s, 'w> {
    policies: &'s Policies<'w>,
    proven: &'s Proven,
    agent: Item<'w>,
    name: &'w str,
    /// The policies that may mean it.
    meant: Vec<&'s Policy<'w>>,
    violations: Vec<Violation<'s, 'w>>,
}

/// A demand that an agent does not meet.
pub(super) struct Violation<'s, 'w> {
    pub(super) policy: &'s Policy<'w>,
    pub(super) clause: &'s Clause<'w>,
    pub(super) breach: Breach,
    /// The place that breaks it.
    pub(super) at: Label,
    /// Other places that have to do with it.
    pub(super) beside: Vec<Label>,
    /// Where it is so; none where the workspace has no environment.
    pub(super) environments: Vec<&'w str>,
}

/// How a demand is not met.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Breach {
    /// A request gets more than it may.
    Request(Witness, Effect),
    /// Whether one does is not proven.
    NotProven,
    /// A limit is higher than it may be.
    Above(String),
    /// A limit counts in something else.
    Incomparable(String),
    /// A limit or something else is missing.
    Missing,
}

impl<'s, 'w> Watch<'s, 'w> {
    /// Begins with an agent; none where no policy may mean it.
    #[must_use]
    pub(crate) fn new(scope: &'s Scope<'w>, agent: Item<'w>) -> Option<Self> {
        let (policies, proven) = (scope.policies(), scope.proven());
        if policies.is_empty() {
            return None;
        }
        let name = agent.text()?;
        let meant: Vec<&Policy<'w>> =
            policies.all.iter().filter(|policy| policy.subject.names(name)).collect();
        let watch = Self { policies, proven, agent, name, meant, violations: Vec::new() };
        (!watch.meant.is_empty()).then_some(watch)
    }

    /// Looks at what it is given in one environment.
    pub(crate) fn look(&mut self, reach: &Reach<'_, 'w>) {
        let effective = reach.effective;
        let given = Given::new(reach, &self.proven.bounds);
        for policy in self.meant.clone() {
            if !policy.subject.means(effective) {
                continue;
            }
            for clause in &policy.clauses {
                let broken = match &clause.demand {
                    Demand::Bound(bound) => self.request(&given, bound),
                    Demand::Limit { spec, most, .. } => self.limit(effective, spec, most),
                    Demand::Require { rows, .. } => {
                        let missing = || (Breach::Missing, self.whole(""), Vec::new());
                        (!is_there(effective, rows)).then(missing)
                    }
                };
                if let Some((breach, at, beside)) = broken {
                    let environments = effective.environment_name().into_iter().collect();
                    self.add(Violation { policy, clause, breach, at, beside, environments });
                }
            }
        }
    }

    /// Reports what no exception lets stand.
    pub fn report(self, report: &mut Report) {
        for violation in &self.violations {
            let exceptions = self.policies.exceptions(violation.policy.name, self.name);
            if exceptions.is_empty() {
                report.push(finding::of(self.name, violation));
            }
            // Each lets it stand, but it is counted once.
            let counts = exceptions.iter().position(Exception::is_waiver);
            for (number, exception) in exceptions.iter().enumerate() {
                let waived = (counts == Some(number)).then(|| violation.at.path.clone());
                report.used.push(Used {
                    path: exception.item.path().clone(),
                    start: exception.span.start,
                    waived: waived.into_iter().collect(),
                });
            }
        }
    }

    /// Adds a violation, or one more environment to one that is known.
    fn add(&mut self, violation: Violation<'s, 'w>) {
        let is_same = |other: &&mut Violation<'s, 'w>| {
            std::ptr::eq(other.clause, violation.clause)
                && other.breach == violation.breach
                && other.at == violation.at
        };
        match self.violations.iter_mut().find(is_same) {
            Some(known) => known.environments.extend(violation.environments),
            None => self.violations.push(violation),
        }
    }

    /// The agent's own place.
    fn whole(&self, text: &str) -> Label {
        Label {
            path: self.agent.path().clone(),
            span: self.agent.key_span(),
            text: text.to_owned(),
        }
    }

    fn request(
        &self,
        given: &Given<'_, '_, 'w>,
        bound: &Bound<'w>,
    ) -> Option<(Breach, Label, Vec<Label>)> {
        match given.answer(bound) {
            Answer::Keeps => None,
            Answer::Breaks(broken) => {
                let text = if broken.effect == Effect::Ask { "asked here" } else { "allowed here" };
                let at = broken.line.map_or_else(
                    || self.whole(""),
                    |line| Label {
                        path: line.item().path().clone(),
                        span: line.member.span,
                        text: text.to_owned(),
                    },
                );
                Some((Breach::Request(broken.request, broken.effect), at, Vec::new()))
            }
            Answer::NotProven => {
                let is_open = |text: &str| text.contains("**/");
                let lines = given.lines(bound.action).filter(|line| is_open(line.member.text));
                let beside = lines.take(4).map(|line| Label {
                    path: line.item().path().clone(),
                    span: line.member.span,
                    text: "one of the patterns that collide".to_owned(),
                });
                Some((Breach::NotProven, self.whole(""), beside.collect()))
            }
        }
    }

    fn limit(
        &self,
        effective: &Effective<'w>,
        spec: &'static NodeSpec,
        most: &Value,
    ) -> Option<(Breach, Label, Vec<Label>)> {
        let Some(limit) = limit::of(effective, spec) else {
            return Some((Breach::Missing, self.whole(""), Vec::new()));
        };
        let written = || {
            let value = limit.arguments().first().map(|argument| &argument.value);
            value.map(|value| display(limit, value)).unwrap_or_default()
        };
        let breach = match limit::compare(limit, most) {
            Some(Ordering::Less | Ordering::Equal) => return None,
            Some(Ordering::Greater) => Breach::Above(written()),
            None => Breach::Incomparable(written()),
        };
        let at = Label {
            path: limit.path().clone(),
            span: limit.key_span(),
            text: "set here".to_owned(),
        };
        Some((breach, at, Vec::new()))
    }
}

/// Whether what a path names is among the fields.
fn is_there(effective: &Effective<'_>, rows: &[&'static NodeSpec]) -> bool {
    let Some((first, below)) = rows.split_first() else { return true };
    let mut fields: Vec<_> = effective.fields_of(first).collect();
    for row in below {
        fields = fields.into_iter().flat_map(|field| field.children_of(row)).collect();
    }
    fields.iter().any(|field| {
        let spec = field.spec();
        !spec.is_set() || !field.members.is_empty() || spec == &vocabulary::PERMISSIONS
    })
}
