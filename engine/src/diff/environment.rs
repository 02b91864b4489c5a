//! The environments that agents are compared in: each with itself, or one with another one.

use std::sync::Arc;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary;

use super::Only;
use super::agent::text;
use super::side::Side;

/// An environment, by its name before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct EnvironmentPair<'w> {
    pub(super) before: &'w str,
    pub(super) after: &'w str,
}

impl EnvironmentPair<'_> {
    /// How it is printed: one name, or how one gets from the one to the other.
    pub(super) fn shown(&self) -> Arc<str> {
        if self.before == self.after {
            self.before.into()
        } else {
            format!("{} -> {}", self.before, self.after).into()
        }
    }

    /// Whether the `defaults` are the same texts on both sides.
    pub(super) fn is_default_alike(&self, before: &Side<'_>, after: &Side<'_>) -> bool {
        let defaults = |environment: Option<Item<'_>>| {
            let block = environment?.child(&vocabulary::DEFAULTS)?;
            Some(text(block).to_owned())
        };
        defaults(before.environment(self.before)) == defaults(after.environment(self.after))
    }
}

/// The environments of both sides in the order of declaration, new ones last; none where a side has none.
pub(super) fn pairs<'w>(
    before: &Side<'w>,
    after: &Side<'w>,
    only: &'w Only,
) -> Vec<EnvironmentPair<'w>> {
    if let Some([before, after]) = &only.between {
        return vec![EnvironmentPair { before, after }];
    }
    let names = |side: &Side<'w>| -> Vec<&'w str> {
        side.environments.iter().filter_map(|environment| Item::text(*environment)).collect()
    };
    let (before, after) = (names(before), names(after));
    if before.is_empty() || after.is_empty() {
        return Vec::new();
    }
    let mut all: Vec<&'w str> = Vec::new();
    for name in before.into_iter().chain(after) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all.into_iter().map(|name| EnvironmentPair { before: name, after: name }).collect()
}
