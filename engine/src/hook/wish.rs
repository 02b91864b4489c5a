//! What a use of a tool asks for, as requests of the language; paths are as they are written.

use std::fmt;

use bailiwick_schema::vocabulary::BUILTIN;
use serde_json::Value;

use super::{Event, Form, Tool, Use};
use crate::permission::{Action, Arguments, Pointer, Scalar};

/// One request; all of an event's have to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// A file.
    File(Action, String),
    /// A folder and all that lies below it; none for the folder that the tool runs in.
    Below(Option<String>),
    /// A command line, with the folder that it runs in where that is another one.
    Line(String, Option<String>),
    /// Something that is no path.
    Named(Action, String, Arguments),
}

/// Why it is not known what an event asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WishError {
    /// The tool is not among those that are known.
    Tool(String),
    /// Nobody can tell what it does.
    Opaque(String, &'static str),
    /// A member of its input is missing or of another type.
    Input(String, &'static str),
}

impl Wish {
    /// What an event asks for; `servers` are those that the agent has.
    ///
    /// # Errors
    ///
    /// What is not known.
    pub fn of<'s>(
        event: &Event,
        mut servers: impl Iterator<Item = &'s str>,
    ) -> Result<Vec<Self>, WishError> {
        if let Some(tool) = Tool::named(event.form, &event.tool) {
            return used(event, &tool);
        }
        let named = match (event.form, &event.served) {
            (_, Some((server, tool))) => Some((server.as_str(), tool.as_str())),
            (Form::OpenCode, None) => servers.find_map(|server| {
                let tool = event.tool.strip_prefix(server)?.strip_prefix('_')?;
                Some((server, tool))
            }),
            // Names of servers have no `_`.
            _ => event.tool.strip_prefix("mcp__").and_then(|rest| rest.split_once("__")),
        };
        let Some((server, tool)) =
            named.filter(|(server, tool)| !server.is_empty() && !tool.is_empty())
        else {
            return Err(WishError::Tool(event.tool.clone()));
        };
        call(event, server, tool)
    }
}

fn used(event: &Event, tool: &Tool) -> Result<Vec<Wish>, WishError> {
    let one = |wish| Ok(vec![wish]);
    match tool.used {
        Use::Read(names) => one(Wish::File(Action::Read, text(event, names)?)),
        Use::Write(names) => one(Wish::File(Action::Write, text(event, names)?)),
        Use::ReadAll(names) => {
            let below = |pattern: String| Ok(Wish::Below(begun(&pattern, tool.name)?));
            texts(event, names)?.into_iter().map(below).collect()
        }
        Use::Search(folder, pattern) => {
            let folder = optional(event, folder)?;
            let Some(pattern) = optional(event, pattern)? else {
                return one(Wish::Below(folder));
            };
            one(Wish::Below(base(folder, &pattern, tool.name)?))
        }
        Use::Patch(names) => patched(event, names),
        Use::Run(line, folder) => one(Wish::Line(text(event, line)?, optional(event, folder)?)),
        Use::Fetch(names) => {
            let mut arguments = Arguments::default();
            arguments.set(Pointer::named("method"), Scalar::Text("GET".into()));
            one(Wish::Named(Action::Fetch, text(event, names)?, arguments))
        }
        Use::Delegate(names, otherwise) => {
            let name = optional(event, names)?.unwrap_or_else(|| otherwise.to_owned());
            one(Wish::Named(Action::Delegate, name, Arguments::default()))
        }
        Use::Builtin(name) => call(event, BUILTIN, name),
        Use::Opaque(why) => Err(WishError::Opaque(event.tool.clone(), why)),
    }
}

fn call(event: &Event, server: &str, tool: &str) -> Result<Vec<Wish>, WishError> {
    let arguments = event.arguments.clone();
    let arguments = arguments.ok_or_else(|| WishError::Input(event.tool.clone(), "arguments"))?;
    Ok(vec![Wish::Named(Action::Call, format!("{server}/{tool}"), arguments)])
}

/// The member that is there; none where there is none of these names. Two that differ are refused: nobody knows which one is
/// meant.
fn optional(event: &Event, names: &[&'static str]) -> Result<Option<String>, WishError> {
    let given = names.iter().filter_map(|name| Some((*name, event.input.get(*name)?)));
    let mut found = None;
    for (name, value) in given.filter(|(_, value)| !value.is_null()) {
        // What is empty stands for nothing that is known.
        let text = value.as_str().filter(|text| !text.is_empty());
        if text.is_none() || found.is_some_and(|other| Some(other) != text) {
            return Err(WishError::Input(event.tool.clone(), name));
        }
        found = text;
    }
    Ok(found.map(str::to_owned))
}

fn text(event: &Event, names: &[&'static str]) -> Result<String, WishError> {
    let missing =
        || WishError::Input(event.tool.clone(), names.first().copied().unwrap_or("input"));
    optional(event, names)?.ok_or_else(missing)
}

/// The texts of an array; of all members that are there.
fn texts(event: &Event, names: &[&'static str]) -> Result<Vec<String>, WishError> {
    let mut all = Vec::new();
    for name in names {
        let Some(value) = event.input.get(*name) else { continue };
        let texts = value.as_array().map(|items| items.iter().map(Value::as_str));
        let texts = texts.and_then(Iterator::collect::<Option<Vec<&str>>>);
        let texts = texts.ok_or_else(|| WishError::Input(event.tool.clone(), name))?;
        all.extend(texts.into_iter().map(str::to_owned));
    }
    let first = names.first().copied().unwrap_or("input");
    if all.is_empty() { Err(WishError::Input(event.tool.clone(), first)) } else { Ok(all) }
}

/// What makes a part of a path a pattern.
const WILD: [char; 6] = ['*', '?', '[', '{', '!', '\\'];

/// The folder in which all lies that a pattern matches; none for the one that the tool runs in.
fn begun(pattern: &str, tool: &str) -> Result<Option<String>, WishError> {
    let parts = pattern.split('/').take_while(|part| !part.contains(WILD));
    let start = parts.collect::<Vec<_>>().join("/");
    let behind = pattern.get(start.len()..).unwrap_or_default();
    if goes_up(behind) {
        return Err(leads_out(tool));
    }
    let is_top = start.is_empty() && pattern.starts_with('/');
    Ok(if is_top { Some("/".to_owned()) } else { Some(start).filter(|start| !start.is_empty()) })
}

/// The folder that is searched for a pattern, which must not lead out of it.
fn base(folder: Option<String>, pattern: &str, tool: &str) -> Result<Option<String>, WishError> {
    let is_elsewhere = pattern.starts_with(['/', '~']) || pattern.contains(":\\");
    if is_elsewhere || goes_up(pattern) { Err(leads_out(tool)) } else { Ok(folder) }
}

fn goes_up(pattern: &str) -> bool {
    pattern.split(['/', '\\', ',', '{', '}']).any(|part| part == "..")
}

fn leads_out(tool: &str) -> WishError {
    WishError::Opaque(tool.to_owned(), "its pattern leads out of the folder that is searched")
}

/// The files that a patch names.
fn patched(event: &Event, names: &[&'static str]) -> Result<Vec<Wish>, WishError> {
    let text = text(event, names)?;
    let heads = ["*** Add File:", "*** Update File:", "*** Delete File:", "*** Move to:"];
    let named = |line: &str| {
        let path = heads.iter().find_map(|head| line.trim().strip_prefix(head))?;
        Some(Wish::File(Action::Write, path.trim().to_owned()))
    };
    let wishes: Vec<Wish> = text.lines().filter_map(named).collect();
    let nothing = || WishError::Opaque(event.tool.clone(), "the patch names no file");
    if wishes.is_empty() { Err(nothing()) } else { Ok(wishes) }
}

impl fmt::Display for WishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tool(name) => write!(f, "`{name}` is no tool that is known"),
            Self::Opaque(name, why) => write!(f, "`{name}` cannot be decided: {why}"),
            Self::Input(name, member) => {
                write!(f, "`{name}` is given no `{member}` that can be read")
            }
        }
    }
}
