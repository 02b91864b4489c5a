//! A breadth-first walk over many patterns at once, which stops at the first request that answers a question.
//!
//! Source: on-the-fly subset construction (Rabin and Scott 1959), breadth first, so that the first request found is a
//! shortest one.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::arguments::Arguments;
use super::automaton::{Automaton, Subset};
use super::cells::{self, Side};
use super::language::Language;
use super::{Condition, Effect, Space, Witness};

/// How many subsets of states are looked at before the answer is given up.
const BUDGET: usize = 50_000;

/// What a pattern says where it matches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tag<'r> {
    /// The rules with it, before a change.
    pub(super) before: Side<'r>,
    /// Those after it.
    pub(super) after: Side<'r>,
    /// Whether the agent has such resources before.
    pub(super) had: bool,
    /// Whether it has them after.
    pub(super) has: bool,
    /// Whether it is what is asked about.
    pub(super) asked: bool,
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    /// Whether only what the agent has counts, before.
    pub(super) wanted: bool,
    /// Whether only that counts, after.
    pub(super) wants: bool,
    /// Whether only what is asked about counts.
    pub(super) asks: bool,
    /// What is given before; none where the rules before say so.
    pub(super) most: Option<Effect>,
}

/// The shortest requests that answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// That is given more after.
    pub(super) more: Option<Witness>,
    /// That is given less after.
    pub(super) less: Option<Witness>,
    /// Whether the walk went to its end, or answered both.
    pub(super) is_proven: bool,
}

/// The walk over one space.
pub(super) struct Walk<'t, 'r> {
    space: Space,
    automaton: Automaton<'r>,
    tags: &'t [(&'r Language, Tag<'r>)],
    question: Question,
    /// The subsets that were reached, each with the one before it and the byte between.
    reached: Vec<(usize, u8)>,
    known: FxHashSet<Subset>,
    queue: VecDeque<(usize, Subset)>,
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
        let mut walk = Walk {
            space,
            automaton,
            tags,
            question,
            reached: vec![(0, 0)],
            known: FxHashSet::from_iter([start.clone()]),
            queue: VecDeque::from([(0, start)]),
            found: Found::default(),
        };
        walk.found.is_proven = true;
        let is_done = walk.run();
        walk.found.is_proven &= is_done;
        walk.found
    }

    /// Goes on until the question is answered, nothing is left, or the budget is spent; says whether it is not spent.
    fn run(&mut self) -> bool {
        while let Some((at, subset)) = self.queue.pop_front() {
            self.look(at, &subset);
            let is_over = self.found.less.is_some() || self.question.most.is_some();
            if self.found.more.is_some() && is_over {
                return true;
            }
            if !self.may_answer(&subset) {
                continue;
            }
            for step in 0..self.automaton.bytes().len() {
                let Some(byte) = self.automaton.bytes().get(step).copied() else { continue };
                let Some(next) = self.automaton.step(&subset, byte) else { continue };
                if self.known.contains(&next) {
                    continue;
                }
                if self.known.len() >= BUDGET {
                    return false;
                }
                self.known.insert(next.clone());
                self.reached.push((at, byte));
                self.queue.push_back((self.reached.len() - 1, next));
            }
        }
        true
    }

    /// Whether what led here is given more or less after.
    fn look(&mut self, at: usize, subset: &Subset) {
        let matched = self.automaton.matched(subset);
        let mut here = Tag::default();
        for (_, tag) in matched.filter_map(|pattern| self.tags.get(pattern)) {
            here.before.add(&tag.before);
            here.after.add(&tag.after);
            here.had |= tag.had;
            here.has |= tag.has;
            here.asked |= tag.asked;
        }
        if self.question.asks && !here.asked
            || here.before == here.after && here.had == here.has && self.is_even()
        {
            return;
        }
        let conditions: Vec<&Condition> =
            here.before.conditions().chain(here.after.conditions()).collect();
        let (mut more, mut less) = (None, None);
        let is_proven = cells::each(&conditions, |arguments| {
            let (before, after) = self.given(&here, arguments);
            if after > before && more.is_none() {
                more = Some(arguments.clone());
            } else if after < before && less.is_none() {
                less = Some(arguments.clone());
            }
            more.is_some() && (less.is_some() || self.question.most.is_some())
        });
        self.found.is_proven &= is_proven;
        let witness = |arguments| Witness { resource: self.resource(at), arguments };
        let (more, less) = (more.map(witness), less.map(witness));
        self.found.more = self.found.more.take().or(more);
        self.found.less = self.found.less.take().or(less);
    }

    /// Whether what is the same before and after answers nothing.
    const fn is_even(&self) -> bool {
        self.question.most.is_none() && self.question.wanted == self.question.wants
    }

    /// What is given before and after, with some arguments.
    fn given(&self, here: &Tag<'_>, arguments: &Arguments) -> (Effect, Effect) {
        let given = |side: &Side<'_>, wants: bool, has: bool| {
            if has || !wants { side.decide(arguments) } else { Effect::Deny }
        };
        let Question { wanted, wants, most, .. } = self.question;
        let before = most.unwrap_or_else(|| given(&here.before, wanted, here.had));
        (before, given(&here.after, wants, here.has))
    }

    /// Whether anything further on may answer: not where all patterns that are left say the same before and after.
    fn may_answer(&self, subset: &Subset) -> bool {
        let (mut differ, mut asked, mut has) = (false, !self.question.asks, !self.question.wants);
        let most = self.question.most;
        for (_, tag) in subset.live().filter_map(|pattern| self.tags.get(pattern)) {
            differ |= match most {
                Some(most) => tag.after.may_exceed(most),
                None => tag.before != tag.after || tag.had != tag.has || !self.is_even(),
            };
            asked |= tag.asked;
            has |= tag.has;
        }
        differ && asked && (has || most.is_none())
    }

    /// The bytes that led to a subset, as a spelling.
    fn resource(&self, mut at: usize) -> Box<str> {
        let mut bytes = Vec::new();
        while let Some((before, byte)) = self.reached.get(at).filter(|_| at > 0) {
            bytes.push(*byte);
            at = *before;
        }
        bytes.reverse();
        self.space.spelled(&String::from_utf8_lossy(&bytes))
    }
}
