//! Rules about tools: each key of the map is a pattern of names, in which server and tool are one word.

use bailiwick_schema::vocabulary::{self, BUILTIN};

use super::permission::{Permission, is_key};
use super::wild;
use crate::pattern;
use crate::permission::{Action, Effect, Line, Pattern, Precedence, Rank, Rule, Space};
use crate::render::dialect::Subject;
use crate::render::meaning::{Sense, everything};
use crate::runtime::opencode::TOOLS;

/// A name as OpenCode has it in keys.
pub(super) fn sanitized(name: &str) -> String {
    let sign = |sign: char| if is_plain(sign) { sign } else { '_' };
    name.chars().map(sign).collect()
}

fn is_plain(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "_-".contains(sign)
}

/// A server that an agent has, and which of its tools.
struct Used<'f> {
    name: &'f str,
    only: Option<Vec<&'f str>>,
}

fn used<'f>(subject: &Subject<'_, 'f>) -> Vec<Used<'f>> {
    let fields = subject.effective.fields_of(&vocabulary::USED_SERVER);
    let one = |field: &crate::compose::Field<'f>| {
        let only = field.child(&vocabulary::ONLY);
        let only = only.map(|only| only.members.iter().map(|member| member.text).collect());
        Some(Used { name: field.key()?, only })
    };
    fields.filter_map(one).collect()
}

/// The keys for what an agent may do with tools: what is allowed, and what guards.
pub(super) fn keys(subject: &Subject<'_, '_>) -> (Vec<String>, Vec<(String, Effect)>) {
    let used = used(subject);
    let mut allowed = Vec::new();
    let mut guards = Vec::new();
    for effect in [Effect::Allow, Effect::Ask, Effect::Deny] {
        let lines = subject.authority.lines(Action::Call);
        for line in lines.filter(|line| line.rule.effect == effect) {
            let keys = used.iter().flat_map(|server| of_line(line, server));
            if effect == Effect::Allow {
                allowed.extend(keys);
            } else {
                guards.extend(keys.map(|key| (key, effect)));
            }
        }
    }
    (allowed, guards)
}

/// The keys of all tools of an agent, where what no rule matches is asked about.
pub(super) fn otherwise(subject: &Subject<'_, '_>) -> Vec<String> {
    let mut lines = subject.authority.all_lines(Action::Call);
    if !lines.any(|line| line.rule.rank == Rank::Otherwise) {
        return Vec::new();
    }
    used(subject).iter().flat_map(|server| all_tools(server)).collect()
}

/// The keys for the tools of a server that a line names.
fn of_line(line: &Line<'_>, server: &Used<'_>) -> Vec<String> {
    let is_allowed = line.rule.effect == Effect::Allow;
    if is_allowed && !line.rule.condition.is_always() {
        return Vec::new();
    }
    let (wanted, tool) = match line.member.text {
        "**" => ("*", "*"),
        text => text.split_once('/').unwrap_or((text, "*")),
    };
    if wanted.contains("**") || line.member.text.contains('\\') {
        // Nothing that a key says.
        return if is_allowed { Vec::new() } else { all_tools(server) };
    }
    if !pattern::matches(wanted, server.name) {
        return Vec::new();
    }
    let tool = tool.replace("**", "*");
    if tool == "*" {
        return all_tools(server);
    }
    if is_allowed && !tool.chars().all(|sign| is_plain(sign) || sign == '*') {
        return Vec::new();
    }
    keys_of(server.name, &tool)
}

fn all_tools(server: &Used<'_>) -> Vec<String> {
    match &server.only {
        None => keys_of(server.name, "*"),
        Some(only) => only.iter().flat_map(|tool| keys_of(server.name, tool)).collect(),
    }
}

fn keys_of(server: &str, tool: &str) -> Vec<String> {
    if server == BUILTIN {
        let own = TOOLS.iter().filter(|own| pattern::matches(tool, own.declared));
        return own.map(|own| own.key.to_owned()).collect();
    }
    let tool: Vec<String> = tool.split('*').map(sanitized).collect();
    let key = format!("{}_{}", sanitized(server), tool.join("*"));
    if is_key(&key) { vec![key] } else { Vec::new() }
}

/// What is done with tools: those of the servers that are connected, and its own.
pub(super) fn sense(permission: &Permission, servers: &[String]) -> Sense {
    let mut rules: Vec<Rule> = everything(Action::Call, Effect::Deny).into_iter().collect();
    for server in servers {
        rules.push(Rule::new(Effect::Ask, Action::Call, Pattern::tools_of(server)));
        let prefix = format!("{}_", sanitized(server));
        for (key, of) in permission.entries() {
            let found = of.iter().rfind(|(text, _)| wild::matches("*", text));
            let Some((_, effect)) = found else { continue };
            for rest in wild::behind(key, &prefix) {
                let pattern = wild::pattern(Space::Tool, &format!("{server}/"), &rest);
                rules.push(Rule::new(*effect, Action::Call, pattern));
            }
        }
    }
    let own = TOOLS.iter().map(|tool| {
        let effect = permission.most(tool.key);
        Rule::new(effect, Action::Call, Pattern::one_tool(BUILTIN, tool.declared))
    });
    rules.extend(own);
    Sense { rules, precedence: Precedence::Last, has: None }
}
