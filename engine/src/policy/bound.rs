//! Whether what an agent is given keeps within a bound on requests.

use std::cell::OnceCell;

use super::clause::Bound;
use super::memory::{Memory, content};
use crate::compose::Effective;
use crate::permission::{
    Action, Authority, Effect, Excess, Line, Reason, Witness, excess, scripts,
};

/// What an agent is given, read when it is needed.
pub(super) struct Given<'e, 'f> {
    effective: &'e Effective<'f>,
    memory: &'e Memory,
    authority: OnceCell<Authority<'e, 'f>>,
    /// By action, what stands for all that is given for it; none where nothing is.
    contents: Vec<(Action, Option<std::sync::Arc<str>>)>,
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

impl<'e, 'f> Given<'e, 'f> {
    pub(super) const fn new(effective: &'e Effective<'f>, memory: &'e Memory) -> Self {
        Self { effective, memory, authority: OnceCell::new(), contents: Vec::new() }
    }

    /// The answer to the bound of this number.
    pub(super) fn answer(&mut self, number: usize, bound: &Bound<'_>) -> Answer<'f> {
        let known = self.contents.iter().find(|(action, _)| *action == bound.action);
        let content = known.map(|(_, content)| content.clone()).unwrap_or_else(|| {
            let content = content(self.effective, bound.action);
            self.contents.push((bound.action, content.clone()));
            content
        });
        let Some(content) = content else { return Answer::Keeps };
        let find = || self.excess(bound);
        match self.memory.answer(number, &content, find) {
            Excess::None => Answer::Keeps,
            Excess::NotProven => Answer::NotProven,
            Excess::Request(request) => Answer::Breaks(Box::new(self.broken(bound, request))),
        }
    }

    /// What gets more than it may; where all at once is too much to tell, pattern by pattern.
    fn excess(&self, bound: &Bound<'_>) -> Excess {
        let given = self.authority().given(bound.action);
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
        self.authority().lines(action)
    }

    fn authority(&self) -> &Authority<'e, 'f> {
        self.authority.get_or_init(|| Authority::with(self.effective, &self.memory.patterns))
    }

    fn broken(&self, bound: &Bound<'_>, request: Witness) -> Broken<'f> {
        let decided = self.authority().decide(bound.action, &request.resource, &request.arguments);
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
