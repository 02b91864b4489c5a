//! What Claude Code gives a subagent, read from its own definition: a reading of its semantics that knows nothing of the importer.
//!
//! Written from calls that version 2.1.330 decided in a subagent; where it was not tried, from the documentation.

use std::collections::BTreeSet;

use bailiwick_engine::frontmatter::{self, Value};
use bailiwick_engine::permission::{Action, Effect};

/// Tools that run in a subagent without a question.
const UNASKED: &str = "CronCreate CronDelete CronList EnterWorktree ExitWorktree LSP ListAgents ListMcpResourcesTool \
    ReadMcpResourceTool ReportFindings SendMessage TaskCreate TaskGet TaskList TaskOutput TaskStop TaskUpdate TeamCreate \
    TeamDelete TodoWrite ToolSearch BashOutput KillBash KillShell TodoRead";

/// Tools that no subagent has.
const ABSENT: &str = "AskUserQuestion EnterPlanMode ExitPlanMode ScheduleWakeup Workflow";

/// What a definition says.
pub struct Source {
    /// The names that it lists; none for all.
    listed: Option<BTreeSet<String>>,
    taken: BTreeSet<String>,
    /// What would be asked is refused.
    refuses: bool,
}

impl Source {
    /// Reads a file; what has no frontmatter is no agent there.
    pub fn read(text: &str) -> Self {
        let head = frontmatter::split(text);
        let names = |key| head.get(key).map(|entry| names(&entry.value));
        let listed = if head.entries.is_empty() { Some(BTreeSet::new()) } else { names("tools") };
        Self {
            listed: listed.filter(|names| !names.contains("*")),
            taken: names("disallowedTools").unwrap_or_default(),
            refuses: head.text_of("permissionMode") == Some("dontAsk"),
        }
    }

    /// The most that a request is given.
    pub fn most(&self, action: Action, resource: &str) -> Effect {
        let effect = match action {
            Action::Read if !self.has_any("Read Grep Glob LS NotebookRead") => Effect::Deny,
            Action::Read if resource.starts_with(['/', '~']) => Effect::Ask,
            Action::Read => Effect::Allow,
            Action::Write => self.asks("Write Edit MultiEdit NotebookEdit"),
            Action::Run => self.asks("Bash Monitor PowerShell"),
            Action::Fetch => self.asks("WebFetch"),
            Action::Call => {
                resource.strip_prefix("builtin/").map_or(Effect::Deny, |tool| self.call(tool))
            }
            Action::Delegate | Action::Recall | Action::Remember => Effect::Deny,
        };
        if effect == Effect::Ask && self.refuses { Effect::Deny } else { effect }
    }

    fn call(&self, kebab: &str) -> Effect {
        let name = pascal(kebab);
        let is_in = |list: &str| list.split(' ').any(|known| known == name);
        if is_in(ABSENT) || !self.has(&name) {
            Effect::Deny
        } else if is_in(UNASKED) {
            Effect::Allow
        } else {
            Effect::Ask
        }
    }

    fn asks(&self, tools: &str) -> Effect {
        if self.has_any(tools) { Effect::Ask } else { Effect::Deny }
    }

    fn has_any(&self, tools: &str) -> bool {
        tools.split(' ').any(|tool| self.has(tool))
    }

    fn has(&self, tool: &str) -> bool {
        self.listed.as_ref().is_none_or(|listed| listed.contains(tool))
            && !self.taken.contains(tool)
    }
}

/// The names of a list or a text, each as far as its parenthesis.
fn names(value: &Value) -> BTreeSet<String> {
    let texts: Vec<&str> = match value {
        Value::Scalar(scalar) => vec![&scalar.text],
        Value::List(items) => items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Scalar(scalar) => Some(scalar.text.as_str()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    let mut found = BTreeSet::new();
    for text in texts {
        let mut depth = 0_u32;
        let mut name = String::new();
        for character in text.chars().chain([',']) {
            match character {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                _ if character == ',' || character.is_whitespace() => {
                    found.insert(std::mem::take(&mut name));
                }
                _ => name.push(character),
            }
        }
        found.insert(name);
    }
    found.remove("");
    found
}

/// `web-search` as `WebSearch`.
fn pascal(kebab: &str) -> String {
    match kebab {
        "lsp" => return "LSP".to_owned(),
        "ls" => return "LS".to_owned(),
        _ => {}
    }
    let capital = |part: &str| {
        let mut characters = part.chars();
        characters
            .next()
            .map(|first| first.to_ascii_uppercase())
            .into_iter()
            .chain(characters)
            .collect::<String>()
    };
    kebab.split('-').map(capital).collect()
}
