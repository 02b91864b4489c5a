//! The rules of one agent in one environment as a file: all that deciding needs, without the workspace.

mod read;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary::{self, Kind};

use super::{Absence, Action, Authority, Condition, Effect, Grounds, Pattern, Rank, Rule};
use crate::compose::{Effective, Field};
use crate::digest::Digest;
use crate::pattern;
use crate::show::source_of;

pub use read::CompiledError;

/// What an agent may do in one environment, apart from its workspace.
#[derive(Debug)]
pub struct Compiled {
    /// The agent; an instance as `agent/row`.
    pub agent: String,
    /// The environment; none where the workspace has none.
    pub environment: Option<String>,
    /// The digest of the context that the rules belong to, as it is written.
    pub context: String,
    /// The folder that relative paths start from, seen from the folder of the file; `/` between parts.
    pub root: String,
    lines: Vec<CompiledLine>,
    /// The tools that are left of each server; none for all of them.
    servers: BTreeMap<String, Option<Vec<String>>>,
    delegates: BTreeSet<String>,
    memories: BTreeSet<String>,
}

/// A rule with one pattern, and where it stands in the workspace.
#[derive(Debug)]
pub struct CompiledLine {
    /// What is done.
    pub effect: Effect,
    /// With which requests.
    pub action: Action,
    /// The pattern as it is written.
    pub pattern: String,
    /// With which arguments.
    pub condition: Condition,
    /// Which rules count before it.
    pub rank: Rank,
    /// The file.
    pub path: FilePath,
    /// Its line, from 1.
    pub line: u32,
    /// The layer: `agent`, `base "support"`.
    pub layer: String,
    /// The rule, read when it is first wanted; none where it gives nothing.
    rule: OnceLock<Option<Rule>>,
}

impl Compiled {
    /// Compiles what an agent is given.
    #[must_use]
    pub fn of(effective: &Effective<'_>, context: Digest, root: &str) -> Self {
        let authority = Authority::of(effective);
        let all = Action::ALL.into_iter().flat_map(|action| authority.all_lines(action));
        let lines = all.map(|line| {
            let source = source_of(line.item(), line.member.span);
            CompiledLine {
                effect: line.rule.effect,
                action: line.rule.action,
                pattern: match line.rule.rank {
                    Rank::Stated => line.member.text.to_owned(),
                    Rank::Otherwise => line.rule.pattern.as_str().to_owned(),
                },
                condition: line.rule.condition.clone(),
                rank: line.rule.rank,
                path: source.path,
                line: source.line,
                layer: source.layer,
                rule: OnceLock::new(),
            }
        });
        let only = |field: &Field<'_>| {
            let only = field.child(&vocabulary::ONLY)?;
            Some(only.members.iter().map(|member| member.text.to_owned()).collect())
        };
        let servers = effective.fields_of(&vocabulary::USED_SERVER);
        let names =
            |spec| effective.fields_of(spec).filter_map(Field::key).map(str::to_owned).collect();
        Self {
            agent: effective.name(),
            environment: effective.environment_name().map(str::to_owned),
            context: context.to_string(),
            root: root.to_owned(),
            lines: lines.collect(),
            servers: servers
                .filter_map(|field| Some((field.key()?.to_owned(), only(field))))
                .collect(),
            delegates: names(&vocabulary::DELEGATE),
            memories: names(&vocabulary::USED_MEMORY),
        }
    }

    /// The names of the servers that the agent has.
    pub fn servers(&self) -> impl Iterator<Item = &str> {
        self.servers.keys().map(String::as_str)
    }

    /// The rule at a place.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<&CompiledLine> {
        self.lines.get(at)
    }
}

impl CompiledLine {
    fn rule(&self) -> Option<&Rule> {
        let read = || {
            let pattern = Pattern::of_rule(self.effect, self.action, &self.pattern)?;
            let (condition, rank) = (self.condition.clone(), self.rank);
            Some(Rule { condition, rank, ..Rule::new(self.effect, self.action, pattern) })
        };
        self.rule.get_or_init(read).as_ref()
    }
}

impl Grounds for Compiled {
    fn rules(&self, action: Action) -> impl Iterator<Item = (usize, &Rule)> {
        let here = self.lines.iter().enumerate().filter(move |(_, line)| line.action == action);
        here.filter_map(|(at, line)| Some((at, line.rule()?)))
    }

    fn absence(&self, action: Action, resource: &str) -> Option<Absence> {
        let (_, kind) = action.used_on()?;
        let name = action.name_in(resource);
        let has = match kind {
            Kind::Server => self.servers.contains_key(name),
            Kind::Memory => self.memories.contains(name),
            _ => self.delegates.contains(name),
        };
        if !has {
            return Some(Absence::of(kind, name));
        }
        let only = self.servers.get(name).filter(|_| kind == Kind::Server)?.as_ref()?;
        let (server, tool) = resource.split_once('/')?;
        let is_left = only.iter().any(|left| pattern::matches(left, tool));
        (!is_left).then(|| Absence::Tool(server.to_owned(), tool.to_owned()))
    }
}

/// As KDL has it, like [`super::Line`].
impl std::fmt::Display for CompiledLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { effect, action, condition, pattern, rank, .. } = self;
        if *rank == Rank::Otherwise {
            return write!(f, "otherwise {effect} {action}");
        }
        write!(f, "{effect} {action} \"{pattern}\"")?;
        if condition.is_always() { Ok(()) } else { write!(f, " {{ {condition} }}") }
    }
}
