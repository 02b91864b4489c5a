//! The tools of an agent: those that are named, or those that its permissions use.

use bailiwick_schema::vocabulary::{self, BUILTIN};
use serde_json::Value;

use super::bash;
use super::section::is_given;
use super::sense::{DELEGATE, FETCH};
use crate::compose::Field;
use crate::permission::Action;
use crate::render::dialect::Subject;
use crate::runtime::claude_code::tools_of;

/// The tools that an action uses; the first ones are written where none is named.
const USED: &[(Action, &[&str])] = &[
    (Action::Read, &["Read", "Grep", "Glob", "LS", "NotebookRead"]),
    (Action::Write, &["Edit", "Write", "NotebookEdit", "MultiEdit"]),
    (Action::Run, &[bash::TOOL, "Monitor", "BashOutput", "KillShell"]),
    (Action::Fetch, &[FETCH]),
    (Action::Delegate, &[DELEGATE, "Task"]),
];

/// How many tools of each action are written where none is named.
const WRITTEN: usize = 3;

/// The tools of an agent, in the order in which they are declared; none where it has all.
pub(super) fn of(subject: &Subject<'_, '_>) -> Option<Vec<String>> {
    let servers: Vec<&str> =
        subject.effective.fields_of(&vocabulary::USED_SERVER).filter_map(Field::key).collect();
    let mut tools = if servers.contains(&BUILTIN) {
        tools_of(subject.effective)?
    } else {
        let given = USED.iter().filter(|(action, _)| is_given(subject, *action));
        let names = given.flat_map(|(action, tools)| {
            let most = if *action == Action::Run { 1 } else { WRITTEN };
            tools.iter().take(most)
        });
        names.filter(|name| **name != "Task").map(|name| (*name).to_owned()).collect()
    };
    let foreign = servers.iter().filter(|name| **name != BUILTIN);
    tools.extend(foreign.map(|name| format!("mcp__{name}")));
    Some(tools)
}

/// Whether an agent with these tools can do anything of an action; one without a list has all.
pub(super) fn has(tools: Option<&Vec<Value>>, action: Action) -> bool {
    let Some(tools) = tools else { return true };
    let names =
        |list: &[&str]| tools.iter().filter_map(Value::as_str).any(|tool| list.contains(&tool));
    // Tools of servers are named one by one, and so are Claude Code's own.
    USED.iter().find(|(other, _)| *other == action).is_none_or(|(_, list)| names(list))
}
