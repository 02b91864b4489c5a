//! The rules of settings, and in which order they count.

use bailiwick_engine::permission::Effect;
use serde_json::Value;

use super::super::interpreter::Folder;

/// The rules and the mode of settings, and the tools of an agent.
pub struct Settings<'n> {
    pub deny: Vec<Rule<'n>>,
    pub ask: Vec<Rule<'n>>,
    pub allow: Vec<Rule<'n>>,
    /// What asking comes to.
    pub asked: Effect,
    /// None where the agent has all tools.
    pub tools: Option<Vec<&'n str>>,
    /// The servers of the folder.
    pub servers: &'n [String],
}

/// `tool` or `tool(content)`.
#[derive(Clone, Copy)]
pub struct Rule<'n> {
    pub tool: &'n str,
    pub content: Option<&'n str>,
}

impl<'n> Settings<'n> {
    pub fn of(folder: &'n Folder, agent: usize) -> Self {
        let Folder { native, servers } = folder;
        let permissions = &native.shared["permissions"];
        let rules = |name: &str| {
            texts(&permissions[name]).into_iter().flatten().filter_map(Rule::read).collect()
        };
        let is_asking = permissions["defaultMode"] == "default";
        let asked = if is_asking { Effect::Ask } else { Effect::Deny };
        let tools = texts(&native.agents[agent]["tools"]);
        Self {
            deny: rules("deny"),
            ask: rules("ask"),
            allow: rules("allow"),
            asked,
            tools,
            servers,
        }
    }

    /// `deny` before `ask` before `allow`, then what is done without a rule.
    pub fn decide(
        &self,
        guards: impl Fn(&Rule<'n>) -> bool,
        asks: impl Fn(&Rule<'n>) -> bool,
        allows: impl Fn(&Rule<'n>) -> bool,
        default: Effect,
    ) -> Effect {
        if self.deny.iter().any(guards) {
            return Effect::Deny;
        }
        if self.ask.iter().any(asks) {
            return self.asked;
        }
        let is_allowed = default == Effect::Allow || self.allow.iter().any(allows);
        if is_allowed { Effect::Allow } else { self.asked }
    }

    /// Whether the agent has a tool.
    pub fn has(&self, tool: &str) -> bool {
        self.tools.as_ref().is_none_or(|tools| tools.contains(&tool))
    }
}

impl<'n> Rule<'n> {
    /// What is written in another way matches nothing.
    fn read(text: &'n str) -> Option<Self> {
        let Some((tool, rest)) = text.split_once('(') else {
            return Some(Self { tool: text, content: None });
        };
        let content = rest.strip_suffix(')')?;
        let is_dead = content.is_empty() || content.trim() != content || tool.contains(' ');
        (!is_dead).then_some(Self { tool, content: Some(content) })
    }

    /// Whether it is about every use of a tool.
    pub fn is_bare(&self, tool: &str) -> bool {
        self.tool == tool && matches!(self.content, None | Some("*"))
    }

    /// The same where it denies or asks: `*` is every tool there.
    pub fn guards_all(&self, tool: &str) -> bool {
        self.is_bare(tool) || self.tool == "*" && self.content.is_none()
    }
}

fn texts(value: &Value) -> Option<Vec<&str>> {
    value.as_array().map(|texts| texts.iter().filter_map(Value::as_str).collect())
}
