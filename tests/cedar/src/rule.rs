//! A rule in the words of both engines.

use bailiwick_engine::permission::{Action, Condition, Effect, Pattern, Rule};

use crate::argument::{Place, Wanted, presence};
use crate::pattern::like;

/// A rule as both engines can have it.
#[derive(Debug, Clone)]
pub struct Written {
    pub effect: Effect,
    pub action: Action,
    pub pattern: String,
    pub wanted: Vec<Wanted>,
    /// Where other arguments are not let through: those that may come.
    pub closed: Option<&'static [Place]>,
}

/// What asking counts as: Cedar has two effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// As allowing: the answer is whether anything is given.
    Gives,
    /// As denying: the answer is whether it is given without asking.
    Denies,
}

impl Written {
    /// As the engine has it.
    pub fn rule(&self) -> Rule {
        let pattern = Pattern::read(self.action, &self.pattern)
            .unwrap_or_else(|error| panic!("`{}`: {error}", self.pattern));
        let whens = self.wanted.iter().map(Wanted::when).collect();
        let condition = Condition::new(whens, self.closed.is_some());
        Rule { condition, ..Rule::new(self.effect, self.action, pattern) }
    }

    /// As Cedar has it; what denies or asks does so where an argument is missing, too.
    pub fn policy(&self, asking: Asking) -> String {
        let permits = match (self.effect, asking) {
            (Effect::Allow, _) | (Effect::Ask, Asking::Gives) => true,
            (Effect::Deny, _) | (Effect::Ask, Asking::Denies) => false,
        };
        let word = if permits { "permit" } else { "forbid" };
        let head = format!("{word}(principal, action == Action::\"{}\", resource)", self.action);
        let mut all = vec![like(self.action, &self.pattern)];
        for wanted in &self.wanted {
            let (is_there, holds) = wanted.in_cedar();
            all.push(if permits {
                format!("{is_there} && {holds}")
            } else {
                format!("(!{is_there} || {holds})")
            });
        }
        let is_named = |place: &Place| self.wanted.iter().any(|wanted| wanted.place == *place);
        let others = self.closed.into_iter().flatten().filter(|place| !is_named(place));
        all.extend(others.map(|place| format!("!{}", presence(place))));
        format!("{head} when {{ {} }};", all.join(" && "))
    }
}
