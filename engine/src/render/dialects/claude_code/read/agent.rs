//! One subagent's file: the tools that it has, the mode in which it runs, and what else its frontmatter says.

use serde_json::{Value, json};

use super::super::permissions::Permissions;
use super::{apply, shown};
use crate::digest::Digest;
use crate::frontmatter::{self, Frontmatter, Value as Entry};
use crate::render::deployed::{Deployed, Standing};
use crate::render::dialect::{Native, Note, Shared, Subject, Weight};
use crate::runtime::claude_code::{HIDDEN, Standing as Kept, TOOLS};

/// The keys of the frontmatter: key, weight, what Claude Code makes of it. `tools` and `disallowedTools` are read.
const KEYS: &[(&str, Weight, &str)] = &[
    ("name", Weight::Narrows, "it answers to that name"),
    ("description", Weight::Nothing, "it says when the agent is used"),
    ("model", Weight::Nothing, "it says nothing about permissions"),
    ("color", Weight::Nothing, "it says nothing about permissions"),
    ("effort", Weight::Nothing, "it says nothing about permissions"),
    ("hooks", Weight::Loosens, "a hook may let pass what is asked about"),
    ("mcpServers", Weight::Loosens, "the agent has these servers"),
    ("permissionMode", Weight::Loosens, "it counts for this agent, whatever the settings say"),
    ("skills", Weight::Unknown, "what these skills bring along is not compared"),
];

/// What the file of an agent says; no agent where it is none.
pub(super) fn read(
    deployed: &Deployed,
    path: Option<&str>,
    subject: &Subject<'_, '_>,
    shared: &Value,
) -> Shared {
    let name = subject.effective.name();
    let text = match path.map(|path| (path, deployed.files.get(path))) {
        // Nothing is rendered for it alone.
        None => return own(shared.clone(), &name, &everything(deployed, subject), Vec::new()),
        Some((_, Some(Standing::File(bytes)))) => String::from_utf8_lossy(bytes),
        Some((path, Some(Standing::Unread(why)))) => {
            let note = note(Weight::Unknown, path, "the file".to_owned(), why);
            return Shared { native: Native::default(), notes: vec![note] };
        }
        Some((_, None)) => return Shared::default(),
    };
    let path = path.unwrap_or_default();
    let read = frontmatter::split(&text);
    if read.text_of("name").is_none_or(|name| name.trim().is_empty()) {
        let why = "it has no `name`, so that Claude Code passes over it";
        let note = note(Weight::Narrows, path, "the file".to_owned(), why);
        return Shared { native: Native::default(), notes: vec![note] };
    }
    let mut permissions = shared.get("permissions").map(Permissions::read).unwrap_or_default();
    let has_auto = shared.get("auto") == Some(&Value::Bool(true));
    match read.text_of("permissionMode") {
        Some("bypassPermissions" | "plan" | "default") | None => {}
        Some("auto") if !has_auto => {}
        Some(mode) => apply(&mut permissions, mode, !has_auto),
    }
    let mut shared = shared.clone();
    if let Some(members) = shared.as_object_mut() {
        members.insert("permissions".to_owned(), permissions.to_value());
    }
    own(shared, &name, &tools(&read, deployed, subject), notes(&read, path))
}

fn own(shared: Value, name: &str, tools: &[String], notes: Vec<Note>) -> Shared {
    let agents = vec![json!({ "agent": name, "restricted": true, "tools": tools })];
    Shared { native: Native { shared, agents, ..Native::default() }, notes }
}

/// The tools that a frontmatter leaves an agent.
fn tools(read: &Frontmatter<'_>, deployed: &Deployed, subject: &Subject<'_, '_>) -> Vec<String> {
    let words = |key: &str| {
        let words = read.get(key).map(|entry| entry.value.words().words);
        // What stands in parentheses bounds nothing.
        words.map(|words| {
            let names = words.iter().map(|word| word.split('(').next().unwrap_or_default().trim());
            names.map(|name| name.strip_suffix("__*").unwrap_or(name).to_owned()).collect()
        })
    };
    let named: Option<Vec<String>> = words("tools");
    let is_empty = |entry: &Entry| matches!(entry, Entry::Nothing);
    let has_nothing = read.get("tools").is_some_and(|entry| is_empty(&entry.value));
    let mut tools = match named {
        Some(_) if has_nothing => Vec::new(),
        Some(named) if !named.iter().any(|name| name == "*") => named,
        _ => everything(deployed, subject),
    };
    let without: Vec<String> = words("disallowedTools").unwrap_or_default();
    tools.retain(|tool| !without.contains(tool));
    tools.sort_unstable();
    tools.dedup();
    tools
}

/// All tools: of its own, of the servers that the agent is declared with, and of those that the folder names.
fn everything(deployed: &Deployed, subject: &Subject<'_, '_>) -> Vec<String> {
    use bailiwick_schema::vocabulary::{BUILTIN, USED_SERVER};
    let own = TOOLS.iter().filter(|tool| tool.standing != Kept::Former).map(|tool| tool.name);
    let mut tools: Vec<String> = own.chain(HIDDEN.iter().copied()).map(str::to_owned).collect();
    let declared = subject.effective.fields_of(&USED_SERVER).filter_map(|field| field.key());
    let mut servers: Vec<String> =
        declared.filter(|name| *name != BUILTIN).map(str::to_owned).collect();
    let file = deployed.files.get(".mcp.json").and_then(Standing::bytes);
    let read: Option<Value> = file.and_then(|bytes| serde_json::from_slice(bytes).ok());
    let named = read.as_ref().and_then(|read| read.get("mcpServers")?.as_object());
    servers.extend(named.into_iter().flat_map(|named| named.keys().cloned()));
    tools.extend(servers.into_iter().map(|server| format!("mcp__{server}")));
    tools.sort_unstable();
    tools.dedup();
    tools
}

fn notes(read: &Frontmatter<'_>, path: &str) -> Vec<Note> {
    let entries = read
        .entries
        .iter()
        .filter(|entry| !["tools", "disallowedTools"].contains(&entry.key.as_str()));
    let mut notes: Vec<Note> = entries
        .map(|entry| {
            let known = KEYS.iter().find(|(key, ..)| *key == entry.key);
            let (weight, why) = known.map_or(
                (Weight::Unknown, "it is not known here what it does to permissions"),
                |(_, weight, why)| (*weight, *why),
            );
            let what = match &entry.value {
                Entry::Scalar(scalar) => shown(&entry.key, &Value::String(scalar.text.clone())),
                other => {
                    let digest = Digest::of(format!("{other:?}").as_bytes());
                    format!("{}: a {} ({digest})", entry.key, other.what())
                }
            };
            note(weight, path, what, why)
        })
        .collect();
    notes.sort_unstable();
    notes
}

fn note(weight: Weight, path: &str, what: String, why: &'static str) -> Note {
    Note { weight, file: path.to_owned(), what, why }
}
