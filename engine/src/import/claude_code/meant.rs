//! What a rule of the settings comes to.

use crate::permission::{Action, Effect};

use super::super::grants::Grant;

/// What a rule of the settings comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// These rules, and what they give less.
    Rules(Vec<Grant>, Option<Stricter>),
    /// Nothing, because that gives no more than the source: the reason.
    Nothing(String),
    /// Nothing, although the source gives something.
    Left(Stricter),
}

/// What the source gives and the declaration does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stricter {
    /// What it is.
    pub(super) why: String,
    /// A request that shows it.
    pub(super) witness: String,
}

impl Stricter {
    pub(super) fn new(why: impl Into<String>, witness: impl Into<String>) -> Self {
        Self { why: why.into(), witness: witness.into() }
    }
}

impl Meant {
    /// Rules that say the same.
    pub(super) fn same(rules: impl IntoIterator<Item = Grant>) -> Self {
        Self::Rules(rules.into_iter().collect(), None)
    }
}

/// One rule a pattern.
pub(super) fn rules(
    effect: Effect,
    action: Action,
    patterns: impl IntoIterator<Item = impl Into<String>>,
) -> Vec<Grant> {
    patterns.into_iter().map(|pattern| Grant::new(effect, action, pattern)).collect()
}
