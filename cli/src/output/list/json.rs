//! Agents as JSON: `schema/json/list.schema.json` describes it.

use serde_json::{Map, Value, json};

use super::Agent;
use crate::output::json::json_text;

/// The agents as a JSON document.
pub(super) fn print(agents: &[Agent<'_>]) -> String {
    let agents: Vec<Value> = agents.iter().map(agent_value).collect();
    json_text(&json!({ "version": 1, "agents": agents }))
}

fn agent_value(agent: &Agent<'_>) -> Value {
    let contexts: Map<String, Value> = agent
        .digests
        .contexts
        .iter()
        .map(|(name, digest)| (name.clone(), digest.to_string().into()))
        .collect();
    json!({
        "name": agent.digests.agent,
        "path": agent.path.as_str(),
        "title": agent.title,
        "summary": agent.summary,
        "owner": agent.owner,
        "stage": agent.stage,
        "model": agent.model,
        "tags": agent.tags,
        "instances": agent.instances,
        "environments": agent.environments().collect::<Vec<_>>(),
        "digest": { "release": agent.digests.release.to_string(), "context": contexts },
    })
}
