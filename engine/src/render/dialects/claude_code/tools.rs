//! The tools of an agent: those that are named, or those that its permissions use.

use std::collections::BTreeSet;

use bailiwick_schema::vocabulary::{self, BUILTIN};

use super::section::is_given;
use super::sense::{DELEGATE, FETCH};
use super::{Agent, bash};
use crate::compose::Field;
use crate::permission::{Action, Pattern};
use crate::render::dialect::Subject;
use crate::runtime::claude_code::{declared_name, tool, tools_of};

/// The tools that are written for an action that an agent is given without the server `builtin`.
const WRITTEN: &[(Action, &[&str])] = &[
    (Action::Read, &["Read", "Grep", "Glob"]),
    (Action::Write, &["Edit", "Write", "NotebookEdit"]),
    (Action::Run, &[bash::TOOL]),
    (Action::Fetch, &[FETCH]),
    (Action::Delegate, &[DELEGATE]),
];

/// The tools of an agent, in the order in which they are declared; none where it has all.
pub(super) fn of(subject: &Subject<'_, '_>) -> Option<Vec<String>> {
    let mut servers = subject.effective.fields_of(&vocabulary::USED_SERVER).filter_map(Field::key);
    let mut tools = if servers.any(|name| name == BUILTIN) {
        tools_of(subject.effective)?
    } else {
        let given = WRITTEN.iter().filter(|(action, _)| is_given(subject, *action));
        given.flat_map(|(_, tools)| *tools).map(|name| (*name).to_owned()).collect()
    };
    let foreign = subject.effective.fields_of(&vocabulary::USED_SERVER);
    tools.extend(foreign.filter(|field| field.key() != Some(BUILTIN)).flat_map(served));
    Some(tools)
}

/// The servers that an agent uses, without the runtime's own tools.
pub(super) fn servers<'f>(subject: &Subject<'_, 'f>) -> impl Iterator<Item = &'f str> {
    let used = subject.effective.fields_of(&vocabulary::USED_SERVER);
    used.filter_map(Field::key).filter(|name| *name != BUILTIN)
}

/// The tools of a server that an agent uses: one by one, where it is left some by name.
fn served(field: &Field<'_>) -> Vec<String> {
    let server = field.key().unwrap_or_default();
    let is_name =
        |text: &str| text.chars().all(|sign| sign.is_ascii_alphanumeric() || "_-".contains(sign));
    match field.child(&vocabulary::ONLY) {
        Some(only) if only.members.iter().all(|member| is_name(member.text)) => {
            only.members.iter().map(|member| format!("mcp__{server}__{}", member.text)).collect()
        }
        _ => vec![format!("mcp__{server}")],
    }
}

/// The servers that some agent of a folder uses, sorted: an agent without a list of tools has them all.
pub(super) fn of_folder(agents: &[Agent<'_, '_>]) -> Vec<String> {
    let all: BTreeSet<&str> = agents.iter().flat_map(|agent| servers(agent.subject)).collect();
    all.into_iter().map(str::to_owned).collect()
}

/// What an agent with these tools can use for an action, as far as its tools bound it: none where nothing does, nothing
/// where it has no tool for it. One without a list has all of Claude Code's own, and those of the servers of its folder.
pub(super) fn reach(
    tools: Option<&[String]>,
    folder: &[String],
    subject: &Subject<'_, '_>,
    action: Action,
) -> Option<Vec<Pattern>> {
    if action == Action::Call {
        return Some(match tools {
            Some(tools) => tools.iter().filter_map(|name| called(name)).collect(),
            None => {
                let servers = subject.effective.fields_of(&vocabulary::USED_SERVER);
                let own = servers.filter_map(Field::key);
                let all = own.chain(folder.iter().map(String::as_str));
                all.collect::<BTreeSet<_>>().into_iter().map(Pattern::tools_of).collect()
            }
        });
    }
    let is_of = |name: &String| tool(name).is_some_and(|tool| tool.action() == action);
    let has = tools.is_none_or(|tools| tools.iter().any(is_of));
    if has { None } else { Some(Vec::new()) }
}

/// What a name in a list of tools lets an agent call; none for a tool whose use is no call.
fn called(name: &str) -> Option<Pattern> {
    match name.strip_prefix("mcp__") {
        Some(rest) => Some(match rest.split_once("__") {
            Some((server, tool)) => Pattern::one_tool(server, tool),
            None => Pattern::tools_of(rest),
        }),
        None if tool(name).is_some_and(|tool| tool.action() != Action::Call) => None,
        None => Some(Pattern::one_tool(BUILTIN, &declared_name(name)?)),
    }
}
