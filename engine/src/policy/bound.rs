//! Whether what an agent is given keeps within a bound on requests.

use super::clause::Bound;
use super::memory::Memory;
use crate::check::reach::Reach;
use crate::permission::{Action, Effect, Excess, Line, Reason, Witness, excess, scripts};

/// What an agent is given, read when it is needed.
pub(super) struct Given<'r, 'e, 'f> {
    reach: &'r Reach<'e, 'f>,
    memory: &'r Memory,
}

/// A request that is given more than a bound permits.
pub(super) struct Broken<'f> {
    pub(super) request: Witness,
    pub(super) effect: Effect,
    /// The rule that gives it.
    pub(super) line: Option<Line<'f>>,
}

/// How what is given stands to a bound.
pub(super) enum Answer<'f> {
    Keeps,
    Breaks(Box<Broken<'f>>),
    NotProven,
}

impl<'r, 'e, 'f> Given<'r, 'e, 'f> {
    pub(super) const fn new(reach: &'r Reach<'e, 'f>, memory: &'r Memory) -> Self {
        Self { reach, memory }
    }

    /// The answer to a bound.
    pub(super) fn answer(&self, bound: &Bound<'_>) -> Answer<'f> {
        let Some(content) = self.reach.content(bound.action) else { return Answer::Keeps };
        let find = || self.excess(bound);
        match self.memory.answer(bound.number, &content, find) {
            Excess::None => Answer::Keeps,
            Excess::NotProven => Answer::NotProven,
            Excess::Request(request) => Answer::Breaks(Box::new(self.broken(bound, request))),
        }
    }

    /// What gets more than it may; where all at once is too much to tell, pattern by pattern.
    fn excess(&self, bound: &Bound<'_>) -> Excess {
        let given = self.reach.authority().given(bound.action);
        let all = match excess(&given, bound.most, &bound.all) {
            // Nobody can tell what a shell is told to run.
            Excess::None if scripts::may_hide_request(&given, bound.most) => {
                return Excess::NotProven;
            }
            all => all,
        };
        if all != Excess::NotProven || bound.patterns.len() < 2 {
            return all;
        }
        let mut answer = Excess::None;
        for written in &bound.patterns {
            match excess(&given, bound.most, &written.pattern) {
                Excess::None => {}
                Excess::NotProven => answer = Excess::NotProven,
                found @ Excess::Request(_) => return found,
            }
        }
        answer
    }

    /// The rules of an action.
    pub(super) fn lines(&self, action: Action) -> impl Iterator<Item = &Line<'f>> {
        self.reach.authority().lines(action)
    }

    fn broken(&self, bound: &Bound<'_>, request: Witness) -> Broken<'f> {
        let authority = self.reach.authority();
        let decided = authority.decide(bound.action, &request.resource, &request.arguments);
        let line = match decided.reason {
            Reason::Rules { by, .. } => by.first().map(|line| (*line).clone()),
            _ => None,
        };
        // A request that no longer reads as it was found is given what the bound refuses all the same.
        let effect = decided.effect.max(if bound.most == Effect::Deny {
            Effect::Ask
        } else {
            Effect::Allow
        });
        Broken { request, effect, line }
    }
}
