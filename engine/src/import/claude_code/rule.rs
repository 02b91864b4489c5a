//! A rule of the settings: `Tool`, `Tool(content)`, `mcp__server__tool`.

use bailiwick_schema::vocabulary::BUILTIN;

use crate::permission::{Action, Effect};
use crate::runtime::claude_code::{Uses, declared_name, tool};

use super::super::grants::{Grant, INSIDE, OUTSIDE};
use super::super::servers::Named;
use super::meant::{Meant, Stricter, rules};
use super::{host, path, run};

/// What a rule may be about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// The servers of the project.
    pub(super) servers: &'a [Named],
    /// Where the project lies.
    pub(super) roots: &'a [String],
}

/// What a rule comes to.
pub(super) fn meant(effect: Effect, written: &str, around: &Around<'_>) -> Meant {
    let (name, content) = match written.strip_suffix(')').and_then(|rest| rest.split_once('(')) {
        Some((name, content)) => (name, Some(content)),
        None => (written, None),
    };
    if name == "*" && content.is_none() && effect < Effect::Allow {
        return Meant::same(everything(effect));
    }
    if let Some(rest) = name.strip_prefix("mcp__") {
        return server(effect, rest, content, around.servers);
    }
    let Some(known) = tool(name) else { return other(effect, name, content) };
    if effect == Effect::Allow && content == Some("") {
        return Meant::Nothing("it matches nothing".to_owned());
    }
    match (known.uses, known.name) {
        (Uses::Runs, "Bash") => run::meant(effect, content),
        (Uses::Reads, "Read") => path::meant(effect, Action::Read, content, around.roots),
        (Uses::Reads, _) if content.is_some() => {
            path::meant(effect, Action::Read, content, around.roots)
        }
        (Uses::Writes, _) => path::meant(effect, Action::Write, content, around.roots),
        (Uses::Fetches, _) => host::meant(effect, content),
        (Uses::Delegates, _) => {
            let why = "agents that work is handed to are named one by one, with `delegate`";
            Meant::Nothing(why.to_owned())
        }
        (Uses::Calls(_), "Skill") if content.is_some() => {
            skill(effect, content.unwrap_or_default())
        }
        (Uses::Reads | Uses::Runs, _) if effect == Effect::Allow => {
            Meant::Nothing("it is decided as reading and running are".to_owned())
        }
        (Uses::Reads | Uses::Runs | Uses::Calls(_), _) => call(effect, known.declared, content),
    }
}

/// Rules about every request.
fn everything(effect: Effect) -> Vec<Grant> {
    let paths = |action| rules(effect, action, std::iter::once(INSIDE).chain(OUTSIDE));
    let others = [Action::Run, Action::Fetch, Action::Call];
    let mut made: Vec<Grant> =
        others.iter().flat_map(|action| rules(effect, *action, [INSIDE])).collect();
    made.extend(paths(Action::Read));
    made.extend(paths(Action::Write));
    made
}

/// A rule about a tool that is called and no more.
fn call(effect: Effect, declared: &str, content: Option<&str>) -> Meant {
    let made = rules(effect, Action::Call, [format!("{BUILTIN}/{declared}")]);
    match content.filter(|content| !matches!(*content, "" | "*")) {
        None => Meant::same(made),
        Some(_) if effect == Effect::Allow => Meant::Left(Stricter::new(
            "what stands in parentheses cannot be written, so the tool is not allowed",
            format!("call {BUILTIN}/{declared}"),
        )),
        Some(_) => Meant::Rules(
            made,
            Some(Stricter::new(
                "what stands in parentheses cannot be written, so the whole tool is meant",
                format!("call {BUILTIN}/{declared}"),
            )),
        ),
    }
}

/// A rule about one skill.
fn skill(effect: Effect, _name: &str) -> Meant {
    let witness = format!("call {BUILTIN}/skill");
    match effect {
        Effect::Allow => Meant::Left(Stricter::new("using a skill by its tool is asked", witness)),
        Effect::Ask => Meant::Nothing("Claude Code takes no notice of it".to_owned()),
        Effect::Deny => Meant::Rules(
            rules(effect, Action::Call, [format!("{BUILTIN}/skill")]),
            Some(Stricter::new(
                "the tool gives other skills there; here it is denied, and skills are given by name",
                witness,
            )),
        ),
    }
}

/// A rule about a tool that is not known here.
fn other(effect: Effect, name: &str, content: Option<&str>) -> Meant {
    match declared_name(name) {
        Some(declared) => call(effect, &declared, content),
        None => Meant::Nothing("Claude Code knows no tool of this name".to_owned()),
    }
}

/// A rule about tools of a server, or of servers.
fn server(effect: Effect, rest: &str, content: Option<&str>, servers: &[Named]) -> Meant {
    let (server, tools) = rest.split_once("__").unwrap_or((rest, "*"));
    let is_star = server.contains('*');
    if effect == Effect::Allow && (is_star || content.is_some()) {
        return Meant::Nothing("Claude Code takes no notice of it".to_owned());
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.*".contains(&byte);
    let tools = if tools.is_empty() || !tools.bytes().all(is_plain) { "*" } else { tools };
    // The longest name counts: names of servers may have `__`, too.
    let named = servers
        .iter()
        .filter(|named| named.is_of(rest))
        .max_by_key(|named| named.source.len())
        .map(|named| (named, named.rest(rest).filter(|tool| tool.bytes().all(is_plain))));
    let patterns: Vec<String> = match named {
        Some((named, tool)) => vec![format!("{}/{}", named.declared, tool.unwrap_or("*"))],
        None if is_star => {
            servers.iter().map(|named| format!("{}/{tools}", named.declared)).collect()
        }
        None => Vec::new(),
    };
    if patterns.is_empty() {
        return Meant::Nothing(
            "no server of this name is declared, so nothing of it is given".to_owned(),
        );
    }
    let stricter = content.map(|_| {
        let witness = patterns.first().map(|pattern| format!("call {pattern}")).unwrap_or_default();
        Stricter::new(
            "what stands in parentheses cannot be written, so the whole tool is meant",
            witness,
        )
    });
    Meant::Rules(rules(effect, Action::Call, patterns), stricter)
}
