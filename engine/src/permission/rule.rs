//! One line of a permission: what is done with the requests that a pattern matches.

use super::{Action, Condition, Effect, Pattern};

/// A rule with one pattern and its condition.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What is done.
    pub effect: Effect,
    /// With which requests.
    pub action: Action,
    /// On which resources.
    pub pattern: Pattern,
    /// With which arguments.
    pub condition: Condition,
}

impl Rule {
    /// All that decides what it does, as a text that only rules that do the same to the same have.
    #[must_use]
    pub fn content(&self) -> String {
        format!("{} {}\n{}", self.effect, self.pattern.content(), self.condition)
    }
}
