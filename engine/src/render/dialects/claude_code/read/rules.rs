//! One rule of a settings file, as rules of which the dialect is sure.

use super::super::rule::Rule;
use super::layer::Place;
use crate::permission::{Action, Effect};
use crate::render::dialect::{Note, Weight};
use crate::runtime::claude_code::{declared_name, tool};

/// What becomes of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It counts as these.
    Rules(Vec<Rule>),
    /// It is told, and does not count.
    Noted(Weight, &'static str),
    /// It lets pass some uses of a tool, where no rule about the whole tool counts first.
    Doubted(&'static str, &'static str),
}

/// A rule whose weight hangs on the rules about a whole tool.
#[derive(Debug)]
pub(super) struct Doubt {
    pub(super) tool: &'static str,
    pub(super) note: Note,
}

const DEAD: &str = "it matches nothing";

/// Reads a rule.
pub(super) fn read(effect: Effect, text: &str, place: Place) -> Fate {
    let Some(rule) = Rule::read(text) else {
        return Fate::Noted(Weight::Nothing, "Claude Code takes it for no rule");
    };
    let content = rule.content.as_deref();
    match rule.tool.as_str() {
        "Bash" => command(effect, content),
        "Read" | "Edit" => path(effect, &rule.tool, content, place),
        "Write" | "NotebookEdit" | "MultiEdit" | "Glob" | "Grep" | "LS" | "NotebookRead" => {
            file_tool(effect, &rule)
        }
        "WebFetch" => match content {
            None | Some("domain:*") => Fate::Rules(vec![Rule::tool("WebFetch")]),
            Some(_) => some(effect, "WebFetch", "this host is fetched from unasked"),
        },
        "Agent" | "Task" => match content {
            None => Fate::Rules(vec![Rule::tool("Agent")]),
            Some(_) => some(effect, "Agent", "this agent is started unasked"),
        },
        "Skill" if content.is_some() => some(effect, "Skill", "this skill is used unasked"),
        name if name.starts_with("mcp__") => server(effect, &rule),
        name if name.contains('*') => match effect {
            Effect::Allow => Fate::Noted(Weight::Nothing, DEAD),
            _ => unsure(effect),
        },
        name if !name.starts_with(|sign: char| sign.is_ascii_uppercase()) => {
            Fate::Noted(Weight::Nothing, "no tool has this name, so that it matches nothing")
        }
        name => {
            let is_call = tool(name).is_none_or(|tool| tool.action() == Action::Call);
            if content.is_none() && is_call && declared_name(name).is_some() {
                Fate::Rules(vec![rule])
            } else {
                unsure(effect)
            }
        }
    }
}

/// A rule of which it is not known here what it matches.
const fn unsure(effect: Effect) -> Fate {
    match effect {
        Effect::Allow => {
            Fate::Noted(Weight::Unknown, "it is not known here what it lets pass unasked")
        }
        _ => {
            Fate::Noted(Weight::Narrows, "it refuses or asks about something, and is not compared")
        }
    }
}

/// A rule about some uses of a tool whose uses are not told apart here.
const fn some(effect: Effect, tool: &'static str, why: &'static str) -> Fate {
    match effect {
        Effect::Allow => Fate::Doubted(tool, why),
        _ => unsure(effect),
    }
}

fn command(effect: Effect, content: Option<&str>) -> Fate {
    let Some(text) = content.filter(|text| *text != "*") else {
        return Fate::Rules(vec![Rule::tool("Bash")]);
    };
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || " _-./*=,+@%:".contains(sign);
    // `git:*` is `git *`.
    let text = match text.strip_suffix(":*") {
        Some(begin) if !begin.contains('*') && !begin.is_empty() => format!("{begin} *"),
        _ => text.to_owned(),
    };
    let first = text.split(' ').next().unwrap_or_default();
    // Programs of these names are written as they are; elsewhere the characters would be more than themselves.
    let is_head = matches!(first, ":" | "[" | "[[");
    let rest = if is_head { text.trim_start_matches(first) } else { &text };
    let is_sign = text.len() <= 4 && text.starts_with('*') && text.ends_with('*') && text.len() > 2;
    let is_known = rest.chars().all(is_plain)
        && !text.contains("  ")
        && (is_head || !first.contains(['=', ':']));
    if is_known || is_sign { Fate::Rules(vec![Rule::of("Bash", text)]) } else { unsure(effect) }
}

fn path(effect: Effect, tool: &str, content: Option<&str>, place: Place) -> Fate {
    const EVERYTHING: &str = "//**";
    let of = |content: String| Fate::Rules(vec![Rule::of(tool, content)]);
    let Some(text) = content.filter(|text| *text != "*" || tool == "Read") else {
        // A tool alone is not all ways to a file.
        return if effect == Effect::Allow { of(EVERYTHING.to_owned()) } else { unsure(effect) };
    };
    if text == EVERYTHING {
        return of(EVERYTHING.to_owned());
    }
    if text.starts_with('!') || text.contains(['{', '}', '$', '\\']) || text.contains("..") {
        return Fate::Noted(Weight::Nothing, DEAD);
    }
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_-./*~@+,= ".contains(sign);
    let is_strange = |part: &str| part.contains("**") && part != "**" || part == ".";
    let (anchor, rest) = match (text, place) {
        (text, _) if text.starts_with("~/") => ("~/", text.trim_start_matches("~/")),
        (text, _) if text.starts_with("//") => ("//", text.trim_start_matches('/')),
        (text, Place::User) if text.starts_with('/') => {
            ("~/.claude/", text.trim_start_matches('/'))
        }
        (text, _) if text.starts_with('/') => ("/", text.trim_start_matches('/')),
        (text, _) if text.starts_with("./") => ("/", text.trim_start_matches("./")),
        // A name alone is one at any depth.
        (text, _) if !text.trim_end_matches('/').contains('/') => ("/**/", text),
        (text, _) => ("/", text),
    };
    let rest = rest.trim_end_matches('/');
    let is_known = rest.chars().all(is_plain)
        && !rest.contains('~')
        && !rest.is_empty()
        && !rest.split('/').any(|part| part.is_empty() || is_strange(part));
    match (is_known, rest) {
        (true, "**") if anchor == "/**/" => of("/**".to_owned()),
        (true, rest) => of(format!("{anchor}{rest}")),
        (false, _) => unsure(effect),
    }
}

/// The tools whose rules about paths do nothing.
fn file_tool(effect: Effect, rule: &Rule) -> Fate {
    if rule.content.is_some() {
        return Fate::Noted(Weight::Nothing, "rules about paths are those of `Read` and `Edit`");
    }
    let writes = matches!(rule.tool.as_str(), "Write" | "NotebookEdit" | "MultiEdit");
    match effect {
        Effect::Allow => Fate::Rules(vec![Rule::of(if writes { "Edit" } else { "Read" }, "//**")]),
        _ => unsure(effect),
    }
}

fn server(effect: Effect, rule: &Rule) -> Fate {
    if rule.content.is_some() {
        return match effect {
            Effect::Allow => Fate::Noted(Weight::Nothing, DEAD),
            _ => unsure(effect),
        };
    }
    let rest = rule.tool.strip_prefix("mcp__").unwrap_or_default();
    let name = rest.split("__").next().unwrap_or_default();
    match (name.contains('*'), effect) {
        (false, _) if !name.is_empty() => Fate::Rules(vec![rule.clone()]),
        (true, Effect::Allow) => {
            Fate::Noted(Weight::Nothing, "no server is named, so that it matches nothing")
        }
        (true, _) if rest == "*" => Fate::Rules(vec![rule.clone()]),
        _ => unsure(effect),
    }
}
