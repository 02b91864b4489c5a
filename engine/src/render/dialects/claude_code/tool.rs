//! Rules about tools of servers: `mcp__server__tool`; and about Claude Code's own, by their bare names.

use bailiwick_schema::vocabulary::BUILTIN;

use super::rule::Rule;
use crate::permission::{self, Action, Effect, Line, Pattern};
use crate::runtime::claude_code::{self, declared_name, source_name, tool};

/// The rules for a line; none where it cannot be said: a condition allows nothing, and asks or denies at every argument.
pub(super) fn rules(line: &Line<'_>) -> Vec<Rule> {
    let allows = line.rule.effect == Effect::Allow;
    if allows && !line.rule.condition.is_always() {
        return Vec::new();
    }
    match rule(line.member.text, allows) {
        Some(rule) => vec![rule],
        None if allows => Vec::new(),
        // At least what is meant.
        None if line.member.text.split('/').next() == Some(BUILTIN) => own_tools().collect(),
        None => everything(),
    }
}

/// The rules about every tool of its own.
fn own_tools() -> impl Iterator<Item = Rule> {
    claude_code::called().map(Rule::tool)
}

/// The rules about every tool.
pub(super) fn everything() -> Vec<Rule> {
    own_tools().chain([Rule::tool(SERVERS)]).collect()
}

/// The tools of every server.
const SERVERS: &str = "mcp__*";

/// The rule for a pattern; none where no rule matches just that.
fn rule(text: &str, allows: bool) -> Option<Rule> {
    let (server, tool) = text.split_once('/')?;
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_-".contains(sign);
    if server == BUILTIN {
        return tool.chars().all(is_plain).then(|| Rule::tool(source_name(tool)));
    }
    let is_exact = server.chars().all(is_plain)
        && tool.chars().all(|sign| is_plain(sign) || sign == '*')
        && !server.contains("__");
    match (is_exact, allows) {
        (true, _) if tool == "**" => Some(Rule::tool(format!("mcp__{server}"))),
        // No name of a tool has a `/` there.
        (true, _) => Some(Rule::tool(format!("mcp__{server}__{}", tool.replace("**", "*")))),
        (false, _) => None,
    }
}

/// What a rule matches; none where it is about something else.
pub(super) fn meaning(effect: Effect, rule: &Rule) -> Option<permission::Rule> {
    if rule.content.is_some() {
        return None;
    }
    let text = rule.tool.as_str();
    let pattern = match text.strip_prefix("mcp__") {
        Some("*") if effect < Effect::Allow => Pattern::tools_of_others(BUILTIN),
        Some("*") => return None,
        Some(rest) => match rest.split_once("__") {
            None => Pattern::tools_of(rest),
            Some((server, tool)) => {
                Pattern::read(Action::Call, &format!("{server}/{tool}")).ok()?
            }
        },
        // Of which more is asked than a call, that is decided elsewhere.
        None if tool(text).is_some_and(|tool| tool.action() != Action::Call) => return None,
        None => return Some(own(effect, &declared_name(text)?)),
    };
    Some(permission::Rule::new(effect, Action::Call, pattern))
}

/// The tools of its own that may be used unasked.
pub(super) fn unasked() -> Vec<permission::Rule> {
    let names = claude_code::unasked().filter_map(declared_name);
    names.map(|name| own(Effect::Allow, &name)).collect()
}

/// The rules that have those asked about that nobody allowed.
pub(super) fn closing(allowed: &[Rule]) -> Vec<Rule> {
    let all = claude_code::unasked().map(Rule::tool);
    all.filter(|rule| !allowed.contains(rule)).collect()
}

fn own(effect: Effect, name: &str) -> permission::Rule {
    let pattern = Pattern::one_tool(BUILTIN, name);
    permission::Rule::new(effect, Action::Call, pattern)
}
