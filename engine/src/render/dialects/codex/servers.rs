//! Tools of servers: which are there, and which of them are asked about.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_schema::vocabulary::{self, BUILTIN};
use serde_json::{Map, Value, json};

use super::mode::Mode;
use crate::permission::pattern::Piece;
use crate::permission::{self, Action, Arguments, Effect, Pattern, Space};
use crate::render::dialect::Subject;

/// A server's tools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Server {
    /// What is done with a tool that is not named; where it is denied, only those that are named are there.
    pub(super) unnamed: Effect,
    /// What is done with the tools that are named.
    pub(super) tools: BTreeMap<String, Effect>,
}

/// The names of servers and tools that Codex takes as they are.
fn is_plain(name: &str) -> bool {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_-".contains(sign);
    !name.is_empty() && name.chars().all(is_plain)
}

/// The servers that the agents use, each with the tools that any of them names: the least of what they are given.
pub(super) fn named(subjects: &[Subject<'_, '_>]) -> BTreeMap<String, BTreeMap<String, Effect>> {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for subject in subjects {
        for field in subject.effective.fields_of(&vocabulary::USED_SERVER) {
            let Some(server) = field.key().filter(|name| *name != BUILTIN && is_plain(name)) else {
                continue;
            };
            let only = field.child(&vocabulary::ONLY).into_iter().flat_map(|only| &only.members);
            let here = names.entry(server).or_default();
            here.extend(only.map(|member| member.text).filter(|name| is_plain(name)));
        }
    }
    for line in subjects.iter().flat_map(|subject| subject.authority.lines(Action::Call)) {
        let Some((server, tool)) = line.member.text.split_once('/') else { continue };
        if let Some(here) = names.get_mut(server).filter(|_| is_plain(tool)) {
            here.insert(tool);
        }
    }
    let effect = |server: &str, tool: &str| {
        let resource = format!("{server}/{tool}");
        let decided = subjects.iter().map(|subject| {
            subject.authority.decide(Action::Call, &resource, &Arguments::default()).effect
        });
        decided.min().unwrap_or(Effect::Deny)
    };
    let tools = |server: &str, tools: BTreeSet<&str>| {
        tools.into_iter().map(|tool| (tool.to_owned(), effect(server, tool))).collect()
    };
    names.into_iter().map(|(server, all)| (server.to_owned(), tools(server, all))).collect()
}

impl Server {
    /// Whether any tool of it may be used.
    pub(super) fn is_any(&self) -> bool {
        self.unnamed > Effect::Deny || self.tools.values().any(|effect| *effect > Effect::Deny)
    }

    pub(super) fn to_value(&self) -> Value {
        let word = |effect: Effect| if effect == Effect::Allow { "approve" } else { "prompt" };
        let there = |is_there: bool| -> Vec<&String> {
            let tools = self.tools.iter();
            tools
                .filter(|(_, to)| (**to > Effect::Deny) == is_there)
                .map(|(name, _)| name)
                .collect()
        };
        let mut value = Map::new();
        if self.unnamed == Effect::Deny {
            value.insert("enabled_tools".to_owned(), json!(there(true)));
        } else {
            value.insert("disabled_tools".to_owned(), json!(there(false)));
        }
        value.insert("default_tools_approval_mode".to_owned(), json!(word(self.unnamed)));
        let given = self.tools.iter().filter(|(_, effect)| **effect > Effect::Deny);
        let modes: Map<String, Value> = given
            .map(|(name, effect)| (name.clone(), json!({ "approval_mode": word(*effect) })))
            .collect();
        value.insert("tools".to_owned(), Value::Object(modes));
        Value::Object(value)
    }

    /// Reads what is made here.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let word = |value: &Value| match value.as_str() {
            Some("approve") => Some(Effect::Allow),
            Some("prompt") => Some(Effect::Ask),
            _ => None,
        };
        let list = |key: &str| -> Option<Vec<String>> {
            let names = value.get(key)?.as_array()?.iter();
            names.map(|name| name.as_str().map(str::to_owned)).collect()
        };
        let mut unnamed = word(value.get("default_tools_approval_mode")?)?;
        let enabled = list("enabled_tools");
        let mut tools: BTreeMap<String, Effect> = BTreeMap::new();
        for (name, tool) in value.get("tools").and_then(Value::as_object).into_iter().flatten() {
            tools.insert(name.clone(), word(tool.get("approval_mode")?)?);
        }
        if let Some(enabled) = enabled {
            tools.retain(|name, _| enabled.contains(name));
            for name in enabled {
                tools.entry(name).or_insert(unnamed);
            }
            unnamed = Effect::Deny;
        }
        let disabled = list("disabled_tools").unwrap_or_default();
        tools.extend(disabled.into_iter().map(|name| (name, Effect::Deny)));
        Some(Self { unnamed, tools })
    }

    /// What is done with its tools; of several that match, the last counts.
    pub(super) fn meaning(&self, name: &str, mode: Mode) -> Vec<permission::Rule> {
        let rule = |effect: Effect, pattern: Pattern| {
            let effect = if effect == Effect::Ask { mode.prompted() } else { effect };
            permission::Rule::new(effect, Action::Call, pattern)
        };
        let front = format!("{name}/");
        let all = Pattern::across(Space::Tool, &[Piece::Text(&front), Piece::Any]);
        let tools = self.tools.iter();
        let tools = tools.map(|(tool, effect)| rule(*effect, Pattern::one_tool(name, tool)));
        std::iter::once(rule(self.unnamed, all)).chain(tools).collect()
    }
}
