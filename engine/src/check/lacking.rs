//! What an agent needs before it is promoted into an environment.

use bailiwick_schema::rule::Rule;
use bailiwick_schema::vocabulary::NodeSpec;

use super::Report;
use crate::compose::{Effective, Field};

/// Something that a promoted agent needs.
pub(crate) struct Need {
    /// The row that gives it.
    pub(crate) spec: &'static NodeSpec,
    /// Whether a field of the row does give it; one of several is enough.
    pub(crate) is_given: fn(&Field<'_>) -> bool,
    /// What is said of an agent without it: "names no model".
    pub(crate) words: &'static str,
    /// What to do.
    pub(crate) help: &'static str,
}

/// Reports an agent that is promoted into its environment and lacks what it needs there.
pub(crate) fn find(
    rule: &'static Rule,
    need: &Need,
    effective: &Effective<'_>,
    report: &mut Report,
) {
    if effective.is_promoted() && !effective.fields_of(need.spec).any(need.is_given) {
        let name = effective.agent.text().unwrap_or_default();
        let message = format!("the agent `{name}` {}", need.words);
        report.at(rule, effective.agent, message, need.help);
    }
}
