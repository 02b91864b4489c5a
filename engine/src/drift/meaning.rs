//! What agents may do by what stands there, against what they may do by what would be rendered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::counts;
use crate::compose::Effective;
use crate::digest::Digest;
use crate::permission::{Action, Authority, Effect, Shift, compare};
use crate::render::deployed::Deployed;
use crate::render::dialect::{Dialect, Note, Reader, Shared, Subject};
use crate::render::proof::prove;
use crate::render::{Rendered, held};
use crate::workspace::Contexts;

/// What was compared, and what came of it.
#[derive(Debug, Default)]
pub struct Compared {
    /// How many agents were compared.
    pub agents: usize,
    /// How many of them may do exactly what they would by the rendering.
    pub alike: usize,
    /// The agents that are not there.
    pub absent: Vec<String>,
    /// What is decided otherwise, with the agents for which it is: what gives most first.
    pub changes: BTreeMap<Change, Vec<String>>,
    /// The actions of which it could not be told, with the agents.
    pub unproven: BTreeMap<Action, Vec<String>>,
    /// What stands in files, and does not in the rendering, and no rule holds.
    pub notes: BTreeSet<Note>,
}

/// A request that is decided otherwise by what stands there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The action.
    pub action: Action,
    /// What the rendering does with the request, and what is done by what stands there.
    pub shift: Shift,
    /// What is declared for the request.
    pub declared: Effect,
    /// Whether what stands there goes beyond the declaration for this action.
    pub beyond: Beyond,
}

/// How what stands there is held against the declaration.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beyond {
    /// It gives no more than is declared.
    No,
    /// It gives more: a request that is.
    Yes(Box<Shift>),
    /// It is not proven that it does not.
    NotProven,
}

/// Both sides.
pub(super) struct Sides<'s> {
    pub(super) dialect: &'static Dialect,
    pub(super) reader: Reader,
    pub(super) rendered: &'s Rendered,
    pub(super) deployed: &'s Deployed,
}

impl Compared {
    /// Whether anything differs that counts.
    #[must_use]
    pub fn is_any(&self) -> bool {
        let is_same = self.absent.is_empty() && self.changes.is_empty() && self.unproven.is_empty();
        !is_same || self.notes.iter().any(counts)
    }
}

/// What comes of one action of one agent.
type Outcome = (Vec<Change>, bool);

/// Agents with the same rules on all sides are compared once.
type Known = Mutex<FxHashMap<Digest, Outcome>>;

/// What comes of one agent.
enum One {
    Alike,
    Absent,
    Compared(Vec<(Action, Outcome)>),
}

/// Compares agent by agent.
pub(super) fn compared(sides: &Sides<'_>, contexts: &Contexts<'_>, agents: &[String]) -> Compared {
    let made = Deployed::of(&sides.rendered.files);
    let before = (sides.reader.shared)(&made);
    let after = (sides.reader.shared)(sides.deployed);
    let effectives = held(contexts, agents);
    let known = Known::default();
    let one = |effective: &Effective<'_>| {
        let authority = Authority::of(effective);
        let subject = Subject { effective, authority: &authority };
        let name = effective.name();
        let path = sides.rendered.own.get(&name).map(String::as_str);
        let read = sides.reader.agent;
        let was = read(&made, path, &subject, &before.native.shared);
        let is = read(sides.deployed, path, &subject, &after.native.shared);
        let notes = newly(&was, &is);
        (name, sides.one(&subject, &was, &is, &known), notes)
    };
    let all: Vec<(String, One, Vec<Note>)> = effectives.par_iter().map(one).collect();
    let mut compared = Compared { agents: all.len(), ..Compared::default() };
    compared.notes.extend(newly(&before, &after));
    for (name, one, notes) in all {
        compared.notes.extend(notes);
        compared.take(&name, one);
    }
    compared
}

/// What is noted of what stands there and not of the rendering.
fn newly(before: &Shared, after: &Shared) -> Vec<Note> {
    after.notes.iter().filter(|note| !before.notes.contains(note)).cloned().collect()
}

impl Compared {
    fn take(&mut self, name: &str, one: One) {
        match one {
            One::Alike => self.alike += 1,
            One::Absent => self.absent.push(name.to_owned()),
            One::Compared(outcomes) => {
                let mut is_alike = true;
                for (action, (changes, is_proven)) in outcomes {
                    is_alike &= changes.is_empty() && is_proven;
                    for change in changes {
                        self.changes.entry(change).or_default().push(name.to_owned());
                    }
                    if !is_proven {
                        self.unproven.entry(action).or_default().push(name.to_owned());
                    }
                }
                self.alike += usize::from(is_alike);
            }
        }
    }
}

fn declared_effect(subject: &Subject<'_, '_>, action: Action, shift: &Shift) -> Effect {
    let request = &shift.request;
    subject.authority.decide(action, &request.resource, &request.arguments).effect
}

impl Sides<'_> {
    fn one(&self, subject: &Subject<'_, '_>, was: &Shared, is: &Shared, known: &Known) -> One {
        if was.native == is.native {
            return One::Alike;
        }
        if is.native.agents.is_empty() {
            return One::Absent;
        }
        let before = (self.dialect.meaning)(&was.native).of(subject);
        let after = (self.dialect.meaning)(&is.native).of(subject);
        let outcome = |action: Action| {
            let (from, to) = (before.given(action), after.given(action));
            let declared = subject.authority.given(action);
            let all = [from.content(), to.content(), declared.content()];
            let key = Digest::of(format!("{action:?}\n{all:?}").as_bytes());
            if let Some(outcome) = known.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
                return outcome.clone();
            }
            let comparison = compare(&from, &to);
            let beyond = match comparison.widens().next() {
                None => Beyond::No,
                Some(_) => {
                    let proof = prove(action, subject.authority, &after);
                    match proof.looser.into_iter().next() {
                        Some(shift) => Beyond::Yes(Box::new(shift)),
                        None if proof.is_proven => Beyond::No,
                        None => Beyond::NotProven,
                    }
                }
            };
            let changes = comparison.shifts.iter().map(|shift| Change {
                action,
                shift: shift.clone(),
                declared: declared_effect(subject, action, shift),
                beyond: if shift.is_more() { beyond.clone() } else { Beyond::No },
            });
            let outcome: Outcome = (changes.collect(), comparison.is_proven);
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert(key, outcome.clone());
            outcome
        };
        One::Compared(Action::ALL.map(|action| (action, outcome(action))).into())
    }
}
