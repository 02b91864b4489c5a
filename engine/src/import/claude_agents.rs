//! Claude Code's subagents: Markdown files with frontmatter (`.claude/agents/*.md`, a plugin's `agents/*.md`).
//!
//! One KDL file an agent, the body in a Markdown file of its own. What it may do is written as Claude Code decides it where
//! no rule says anything, and never as more.

mod base;
mod definition;
mod meet;
mod model;
mod narrow;
mod path;
mod tools;

use std::collections::BTreeMap;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::{DocumentBuilder, NodeBuilder};

use super::grants::Given;
use super::grants::Grant;
use super::name::{self, Wanted};
use super::report::{FileReport, Note, Outcome, Report, Topic};
use super::servers::Named;
use super::{Imported, Importer, InputFile, Options, OutputFile, manifest};

use definition::Definition;

/// The importer.
pub static IMPORTER: Importer = Importer {
    name: "claude-agents",
    summary: "Claude Code's subagents, Markdown files with frontmatter",
    wants: |path| path::no_agent(path).is_none(),
    claims: |_| false,
    is_of_projects: false,
    run: import,
};

/// The base of agents that name no tools.
pub(super) const BASE: &str = base::NAME;

/// What a project gives the agents in it.
#[derive(Debug)]
pub(super) struct Project {
    /// The base that its settings become; none where it has no settings.
    pub(super) base: Option<&'static str>,
    /// The rules of that base.
    pub(super) rules: Vec<Grant>,
    /// Whether what no rule matches is refused.
    pub(super) refuses: bool,
    /// Its servers, by their names here.
    pub(super) servers: Vec<String>,
    /// The same, with their names there.
    pub(super) named: Vec<Named>,
    /// Its skills, each with its name there.
    pub(super) skills: BTreeMap<String, String>,
}

/// What stands around a definition.
#[derive(Debug)]
struct Surroundings<'p> {
    servers: Vec<Named>,
    project: Option<&'p Project>,
}

/// Makes one agent of each definition among the files.
#[must_use]
pub fn import(files: &[InputFile], options: &Options) -> Imported {
    let mut made = agents(files, options, None);
    add_base(&mut made.files, &made.report.files, options);
    if !made.files.is_empty() {
        made.files.extend(manifest::manifest(options));
    }
    made.files.sort_by(|left, right| left.path.cmp(&right.path));
    made
}

/// Adds the base that agents extend, where one does and the workspace does not have it.
pub(super) fn add_base(files: &mut Vec<OutputFile>, _reports: &[FileReport], options: &Options) {
    let is_declared = options.bases.iter().any(|base| base == base::NAME);
    let extends = format!("extends \"{}\"", base::NAME);
    let is_extended = |file: &OutputFile| {
        let is_agent = file.path.as_str().starts_with("context/agents/");
        is_agent && memchr::memmem::find(&file.bytes, extends.as_bytes()).is_some()
    };
    if !is_declared && files.iter().any(is_extended) {
        files.push(base::file());
    }
}

/// The rules that hold where no settings say anything.
pub(super) fn default_rules() -> Vec<Grant> {
    base::rules()
}

/// Makes one agent of each definition, without what they share.
pub(super) fn agents(
    files: &[InputFile],
    options: &Options,
    project: Option<&Project>,
) -> Imported {
    let plain = |name: &String| Named { source: name.clone(), declared: name.clone() };
    let declared = options.servers.iter().map(plain);
    let named = project.into_iter().flat_map(|project| project.named.iter().cloned());
    let around = Surroundings { servers: named.chain(declared).collect(), project };
    let mut files: Vec<&InputFile> = files.iter().collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    let mut report = Report::default();
    let mut output: Vec<OutputFile> = Vec::new();
    let read: Vec<_> = files.iter().map(|file| definition::read(file, &around)).collect();
    let wanted: Vec<Wanted> =
        read.iter().filter_map(|read| Some(read.as_ref().ok()?.wanted.clone())).collect();
    // What stands where it would be written is an import of before, and is told as such.
    let foreign = |name: &str| {
        let own = path_of(&name::in_path(name));
        options.declared.iter().any(|(other, path)| other == name && *path != own)
    };
    let mut names = name::unique(&wanted, &foreign).into_iter();
    for (file, read) in files.iter().zip(read) {
        match read {
            Err(note) => report.files.push(not_an_agent(file, note)),
            Ok(definition) => {
                let name = names.next().unwrap_or_default();
                let made = files_of(&definition, &name, project);
                let is_taken = foreign(&definition.wanted.name);
                report.files.push(agent_report(file, definition, name, (&made, is_taken)));
                output.extend(made);
            }
        }
    }
    output.sort_by(|left, right| left.path.cmp(&right.path));
    Imported { files: output, report }
}

/// The file of an agent whose name stands so in paths.
fn path_of(place: &str) -> FilePath {
    FilePath::new(format!("context/agents/{place}.kdl"))
}

fn not_an_agent(file: &InputFile, note: Note) -> FileReport {
    let outcome = if note.topic == Topic::Ignored { Outcome::Ignored } else { Outcome::Refused };
    FileReport {
        path: file.path.clone(),
        outcome,
        agent: None,
        written: Vec::new(),
        notes: vec![note],
        mapped: Vec::new(),
        unmapped: Vec::new(),
    }
}

fn agent_report(
    file: &InputFile,
    definition: Definition,
    name: String,
    (made, is_taken): (&[OutputFile], bool),
) -> FileReport {
    let mut notes = definition.notes;
    let wanted = &definition.wanted.name;
    if name != *wanted {
        let text = if is_taken {
            format!(
                "the workspace has an agent `{wanted}` already; this one is `{name}`, and keeps its name as title"
            )
        } else {
            format!(
                "the name `{wanted}` stands in several files; this agent is `{name}`, and keeps its name as title"
            )
        };
        notes.push(Note { topic: Topic::Renamed, line: definition.name_line, text });
    }
    notes.sort_by_key(|note| note.line);
    let is_approximated = notes.iter().any(|note| note.topic.is_approximation())
        || definition.mapped.iter().any(|mapped| mapped.stricter.is_some());
    FileReport {
        path: file.path.clone(),
        outcome: if is_approximated { Outcome::Approximated } else { Outcome::Imported },
        agent: Some(name),
        written: made.iter().map(|file| file.path.clone()).collect(),
        notes,
        mapped: definition.mapped,
        unmapped: definition.unmapped,
    }
}

fn files_of(definition: &Definition, name: &str, project: Option<&Project>) -> Vec<OutputFile> {
    let place = name::in_path(name);
    let mut agent = NodeBuilder::new("agent").argument(name).block();
    // A name that has to give way is kept as the title, as one that is none.
    let wanted = &definition.wanted.name;
    let title = definition.title.as_ref().or_else(|| (wanted != name).then_some(wanted));
    let of_settings = project.and_then(|project| project.base);
    let of_tools = (definition.grants.tools == Given::All).then_some(base::NAME);
    let base = of_settings.or(of_tools).map(str::to_owned);
    let texts = [
        ("title", title),
        ("summary", definition.summary.as_ref()),
        ("extends", base.as_ref()),
        ("model", definition.model.as_ref()),
    ];
    for (node, text) in texts {
        if let Some(text) = text {
            agent = agent.child(NodeBuilder::new(node).argument(text.as_str()));
        }
    }
    let mut files = Vec::new();
    if let Some(instructions) = &definition.instructions {
        let path = format!("instructions/{place}.md");
        agent = agent.child(NodeBuilder::new("instructions").property("file", path.as_str()));
        files.push(OutputFile {
            path: FilePath::new(path),
            bytes: instructions.clone().into_bytes(),
        });
    }
    let agent = definition.grants.nodes().into_iter().fold(agent, NodeBuilder::child);
    let document = DocumentBuilder::new().node(agent).to_string();
    let path = path_of(&place);
    files.insert(0, OutputFile { path, bytes: document.into_bytes() });
    files
}
