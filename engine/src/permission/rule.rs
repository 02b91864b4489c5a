//! One line of a permission: what is done with the requests that a pattern matches.

use super::{Action, Effect, Pattern};

/// A rule with one pattern.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What is done.
    pub effect: Effect,
    /// With which requests.
    pub action: Action,
    /// On which resources.
    pub pattern: Pattern,
}
