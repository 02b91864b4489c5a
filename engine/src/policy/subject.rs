//! Whom a policy is for.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, NodeSpec};

use super::names::Names;
use crate::compose::Effective;

/// The agents that a policy is for, by name, environment, tag and stage.
#[derive(Debug)]
pub(crate) struct Subject<'w> {
    policy: Item<'w>,
    agents: Names,
}

impl<'w> Subject<'w> {
    /// That of a policy.
    pub(crate) fn of(policy: Item<'w>) -> Self {
        Self { policy, agents: Names::of(policy) }
    }

    /// Whether an agent of this name may be meant.
    pub(crate) fn names(&self, agent: &str) -> bool {
        self.agents.mean(agent)
    }

    /// Whether what an agent, whom it names, is given is meant.
    pub(crate) fn means(&self, effective: &Effective<'_>) -> bool {
        let is_tagged = |wanted: &str| {
            let tags = effective.fields_of(&vocabulary::TAG).flat_map(|field| &field.members);
            tags.into_iter().any(|tag| tag.text == wanted)
        };
        self.says(&vocabulary::POLICY_IN, |name| effective.environment_name() == Some(name))
            && self.says(&vocabulary::TAGS, is_tagged)
            && self.says(&vocabulary::STAGES, |stage| effective.stage() == Some(stage))
    }

    /// Whether one of the values of a row is meant, or the row says nothing.
    fn says(&self, spec: &NodeSpec, is_meant: impl Fn(&str) -> bool) -> bool {
        let mut rows = self.policy.children_of(spec).peekable();
        rows.peek().is_none() || rows.any(|row| row.texts().any(|(value, _)| is_meant(value)))
    }
}
