//! A breadth-first walk over many patterns at once, which stops when each sign that may be found has its request.
//!
//! Source: on-the-fly subset construction (Rabin and Scott 1959), breadth first, so that the first request found is a
//! shortest one.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::arguments::Arguments;
use super::automaton::{Automaton, Subset, rank};
use super::cells::{self, Looks};
use super::language::Language;
use super::settled::Settling;
use super::sign::Signs;
use super::tag::{Prospect, Question, Tag};
use super::{Condition, Resource, Space, Witness};

/// How many subsets of states are looked at before the answer is given up.
const MOST_SUBSETS: usize = 50_000;

/// Of so few subsets, nothing is taken out.
const FEW_SUBSETS: usize = if cfg!(test) { 1 } else { 200 };

/// How often a pattern is read on by a byte before the answer is given up.
const MOST_STEPS: usize = 20_000_000;

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By sign, the shortest request with the least arguments that has it.
    pub(super) requests: [Option<Witness>; Signs::COUNT],
    /// Whether what has no request is proven to have none.
    pub(super) is_proven: bool,
}

impl Found {
    /// Adds what was found in another space; the shorter request counts, and of two as long the more readable one.
    pub(super) fn take(&mut self, other: Self) {
        self.is_proven &= other.is_proven;
        for (own, other) in self.requests.iter_mut().zip(other.requests) {
            let is_better = |found: &Witness| {
                own.as_ref().is_none_or(|own| preference(found) < preference(own))
            };
            if other.as_ref().is_some_and(is_better) {
                *own = other;
            }
        }
    }
}

/// The order in which witnesses of several spaces are preferred.
fn preference(found: &Witness) -> (usize, impl PartialOrd) {
    (found.resource.len(), found.resource.bytes().map(rank).collect::<Vec<_>>())
}

/// The walk over one space.
pub(super) struct Walk<'t, 'r> {
    space: Space,
    automaton: Automaton<'r>,
    tags: &'t [(&'r Language, Tag<'r>)],
    prospects: Vec<Prospect>,
    /// What takes out of the subsets what cannot matter, once they are many.
    settling: Option<Settling<'t>>,
    question: Question,
    /// The subsets that were reached, each with the one before it and the byte between.
    reached: Vec<(usize, u8)>,
    known: FxHashSet<Subset>,
    queue: VecDeque<(usize, Subset)>,
    /// The sets of patterns that matched a request already; another request of theirs has no other signs.
    seen: FxHashSet<Box<[usize]>>,
    looks: Looks,
    steps: usize,
    missing: Signs,
    /// What only texts showed that are no canonical spelling.
    unspelled: Signs,
    found: Found,
}

impl<'t, 'r> Walk<'t, 'r> {
    /// Walks over patterns of one space; nothing is proven of those that are too large for an automaton.
    pub(super) fn over(
        space: Space,
        tags: &'t [(&'r Language, Tag<'r>)],
        question: Question,
    ) -> Found {
        let languages: Vec<&Language> = tags.iter().map(|(language, _)| *language).collect();
        let Some(automaton) = Automaton::new(space, &languages) else { return Found::default() };
        let start = automaton.start();
        let prospects: Vec<Prospect> = tags.iter().map(|(_, tag)| Prospect::of(tag)).collect();
        let all = prospects.iter().fold(Prospect::default(), |all, one| all.and(*one));
        let mut walk = Walk {
            space,
            automaton,
            tags,
            prospects,
            settling: None,
            question,
            reached: vec![(0, 0)],
            known: FxHashSet::from_iter([start.clone()]),
            queue: VecDeque::from([(0, start)]),
            seen: FxHashSet::default(),
            looks: Looks::default(),
            steps: 0,
            missing: all.signs(&question),
            unspelled: Signs::NONE,
            found: Found { is_proven: true, ..Found::default() },
        };
        let is_done = walk.run();
        walk.found.is_proven &= is_done && walk.unspelled.among(walk.missing).is_empty();
        walk.found
    }

    /// Goes on until nothing more can be found, or the budget is spent; says whether it is not spent.
    fn run(&mut self) -> bool {
        while let Some((at, subset)) = self.queue.pop_front() {
            self.look(at, &subset);
            if self.missing.is_empty() {
                return true;
            }
            if self.ahead(subset.live()).is_empty() {
                continue;
            }
            for step in 0..self.automaton.bytes().len() {
                let Some(byte) = self.automaton.bytes().get(step).copied() else { continue };
                self.steps += subset.live().count();
                let Some(next) = self.automaton.step(&subset, byte) else { continue };
                let next = self.reduced(next);
                if self.known.contains(&next) {
                    continue;
                }
                if self.known.len() >= MOST_SUBSETS || self.steps > MOST_STEPS {
                    return false;
                }
                self.known.insert(next.clone());
                self.reached.push((at, byte));
                self.queue.push_back((self.reached.len() - 1, next));
            }
        }
        true
    }

    /// A subset without what cannot matter. To know that takes longer than a short walk.
    fn reduced(&mut self, subset: Subset) -> Subset {
        if self.known.len() < FEW_SUBSETS {
            return subset;
        }
        let (tags, is_plain, question) = (self.tags, self.automaton.is_plain(), self.question);
        let made = || Settling::new(tags, is_plain, question);
        subset.reduced(self.settling.get_or_insert_with(made))
    }

    /// Those of the signs that are missing which patterns may show.
    fn ahead(&self, patterns: impl Iterator<Item = usize>) -> Signs {
        let prospects = patterns.filter_map(|pattern| self.prospects.get(pattern));
        let all = prospects.fold(Prospect::default(), |all, one| all.and(*one));
        all.signs(&self.question).among(self.missing)
    }

    /// Looks for signs of the text that led here.
    fn look(&mut self, at: usize, subset: &Subset) {
        let matched = self.automaton.matched(subset);
        if self.ahead(matched.iter().copied()).is_empty() || !self.seen.insert(matched.clone()) {
            return;
        }
        let mut here = Tag::default();
        for (_, tag) in matched.iter().filter_map(|pattern| self.tags.get(*pattern)) {
            here.add(tag);
        }
        let conditions: Vec<&Condition> =
            here.before.conditions().chain(here.after.conditions()).collect();
        let mut signed: Vec<(Signs, Arguments)> = Vec::new();
        let mut missing = self.missing;
        let (question, looks) = (&self.question, &mut self.looks);
        let is_proven = cells::each(&conditions, looks, |arguments| {
            let signs = question.signs(&here, arguments).among(missing);
            if !signs.is_empty() {
                signed.push((signs, arguments.clone()));
                missing = if question.any { Signs::NONE } else { missing.but(signs) };
            }
            missing.is_empty()
        });
        self.found.is_proven &= is_proven;
        if signed.is_empty() {
            return;
        }
        let Some(resource) = self.resource(at) else {
            // Another text of the same patterns may be one.
            self.unspelled = signed.iter().fold(self.unspelled, |all, (signs, _)| all.and(*signs));
            self.seen.remove(&matched);
            return;
        };
        self.missing = missing;
        for (signs, arguments) in signed {
            for place in signs.places() {
                if let Some(request) = self.found.requests.get_mut(place) {
                    let (resource, arguments) = (resource.clone(), arguments.clone());
                    *request = Some(Witness { resource, arguments });
                }
            }
        }
    }

    /// The bytes that led to a subset, as a canonical spelling; none where they are none.
    fn resource(&self, mut at: usize) -> Option<Box<str>> {
        let mut bytes = Vec::new();
        while let Some((before, byte)) = self.reached.get(at).filter(|_| at > 0) {
            bytes.push(*byte);
            at = *before;
        }
        bytes.reverse();
        let spelling = self.space.spelled(std::str::from_utf8(&bytes).ok()?);
        let read = Resource::read(self.space.action(), &spelling).ok()?;
        (read.as_str() == &*spelling).then_some(spelling)
    }
}
