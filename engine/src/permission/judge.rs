//! The one evaluator: what is done with a request, by rules in their order and by what there is to use them on.
//!
//! Who keeps the rules, and what is told of them besides, is left to [`Grounds`].

mod line;
mod path;
#[cfg(test)]
mod tests;

use super::{Absence, Action, Arguments, Decision, Effect, Refusal, Resource, Rule, decide};

pub use line::Share;
pub use path::{Located, Spellings};

/// What is decided, with the places of the rules behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What is done.
    pub effect: Effect,
    /// Why.
    pub ground: Ground,
    /// The resource in its canonical spelling; none where it has none.
    pub resource: Option<Resource>,
    /// Which part of a command line decides, and why it is asked at best; none for most other actions.
    pub share: Option<Share>,
}

/// Why a request is decided as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// Rules say so.
    Rules {
        /// Those that say so.
        by: Vec<usize>,
        /// Those that match, too, and count for less.
        overrode: Vec<usize>,
    },
    /// No rule grants it.
    NoRule {
        /// Those that would with other arguments.
        unmet: Vec<usize>,
    },
    /// It names nothing that could be given.
    Refused(Refusal),
    /// The agent does not have what it asks for, so that no rule is looked at.
    Absent(Absence),
}

/// Rules, and what there is to use them on.
pub trait Grounds: Sized {
    /// The rules of an action, each with its place among all.
    fn rules(&self, action: Action) -> impl Iterator<Item = (usize, &Rule)>;

    /// What a request names that the agent does not have.
    fn absence(&self, action: Action, resource: &str) -> Option<Absence>;

    /// Decides a request: what the agent does not have is denied before any rule.
    fn judge(&self, action: Action, resource: &str, arguments: &Arguments) -> Judgement {
        if action == Action::Run {
            return self.judge_line(resource, arguments, &Located::AS_WRITTEN);
        }
        match Resource::read(action, resource) {
            Ok(resource) => self.judge_resource(action, resource, arguments),
            Err(refusal) => Judgement::denied(Ground::Refused(refusal), None),
        }
    }

    /// Decides what a request names.
    fn judge_resource(
        &self,
        action: Action,
        resource: Resource,
        arguments: &Arguments,
    ) -> Judgement {
        if let Some(absence) = self.absence(action, resource.as_str()) {
            return Judgement::denied(Ground::Absent(absence), Some(resource));
        }
        let (places, rules): (Vec<usize>, Vec<&Rule>) = self.rules(action).unzip();
        let Decision { effect, by, overrode, unmet } = decide(&rules, &resource, arguments);
        let at = |found: Vec<usize>| {
            found.into_iter().filter_map(|at| places.get(at).copied()).collect::<Vec<_>>()
        };
        if by.is_empty() {
            return Judgement::denied(Ground::NoRule { unmet: at(unmet) }, Some(resource));
        }
        let ground = Ground::Rules { by: at(by), overrode: at(overrode) };
        Judgement { effect, ground, resource: Some(resource), share: None }
    }

    /// Decides a command line: the part that is given least decides, and of two the first.
    fn judge_line(&self, text: &str, arguments: &Arguments, from: &Located<'_>) -> Judgement {
        line::judge(self, text, arguments, from)
    }

    /// What is decided on each part of a command line that asks for something; none where it cannot be split.
    fn judge_parts(&self, text: &str, from: &Located<'_>) -> Vec<(Action, Judgement)> {
        line::parts(self, text, &Arguments::default(), from)
    }

    /// Decides a path by every spelling that it has: the least of the decisions counts.
    fn judge_path(
        &self,
        action: Action,
        spellings: &Spellings,
        arguments: &Arguments,
    ) -> Judgement {
        path::judge(self, action, spellings, arguments)
    }

    /// Decides a folder that is searched, with all that may lie below it.
    fn judge_below(&self, action: Action, spellings: &Spellings) -> Judgement {
        path::judge_below(self, action, spellings)
    }
}

impl Judgement {
    /// A denial.
    #[must_use]
    pub const fn denied(ground: Ground, resource: Option<Resource>) -> Self {
        Self { effect: Effect::Deny, ground, resource, share: None }
    }
}

/// Whether rules of an action match that deny or ask.
fn is_guarded(grounds: &impl Grounds, action: Action, judged: &Judgement) -> bool {
    let Ground::Rules { by, .. } = &judged.ground else { return false };
    let mut rules = grounds.rules(action);
    rules.any(|(at, rule)| by.contains(&at) && rule.is_guard())
}
