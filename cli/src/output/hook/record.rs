//! The line of a log: what was asked for, what was decided, by which rule. Values of arguments never stand in it.

use bailiwick_engine::check::without_known;
use bailiwick_engine::hook::{Decided, Event};
use bailiwick_engine::permission::{Compiled, Ground, Pointer};
use serde_json::{Value, json};

use super::{Found, Said, shortened, spelled};
use crate::output::json::json_line;

/// The most bytes of a resource that are kept.
const MOST: usize = 4096;

/// One decision as a line of JSON: `schema/json/hook-log.schema.json` describes it.
#[must_use]
pub fn record(
    (found, said, reason): (&Found, Said, &str),
    event: &Event,
    compiled: &Compiled,
    time: Option<&str>,
) -> String {
    let decided = match found {
        Found::Decided(decided) => Some(decided),
        Found::Refused(_) => None,
    };
    let names = event.arguments.iter().flat_map(|all| all.pointers().map(Pointer::to_string));
    let document = json!({
        "version": 1,
        "time": time,
        "agent": compiled.agent,
        "environment": compiled.environment,
        "context-sha256": compiled.context,
        "form": event.form.as_str(),
        "mode": event.mode,
        "tool": shortened(&event.tool),
        "arguments": names.take(100).collect::<Vec<_>>(),
        "action": decided.map(|decided| decided.action.as_str()),
        "resource": decided.map(|decided| kept(&decided.resource)),
        "decided-by": decided.and_then(|decided| spelled(&decided.judged)).map(kept),
        "effect": found.effect().as_str(),
        "answer": said.as_str(),
        "rules": decided.map_or_else(Vec::new, |decided| rules(decided, compiled)),
        "reason": kept(reason),
    });
    json_line(&document.to_string())
}

/// The rules that say so, with their places.
fn rules(decided: &Decided, compiled: &Compiled) -> Vec<Value> {
    let by = match &decided.judged.ground {
        Ground::Rules { by, .. } => by.as_slice(),
        _ => &[],
    };
    let lines = by.iter().filter_map(|at| compiled.line(*at));
    let value = |line: &bailiwick_engine::permission::CompiledLine| json!({ "rule": line.to_string(), "path": line.path.as_str(), "line": line.line });
    lines.map(value).collect()
}

/// What is kept of a text: its beginning, without secrets whose shape is known.
fn kept(text: &str) -> String {
    let end = text.floor_char_boundary(MOST);
    without_known(text.get(..end).unwrap_or_default())
}
