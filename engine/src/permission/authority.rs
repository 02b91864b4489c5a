//! What one agent may do in one environment, and what is decided on one request, with the rules behind it.

use std::fmt;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind, NodeSpec};

use super::{
    Action, Arguments, Condition, Effect, Given, Ground, Grounds, Judgement, Pattern, Patterns,
    Rank, Refusal, Resource, Rule, Share,
};
use crate::compose::{Effective, Field, Member};
use crate::pattern;

/// The effective permissions of an agent.
#[derive(Debug)]
pub struct Authority<'e, 'f> {
    effective: &'e Effective<'f>,
    lines: Vec<Line<'f>>,
    /// What it has, by action; every path is there for all.
    has: Vec<(Action, Vec<Pattern>)>,
}

/// A rule with one pattern, and where it stands.
#[derive(Debug, Clone)]
pub struct Line<'f> {
    /// What it says.
    pub rule: Rule,
    /// The pattern as it is written, with its place.
    pub member: Member<'f>,
}

/// What is decided on a request, and why.
#[derive(Debug)]
pub struct Answer<'a, 'f> {
    /// What is done.
    pub effect: Effect,
    /// Why.
    pub reason: Reason<'a, 'f>,
    /// The resource in its canonical spelling; none where it has none.
    pub resource: Option<Resource>,
    /// Which part of a command line decides; none for other actions.
    pub share: Option<Share>,
}

/// Why a request is decided as it is.
#[derive(Debug)]
pub enum Reason<'a, 'f> {
    /// Rules say so.
    Rules {
        /// Those that say so.
        by: Vec<&'a Line<'f>>,
        /// Those that match, too, and count for less.
        overrode: Vec<&'a Line<'f>>,
    },
    /// No rule grants it.
    NoRule {
        /// Those that would with other arguments.
        unmet: Vec<&'a Line<'f>>,
    },
    /// It names nothing that could be given.
    Refused(Refusal),
    /// The agent does not have what it asks for, so that no rule is looked at.
    Absent(Absence),
}

/// What an agent would have to declare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// The server that is called.
    Server(String),
    /// The tool, which the agent's `only` leaves out.
    Tool(String, String),
    /// The agent that work is handed to.
    Delegate(String),
    /// The memory.
    Memory(String),
}

impl Absence {
    /// That of a server, a memory or an agent of this name.
    pub(super) fn of(kind: Kind, name: &str) -> Self {
        let name = name.to_owned();
        match kind {
            Kind::Server => Self::Server(name),
            Kind::Memory => Self::Memory(name),
            _ => Self::Delegate(name),
        }
    }
}

impl<'e, 'f> Authority<'e, 'f> {
    /// Reads the permissions of a context.
    ///
    /// A pattern or condition that cannot be read gives nothing where it allows, and always matches where it denies or asks.
    #[must_use]
    pub fn of(effective: &'e Effective<'f>) -> Self {
        Self::with(effective, &Patterns::default())
    }

    /// The same, with patterns that were read before.
    #[must_use]
    pub fn with(effective: &'e Effective<'f>, patterns: &Patterns) -> Self {
        let mut lines = Vec::new();
        for permissions in effective.fields_of(&vocabulary::PERMISSIONS) {
            for effect in Effect::ALL {
                for field in permissions.children_of(effect.row()) {
                    lines.extend(read(effect, field, patterns));
                }
            }
            lines.extend(permissions.children_of(&vocabulary::OTHERWISE).flat_map(otherwise));
        }
        Self { effective, lines, has: has(effective) }
    }

    /// Its rules for an action, with what it has to use them on.
    #[must_use]
    pub fn given(&self, action: Action) -> Given<'_> {
        let has = self.has.iter().find(|(other, _)| *other == action);
        Given {
            rules: self.all_lines(action).map(|line| &line.rule).collect(),
            has: has.map(|(_, patterns)| patterns.iter().collect()),
            ..Given::default()
        }
    }

    /// The rules of an action, without what is done where none matches.
    pub fn lines(&self, action: Action) -> impl Iterator<Item = &Line<'f>> {
        self.all_lines(action).filter(|line| line.rule.rank == Rank::Stated)
    }

    /// The rules of an action, and what is done where none matches.
    pub fn all_lines(&self, action: Action) -> impl Iterator<Item = &Line<'f>> {
        self.lines.iter().filter(move |line| line.rule.action == action)
    }

    /// Decides a request: what the agent does not have is denied before any rule.
    #[must_use]
    pub fn decide(&self, action: Action, resource: &str, arguments: &Arguments) -> Answer<'_, 'f> {
        let Judgement { effect, ground, resource, share } = self.judge(action, resource, arguments);
        Answer { effect, reason: self.reason(ground), resource, share }
    }

    /// Why, with the rules themselves.
    fn reason(&self, ground: Ground) -> Reason<'_, 'f> {
        let at = |places: Vec<usize>| {
            places.into_iter().filter_map(|at| self.lines.get(at)).collect::<Vec<_>>()
        };
        match ground {
            Ground::Rules { by, overrode } => Reason::Rules { by: at(by), overrode: at(overrode) },
            Ground::NoRule { unmet } => Reason::NoRule { unmet: at(unmet) },
            Ground::Refused(refusal) => Reason::Refused(refusal),
            Ground::Absent(absence) => Reason::Absent(absence),
        }
    }
}

impl Grounds for Authority<'_, '_> {
    fn rules(&self, action: Action) -> impl Iterator<Item = (usize, &Rule)> {
        let rules = self.lines.iter().map(|line| &line.rule).enumerate();
        rules.filter(move |(_, rule)| rule.action == action)
    }

    /// What a request names that the agent does not have here.
    fn absence(&self, action: Action, resource: &str) -> Option<Absence> {
        let (row, kind) = action.used_on()?;
        let name = action.name_in(resource);
        let Some(field) = self.used(row, name) else {
            return Some(Absence::of(kind, name));
        };
        let only = field.child(&vocabulary::ONLY)?;
        let (server, tool) = resource.split_once('/')?;
        let is_left = only.members.iter().any(|member| pattern::matches(member.text, tool));
        (!is_left).then(|| Absence::Tool(server.to_owned(), tool.to_owned()))
    }
}

impl<'f> Authority<'_, 'f> {
    fn used(&self, spec: &'static NodeSpec, name: &str) -> Option<&Field<'f>> {
        self.effective.fields_of(spec).find(|field| field.key() == Some(name))
    }
}

impl<'f> Line<'f> {
    /// The node that it stands in.
    #[must_use]
    pub const fn item(&self) -> Item<'f> {
        self.member.item
    }
}

/// As KDL has it, but for signs in the pattern that a string of KDL would escape.
impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rule { effect, action, condition, rank, .. } = &self.rule;
        if *rank == Rank::Otherwise {
            return write!(f, "otherwise {effect} {action}");
        }
        write!(f, "{effect} {action} \"{}\"", self.member.text)?;
        if condition.is_always() { Ok(()) } else { write!(f, " {{ {condition} }}") }
    }
}

/// What a context has that may be called, handed work to, recalled from or remembered in.
fn has(effective: &Effective<'_>) -> Vec<(Action, Vec<Pattern>)> {
    let bound = Action::ALL.into_iter().filter_map(|action| Some((action, action.used_on()?)));
    let has = |(action, (row, kind)): (Action, (&'static NodeSpec, Kind))| {
        let patterns = effective.fields_of(row).flat_map(|field| match kind {
            Kind::Server => tools(field),
            _ => field.key().map(Pattern::exactly).into_iter().collect(),
        });
        (action, patterns.collect())
    };
    bound.map(has).collect()
}

/// The tools of a server that an agent has.
fn tools(field: &Field<'_>) -> Vec<Pattern> {
    let server = field.key().unwrap_or_default();
    match field.child(&vocabulary::ONLY) {
        None => vec![Pattern::tools(server, "*")],
        Some(only) => {
            only.members.iter().map(|member| Pattern::tools(server, member.text)).collect()
        }
    }
}

/// The rules of one node.
fn read<'f>(effect: Effect, field: &Field<'f>, patterns: &Patterns) -> Vec<Line<'f>> {
    let Some(action) = field.key().and_then(Action::named) else { return Vec::new() };
    let line = |member: &Member<'f>| {
        let read = patterns.read(action, member.text);
        let pattern = Pattern::or_everything(effect, action, read)?;
        let condition = match Condition::of(member.item) {
            Ok(condition) => condition,
            Err(_) if effect == Effect::Allow => return None,
            Err(_) => Condition::default(),
        };
        let rule = Rule { condition, ..Rule::new(effect, action, pattern) };
        Some(Line { rule, member: *member })
    };
    field.members.iter().filter_map(line).collect()
}

/// What is done where no rule matches; only asking can be said.
fn otherwise<'f>(field: &Field<'f>) -> Vec<Line<'f>> {
    let line = |member: &Member<'f>| {
        let rule = Rule::otherwise(Effect::Ask, Action::named(member.text)?)?;
        Some(Line { rule, member: *member })
    };
    field.members.iter().filter_map(line).collect()
}
