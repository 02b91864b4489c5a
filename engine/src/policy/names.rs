//! Agents as a policy names them.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary;

use crate::permission::{Action, Effect, Pattern, Resource};

/// The agents that a policy is about, by name.
#[derive(Debug)]
pub(super) enum Names {
    /// All of them.
    All,
    /// Those that one of its patterns matches; none where no pattern can be read.
    Matched(Option<Pattern>),
}

impl Names {
    /// Those that a policy is about.
    pub(super) fn of(policy: Item<'_>) -> Self {
        let mut rows = policy.children_of(&vocabulary::AGENTS).peekable();
        if rows.peek().is_none() {
            return Self::All;
        }
        Self::read(rows.flat_map(|row| row.texts()).map(|(text, _)| text))
    }

    /// Those that one of some patterns matches: `*` stays within a part, `**` goes across parts, `\` takes a sign as it is.
    pub(super) fn read<'t>(patterns: impl IntoIterator<Item = &'t str>) -> Self {
        let read = |text: &str| Pattern::read(Action::Delegate, text).ok();
        Self::Matched(Pattern::any_of(patterns.into_iter().filter_map(read)))
    }

    /// Whether an agent is one of them.
    pub(super) fn mean(&self, agent: &str) -> bool {
        match self {
            Self::All => true,
            Self::Matched(pattern) => pattern.as_ref().is_some_and(|pattern| {
                Resource::read(Action::Delegate, agent)
                    .is_ok_and(|agent| pattern.matches(&agent, Effect::Allow))
            }),
        }
    }
}
