//! Claude Code's own tools: what using one takes, and its name as a tool of the server `builtin`.
//!
//! Sources: calls of each tool in a subagent of version 2.1.330 against a stand-in of the service; for tools that were not
//! at hand there, the column "permission required" of the documentation's tools reference.

use super::hidden::HIDDEN;
use crate::permission::{Action, Effect};

/// One of Claude Code's own tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tool {
    /// The name that Claude Code knows it by.
    pub name: &'static str,
    /// Its name as a tool of `builtin`.
    pub declared: &'static str,
    /// What using it takes.
    pub uses: Uses,
    /// Whether a subagent has it.
    pub standing: Standing,
    /// What Claude Code gives unasked and the permissions of the import do not, with an example.
    pub stricter: Option<&'static str>,
}

/// What using a tool takes, with the permissions that Claude Code gives where no rule says anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uses {
    /// Reads files: unasked in the working directory.
    Reads,
    /// Writes files: asks.
    Writes,
    /// Runs commands: asks.
    Runs,
    /// Requests URLs: asks.
    Fetches,
    /// Starts another agent.
    Delegates,
    /// Is a call of a tool, and no more.
    Calls(Effect),
}

/// Whether a subagent has a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Whoever names no tools has it.
    Common,
    /// It is there where it is switched on or can work, and has to be named.
    Special,
    /// It is there in the main session only.
    MainSession,
    /// Earlier versions had it.
    Former,
}

const COMMANDS: &str = "commands that only read, such as `ls`, run unasked there";
const HOSTS: &str =
    "some hosts of documentation, such as `https://docs.python.org/`, are fetched unasked there";
const SKILLS: &str =
    "a skill that asks for no tools, such as one with a description only, is used unasked there";

const fn common(name: &'static str, declared: &'static str, uses: Uses) -> Tool {
    Tool { name, declared, uses, standing: Standing::Common, stricter: None }
}

const fn special(name: &'static str, declared: &'static str, uses: Uses) -> Tool {
    Tool { standing: Standing::Special, ..common(name, declared, uses) }
}

const fn main_session(name: &'static str, declared: &'static str, uses: Uses) -> Tool {
    Tool { standing: Standing::MainSession, ..common(name, declared, uses) }
}

const fn former(name: &'static str, declared: &'static str, uses: Uses) -> Tool {
    Tool { standing: Standing::Former, ..common(name, declared, uses) }
}

const ALLOWED: Uses = Uses::Calls(Effect::Allow);
const ASKED: Uses = Uses::Calls(Effect::Ask);

/// All of them, sorted by name.
pub static TOOLS: &[Tool] = &[
    special("Agent", "agent", Uses::Delegates),
    special("Artifact", "artifact", ASKED),
    main_session("AskUserQuestion", "ask-user-question", ASKED),
    Tool { stricter: Some(COMMANDS), ..common("Bash", "bash", Uses::Runs) },
    former("BashOutput", "bash-output", ALLOWED),
    common("CronCreate", "cron-create", ALLOWED),
    common("CronDelete", "cron-delete", ALLOWED),
    common("CronList", "cron-list", ALLOWED),
    common("Edit", "edit", Uses::Writes),
    main_session("EnterPlanMode", "enter-plan-mode", ALLOWED),
    common("EnterWorktree", "enter-worktree", ALLOWED),
    main_session("ExitPlanMode", "exit-plan-mode", ASKED),
    common("ExitWorktree", "exit-worktree", ALLOWED),
    common("Glob", "glob", Uses::Reads),
    common("Grep", "grep", Uses::Reads),
    former("KillBash", "kill-bash", ALLOWED),
    former("KillShell", "kill-shell", ALLOWED),
    former("LS", "ls", Uses::Reads),
    common("LSP", "lsp", ALLOWED),
    common("ListAgents", "list-agents", ALLOWED),
    special("ListMcpResourcesTool", "list-mcp-resources-tool", ALLOWED),
    Tool { stricter: Some(COMMANDS), ..common("Monitor", "monitor", Uses::Runs) },
    former("MultiEdit", "multi-edit", Uses::Writes),
    common("NotebookEdit", "notebook-edit", Uses::Writes),
    former("NotebookRead", "notebook-read", Uses::Reads),
    special("PowerShell", "power-shell", Uses::Runs),
    common("Read", "read", Uses::Reads),
    special("ReadMcpResourceTool", "read-mcp-resource-tool", ALLOWED),
    common("ReportFindings", "report-findings", ALLOWED),
    main_session("ScheduleWakeup", "schedule-wakeup", ALLOWED),
    common("SendMessage", "send-message", ALLOWED),
    Tool { stricter: Some(SKILLS), ..common("Skill", "skill", ASKED) },
    former("SlashCommand", "slash-command", ASKED),
    special("Task", "task", Uses::Delegates),
    common("TaskCreate", "task-create", ALLOWED),
    common("TaskGet", "task-get", ALLOWED),
    common("TaskList", "task-list", ALLOWED),
    common("TaskOutput", "task-output", ALLOWED),
    common("TaskStop", "task-stop", ALLOWED),
    common("TaskUpdate", "task-update", ALLOWED),
    special("TeamCreate", "team-create", ALLOWED),
    special("TeamDelete", "team-delete", ALLOWED),
    former("TodoRead", "todo-read", ALLOWED),
    common("TodoWrite", "todo-write", ALLOWED),
    common("ToolSearch", "tool-search", ALLOWED),
    Tool { stricter: Some(HOSTS), ..common("WebFetch", "web-fetch", Uses::Fetches) },
    common("WebSearch", "web-search", ASKED),
    main_session("Workflow", "workflow", ASKED),
    common("Write", "write", Uses::Writes),
];

/// The tool of this name, which Claude Code reads with its letter case.
#[must_use]
pub fn tool(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == name)
}

impl Tool {
    /// The action that a use of it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self.uses {
            Uses::Reads => Action::Read,
            Uses::Writes => Action::Write,
            Uses::Runs => Action::Run,
            Uses::Fetches => Action::Fetch,
            Uses::Delegates => Action::Delegate,
            Uses::Calls(_) => Action::Call,
        }
    }

    /// Whether a use that is no more than a call happens unasked, sometimes at least, where no rule says otherwise.
    #[must_use]
    pub fn is_unasked(&self) -> bool {
        let is_there = self.standing != Standing::Former;
        let may = self.uses == ALLOWED || self.uses == ASKED && self.stricter.is_some();
        is_there && may
    }
}

/// The names of the tools, beside those of files, commands, URLs and agents, that may be used unasked where no rule says
/// otherwise.
pub fn unasked() -> impl Iterator<Item = &'static str> {
    let known = TOOLS.iter().filter(|tool| tool.is_unasked()).map(|tool| tool.name);
    known.chain(HIDDEN.iter().copied())
}

/// The names of the tools whose use is no more than a call, unasked or not.
pub fn called() -> impl Iterator<Item = &'static str> {
    let is_called =
        |tool: &&Tool| tool.action() == Action::Call && tool.standing != Standing::Former;
    TOOLS.iter().filter(is_called).map(|tool| tool.name).chain(HIDDEN.iter().copied())
}

/// The name of a tool of Claude Code as a tool of `builtin`: kebab case, where [`source_name`] leads back.
///
/// Nothing for what is no name of such a tool: they begin with a capital and have letters and digits.
#[must_use]
pub fn declared_name(name: &str) -> Option<String> {
    if let Some(tool) = tool(name) {
        return Some(tool.declared.to_owned());
    }
    let is_name = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name.len() <= 64;
    if !is_name {
        return None;
    }
    let mut kebab = String::with_capacity(name.len() + 4);
    for character in name.chars() {
        if character.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(character.to_ascii_lowercase());
    }
    // What would be read as one of the tools above, or not lead back, keeps its letter case.
    Some(if source_name(&kebab) == name { kebab } else { name.to_owned() })
}

/// The name in Claude Code of a tool of `builtin`.
#[must_use]
pub fn source_name(declared: &str) -> String {
    if let Some(tool) = TOOLS.iter().find(|tool| tool.declared == declared) {
        return tool.name.to_owned();
    }
    let mut name = String::with_capacity(declared.len());
    for part in declared.split('-') {
        let mut characters = part.chars();
        name.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(characters.as_str());
    }
    name
}
