//! What an imported agent may use: tools of `builtin`, and permissions.

use bailiwick_schema::syntax::build::{Literal, NodeBuilder, quoted};
use bailiwick_schema::vocabulary::BUILTIN;

use crate::permission::{Action, Effect};
use crate::runtime::claude_code::{Tool, Uses};

/// The patterns that name every path: in the working directory, and outside of it.
pub(super) const INSIDE: &str = "**";
pub(super) const OUTSIDE: [&str; 2] = ["/**", "~/**"];

/// The actions that a runtime asks about where no rule says anything.
pub(super) const ASKED: [Action; 5] =
    [Action::Read, Action::Write, Action::Run, Action::Fetch, Action::Call];

/// How many patterns stand in one line.
const MOST_IN_A_LINE: usize = 4;

/// What an agent is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grants {
    /// The tools of `builtin` that it sees, in the order of the source.
    pub(super) tools: Given,
    /// The declared servers that it reaches, with the tools that it sees of each.
    pub(super) servers: Vec<(String, Vec<String>)>,
    /// The skills that it is given.
    pub(super) skills: Vec<String>,
    /// Its own rules, each once.
    pub(super) rules: Vec<Grant>,
    /// Whether it has none of `builtin`, although its base has.
    pub(super) no_builtin: bool,
    /// Whether what no rule of its base matches is refused, where the base asks.
    pub(super) last_word_removed: bool,
}

/// Which tools an agent sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// All that the runtime gives whoever names none.
    All,
    /// These.
    Only(Vec<String>),
}

/// A rule with one pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grant {
    pub(super) effect: Effect,
    pub(super) action: Action,
    pub(super) pattern: String,
}

impl Grants {
    /// Nothing at all.
    pub(super) const fn nothing() -> Self {
        Self {
            tools: Given::Only(Vec::new()),
            servers: Vec::new(),
            skills: Vec::new(),
            rules: Vec::new(),
            no_builtin: false,
            last_word_removed: false,
        }
    }

    /// Adds a tool that it sees.
    pub(super) fn see(&mut self, tool: String) {
        if let Given::Only(tools) = &mut self.tools
            && !tools.contains(&tool)
        {
            tools.push(tool);
        }
    }

    /// Adds a tool of a server that it sees; `*` is all of them.
    pub(super) fn reach(&mut self, server: &str, tool: &str) {
        if !self.servers.iter().any(|(name, _)| name == server) {
            self.servers.push((server.to_owned(), Vec::new()));
        }
        let seen = self.servers.iter_mut().filter(|(name, _)| name == server);
        for (_, tools) in seen {
            if !tools.iter().any(|seen| seen == tool) {
                tools.push(tool.to_owned());
            }
        }
    }

    /// Adds rules that are not there yet.
    pub(super) fn add(&mut self, rules: impl IntoIterator<Item = Grant>) {
        for rule in rules {
            if !self.rules.contains(&rule) {
                self.rules.push(rule);
            }
        }
    }

    /// Takes out the rules that another one says, too: those beside `**` of the same effect, in the same place.
    pub(super) fn simplify(&mut self) {
        let wide: Vec<Grant> = self.rules.iter().filter(|rule| rule.is_whole()).cloned().collect();
        self.rules.retain(|rule| {
            !wide.iter().any(|wide| {
                wide != rule
                    && (wide.effect, wide.action) == (rule.effect, rule.action)
                    && wide.place() == rule.place()
            })
        });
    }

    /// The nodes of the agent: the server of the runtime's tools, and the permissions.
    pub(super) fn nodes(&self) -> Vec<NodeBuilder> {
        let mut nodes = Vec::new();
        if self.no_builtin {
            nodes.push(NodeBuilder::new("server").annotation("remove").argument(BUILTIN));
        }
        let builtin = match &self.tools {
            Given::Only(tools) if !tools.is_empty() => Some((BUILTIN, tools)),
            _ => None,
        };
        let servers = self.servers.iter().map(|(server, tools)| (server.as_str(), tools));
        for (server, tools) in builtin.into_iter().chain(servers) {
            let node = NodeBuilder::new("server").argument(server);
            let only = tools
                .iter()
                .fold(NodeBuilder::new("only"), |only, tool| only.argument(tool.as_str()));
            let is_all = tools.iter().any(|tool| tool == "*");
            nodes.push(if is_all { node } else { node.child(only) });
        }
        let skills = self.skills.iter();
        nodes.extend(skills.map(|skill| NodeBuilder::new("skill").argument(skill.as_str())));
        let permissions = permissions(&self.rules);
        nodes.extend(if self.last_word_removed {
            let all = permissions.unwrap_or_else(|| NodeBuilder::new("permissions"));
            let last = |action: &Action| {
                let node = NodeBuilder::new("otherwise").annotation("remove");
                node.argument(Literal::Word("ask")).argument(Literal::Word(action.as_str()))
            };
            Some(ASKED.iter().map(last).fold(all, NodeBuilder::child))
        } else {
            permissions
        });
        nodes
    }
}

impl Grant {
    pub(super) fn new(effect: Effect, action: Action, pattern: impl Into<String>) -> Self {
        Self { effect, action, pattern: pattern.into() }
    }

    /// Of a tool of the runtime.
    pub(super) fn call(effect: Effect, declared: &str) -> Self {
        Self::new(effect, Action::Call, format!("{BUILTIN}/{declared}"))
    }

    /// As KDL has it.
    pub(super) fn written(&self) -> String {
        format!("{} {} {}", self.effect, self.action, quoted(&self.pattern))
    }

    fn is_whole(&self) -> bool {
        self.pattern == INSIDE || OUTSIDE.contains(&self.pattern.as_str())
    }

    /// The space that the pattern is of: paths have three, which do not meet.
    fn place(&self) -> u8 {
        let is_path = matches!(self.action, Action::Read | Action::Write);
        match self.pattern.as_bytes().first() {
            Some(b'/') if is_path => 1,
            Some(b'~') if is_path => 2,
            _ => 0,
        }
    }
}

/// The permissions that using a tool takes, as Claude Code decides them where no rule says anything.
pub(super) fn default_of(tool: &Tool) -> Vec<Grant> {
    let ask = |action| move |pattern| Grant::new(Effect::Ask, action, pattern);
    match tool.uses {
        Uses::Reads => std::iter::once(Grant::new(Effect::Allow, Action::Read, INSIDE))
            .chain(OUTSIDE.map(ask(Action::Read)))
            .collect(),
        Uses::Writes => std::iter::once(INSIDE).chain(OUTSIDE).map(ask(Action::Write)).collect(),
        Uses::Runs => vec![Grant::new(Effect::Ask, Action::Run, INSIDE)],
        Uses::Fetches => vec![Grant::new(Effect::Ask, Action::Fetch, INSIDE)],
        Uses::Calls(effect) => vec![Grant::call(effect, tool.declared)],
        Uses::Delegates => Vec::new(),
    }
}

/// The node `permissions`, in the order of the formatter; nothing without rules.
pub(super) fn permissions(rules: &[Grant]) -> Option<NodeBuilder> {
    let mut node = NodeBuilder::new("permissions");
    for effect in Effect::ALL {
        for action in Action::ALL {
            let patterns: Vec<&Grant> = rules
                .iter()
                .filter(|rule| (rule.effect, rule.action) == (effect, action))
                .collect();
            for patterns in patterns.chunks(MOST_IN_A_LINE) {
                let rule =
                    NodeBuilder::new(effect.as_str()).argument(Literal::Word(action.as_str()));
                let rule =
                    patterns.iter().fold(rule, |rule, next| rule.argument(next.pattern.as_str()));
                node = node.child(rule);
            }
        }
    }
    (!rules.is_empty()).then_some(node)
}
