//! What belongs to one agent: its model, and the tools of Codex's own that it has in any case.

use bailiwick_schema::vocabulary;
use serde_json::{Value, json};

use crate::permission::{Action, Effect, Pattern, Resource};
use crate::render::dialect::Subject;
use crate::runtime::codex::{OWN, OWN_WITH_SERVERS, declared_tool, model_word};

/// What the file of an agent needs beside its context.
pub(super) fn agent(subject: &Subject<'_, '_>) -> Value {
    let model = subject.effective.fields_of(&vocabulary::MODEL).next();
    let model = model.and_then(|model| model.item.text()).map(model_word);
    json!({ "agent": subject.effective.name(), "model": model })
}

/// The tools of Codex's own that an agent with the server `builtin` has, whatever is rendered.
pub(super) fn own_of(subject: &Subject<'_, '_>, has_servers: bool) -> Vec<(&'static str, Effect)> {
    let has = subject.authority.given(Action::Call).has.unwrap_or_default();
    let is_had = |(name, _): &(&str, Effect)| {
        let resource = Resource::read(Action::Call, &declared_tool(name)).ok();
        resource
            .is_some_and(|tool| has.iter().any(|one: &&Pattern| one.matches(&tool, Effect::Allow)))
    };
    let more = if has_servers { OWN_WITH_SERVERS } else { &[] };
    OWN.iter().chain(more).copied().filter(is_had).collect()
}
