//! Agents of the Open Agent Specification: JSON files whose component is an `Agent`, each with its model and its toolboxes.
//!
//! The specification has no permissions. A tool of a toolbox is used unasked where nothing has it confirmed; whatever else an
//! agent could do is not known, and so is nothing here.

mod model;
#[cfg(test)]
mod tests;
mod toolbox;

use std::collections::BTreeMap;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::{DocumentBuilder, NodeBuilder};
use serde_json::{Map, Value};

use super::grants::Grants;
use super::name::{self, Wanted};
use super::report::{FileReport, Mapped, Note, Outcome, Report, Topic, Unmapped};
use super::servers::{Servers, line_of};
use super::text::{folded, shortened, without_secrets};
use super::{Imported, Importer, InputFile, Options, OutputFile, claude_code, manifest};
use crate::check::secrets;

/// The importer.
pub static IMPORTER: Importer = Importer {
    name: "agent-spec",
    summary: "agents of the Open Agent Specification, JSON files",
    // What Claude Code keeps as JSON is no agent.
    wants: |path| has_ending(path, "json") && !(claude_code::IMPORTER.wants)(path),
    claims: |file| {
        (IMPORTER.wants)(&file.path)
            && file.content.as_ref().is_ok_and(|bytes| names_version(bytes))
    },
    is_of_projects: false,
    run: import,
};

/// What of a component says nothing about the agent.
const ASIDE: &[&str] = &[
    "$referenced_components",
    "agentspec_version",
    "component_type",
    "description",
    "human_in_the_loop",
    "id",
    "llm_config",
    "metadata",
    "name",
    "system_prompt",
    "toolboxes",
];

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}

/// Whether a file says of which version of the specification it is.
fn names_version(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\"agentspec_version\"").is_some()
}

/// An agent, read.
#[derive(Debug)]
struct Read {
    wanted: Wanted,
    title: Option<String>,
    summary: Option<String>,
    model: Option<NodeBuilder>,
    instructions: Option<String>,
    grants: Grants,
    told: Told,
}

/// What is told of a file.
#[derive(Debug, Default)]
struct Told {
    notes: Vec<Note>,
    mapped: Vec<Mapped>,
    unmapped: Vec<Unmapped>,
}

impl Told {
    fn note(&mut self, topic: Topic, line: u32, text: impl Into<String>) {
        self.notes.push(Note { topic, line: Some(line), text: text.into() });
    }

    fn left(&mut self, key: &str, line: u32, value: &Value) {
        let name = key.rsplit('.').next().unwrap_or(key);
        let value = if secrets::is_secret_name(name) && !value.is_object() {
            let text = format!("`{name}` holds a secret, which is left out: revoke it");
            self.note(Topic::Secret, line, text);
            String::new()
        } else {
            shortened(&without_secrets(&value.to_string()).0)
        };
        self.unmapped.push(Unmapped { key: key.to_owned(), line, value, names: Vec::new() });
    }
}

/// Makes one agent of each file that holds one.
fn import(files: &[InputFile], options: &Options) -> Imported {
    let mut files: Vec<&InputFile> = files.iter().collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    let mut servers = Servers::default();
    let mut known = BTreeMap::new();
    let mut output = Vec::new();
    let mut reports = Vec::new();
    let mut read = Vec::new();
    for file in files {
        match component(file) {
            Ok((text, object)) => {
                let one = agent(text, &object, (&mut servers, &mut known), options);
                read.push((file, one, std::mem::take(&mut servers.files)));
            }
            Err((outcome, why)) => reports.push(not_made(file, outcome, why)),
        }
    }
    let own = |name: &str| FilePath::new(format!("context/agents/{}.kdl", name::in_path(name)));
    let is_foreign = |name: &str| {
        options.declared.iter().any(|(other, path)| other == name && *path != own(name))
    };
    let wanted: Vec<Wanted> = read.iter().map(|(_, one, _)| one.wanted.clone()).collect();
    let names = name::unique(&wanted, &is_foreign);
    for ((file, one, mut made), name) in read.into_iter().zip(names) {
        let (files, told) = files_of(one, &name, own(&name));
        made.extend(files);
        reports.push(report(file, name, &made, told));
        output.append(&mut made);
    }
    servers.secrets_file();
    output.append(&mut servers.files);
    if !output.is_empty() {
        output.extend(manifest::manifest(options));
    }
    output.sort_by(|left, right| left.path.cmp(&right.path));
    reports.sort_by(|left, right| left.path.cmp(&right.path));
    Imported { files: output, report: Report { files: reports, ..Report::default() } }
}

/// A file's text, and the object in it.
type Component<'f> = (&'f str, Map<String, Value>);

/// The agent that a file holds; else what becomes of it, and why.
fn component(file: &InputFile) -> Result<Component<'_>, (Outcome, String)> {
    let refused = |why: String| (Outcome::Refused, why);
    let bytes = file.content.as_ref().map_err(|why| refused(why.clone()))?;
    let text = std::str::from_utf8(bytes).map_err(|_| refused("it is not UTF-8".to_owned()))?;
    let text = text.trim_start_matches('\u{feff}');
    let ignored = |why: &str| (Outcome::Ignored, why.to_owned());
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => match object.get("component_type").and_then(Value::as_str) {
            Some("Agent") => Ok((text, object)),
            Some(_) if object.contains_key("agentspec_version") => {
                Err(refused("it is a component, and no agent".to_owned()))
            }
            _ => Err(ignored("it is no agent of the Open Agent Specification")),
        },
        Ok(_) => Err(ignored("it is no agent of the Open Agent Specification")),
        Err(error) => Err(refused(format!("it is no JSON: {error}"))),
    }
}

/// Reads an agent, and the servers of its toolboxes.
fn agent(
    text: &str,
    object: &Map<String, Value>,
    (servers, known): (&mut Servers, &mut BTreeMap<String, Value>),
    options: &Options,
) -> Read {
    let mut told = Told::default();
    let said = |key: &str| object.get(key).and_then(Value::as_str);
    let written = folded(said("name").unwrap_or("agent"));
    let name = name::normalised(&written).unwrap_or_else(|| "agent".to_owned());
    if name != written {
        let text_ =
            format!("`{}` is written as `{name}`, and kept as its title", shortened(&written));
        told.note(Topic::Renamed, line_of(text, "name"), text_);
    }
    let mut clean = |key: &str, value: String| {
        let (kept, found) = without_secrets(&value);
        for what in found {
            let text_ = format!("`{key}` holds {what}, which is taken out: revoke it");
            told.note(Topic::Secret, line_of(text, key), text_);
        }
        kept
    };
    let summary = said("description").map(folded).filter(|summary| !summary.trim().is_empty());
    let summary = summary.map(|summary| clean("description", summary));
    let prompt = said("system_prompt").filter(|prompt| !prompt.trim().is_empty());
    let instructions = prompt.map(|prompt| clean("system_prompt", prompt.to_owned()));
    let components = object.get("$referenced_components").and_then(Value::as_object);
    let model = object.get("llm_config").and_then(|config| {
        let config = resolved(config, components)?;
        model::read(config, line_of(text, "llm_config"), &mut told)
    });
    let mut grants = Grants::nothing();
    for toolbox in object.get("toolboxes").and_then(Value::as_array).into_iter().flatten() {
        let mut reader =
            toolbox::Reader { text, components, servers, known, told: &mut told, options };
        reader.toolbox(toolbox, &mut grants);
    }
    for (key, value) in object.iter().filter(|(key, _)| !ASIDE.contains(&key.as_str())) {
        if !matches!(value, Value::Null) && *value != Value::Array(Vec::new()) {
            told.left(key, line_of(text, key), value);
        }
    }
    let title = (name != written && !written.is_empty()).then_some(written);
    let wanted = Wanted { name, prefix: None };
    Read { wanted, title, summary, model, instructions, grants, told }
}

/// A component, or the one that a reference to another place in the file names.
fn resolved<'v>(
    value: &'v Value,
    components: Option<&'v Map<String, Value>>,
) -> Option<&'v Map<String, Value>> {
    let object = value.as_object()?;
    match object.get("$component_ref").and_then(Value::as_str) {
        Some(id) => components?.get(id)?.as_object(),
        None => Some(object),
    }
}

fn files_of(one: Read, name: &str, path: FilePath) -> (Vec<OutputFile>, Told) {
    let Read { wanted, title, summary, model, instructions, grants, mut told } = one;
    let mut agent = NodeBuilder::new("agent").argument(name).block();
    let mut title = title;
    if name != wanted.name {
        let text = format!(
            "`{}` is taken; this agent is `{name}`, and keeps its name as title",
            wanted.name
        );
        told.notes.push(Note { topic: Topic::Renamed, line: None, text });
        title.get_or_insert(wanted.name);
    }
    for (node, text) in [("title", title), ("summary", summary)] {
        if let Some(text) = text {
            agent = agent.child(NodeBuilder::new(node).argument(text));
        }
    }
    agent = model.into_iter().fold(agent, NodeBuilder::child);
    let mut files = Vec::new();
    if let Some(instructions) = instructions {
        let path = format!("instructions/{}.md", name::in_path(name));
        agent = agent.child(NodeBuilder::new("instructions").property("file", path.as_str()));
        files.push(OutputFile { path: FilePath::new(path), bytes: instructions.into_bytes() });
    }
    let agent = grants.nodes().into_iter().fold(agent, NodeBuilder::child);
    let document = DocumentBuilder::new().node(agent).to_string();
    files.push(OutputFile { path, bytes: document.into_bytes() });
    (files, told)
}

fn report(file: &InputFile, name: String, made: &[OutputFile], told: Told) -> FileReport {
    let Told { mut notes, mapped, unmapped } = told;
    notes.sort_by_key(|note| note.line);
    let is_approximated = notes.iter().any(|note| note.topic.is_approximation());
    let outcome = if is_approximated { Outcome::Approximated } else { Outcome::Imported };
    let written = made.iter().map(|file| file.path.clone()).collect();
    FileReport {
        path: file.path.clone(),
        outcome,
        agent: Some(name),
        written,
        notes,
        mapped,
        unmapped,
    }
}

fn not_made(file: &InputFile, outcome: Outcome, text: String) -> FileReport {
    let topic = if outcome == Outcome::Refused { Topic::Refused } else { Topic::Ignored };
    FileReport {
        path: file.path.clone(),
        outcome,
        agent: None,
        written: Vec::new(),
        notes: vec![Note { topic, line: None, text }],
        mapped: Vec::new(),
        unmapped: Vec::new(),
    }
}
