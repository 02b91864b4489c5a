//! Claude Code's subagents: Markdown files with frontmatter (`.claude/agents/*.md`, a plugin's `agents/*.md`).
//!
//! One KDL file an agent, the body in a Markdown file of its own. Permissions are no part of the language yet, so `tools`
//! and its like are told and counted, not mapped.

mod definition;
mod model;
mod path;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::{DocumentBuilder, NodeBuilder};

use super::name::{self, Wanted};
use super::report::{FileReport, Note, Outcome, Report, Topic};
use super::{Imported, Importer, InputFile, Options, OutputFile, manifest};

use definition::Definition;

/// The importer.
pub static IMPORTER: Importer = Importer {
    name: "claude-agents",
    summary: "Claude Code's subagents, Markdown files with frontmatter",
    wants: |path| path::no_agent(path).is_none(),
    run: import,
};

/// Makes one agent of each definition among the files.
#[must_use]
pub fn import(files: &[InputFile], options: &Options) -> Imported {
    let mut files: Vec<&InputFile> = files.iter().collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    let mut report = Report::default();
    let mut output: Vec<OutputFile> = Vec::new();
    let read: Vec<_> = files.iter().map(|file| definition::read(file)).collect();
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
                let made = files_of(&definition, &name);
                let is_taken = foreign(&definition.wanted.name);
                report.files.push(agent_report(file, definition, name, (&made, is_taken)));
                output.extend(made);
            }
        }
    }
    if !output.is_empty() {
        output.extend(manifest::manifest(options));
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
            format!("the workspace has an agent `{wanted}` already; this one is `{name}`")
        } else {
            format!("the name `{wanted}` stands in several files; this agent is `{name}`")
        };
        notes.push(Note { topic: Topic::Renamed, line: definition.name_line, text });
    }
    notes.sort_by_key(|note| note.line);
    let is_approximated = notes.iter().any(|note| note.topic.is_approximation());
    FileReport {
        path: file.path.clone(),
        outcome: if is_approximated { Outcome::Approximated } else { Outcome::Imported },
        agent: Some(name),
        written: made.iter().map(|file| file.path.clone()).collect(),
        notes,
        unmapped: definition.unmapped,
    }
}

fn files_of(definition: &Definition, name: &str) -> Vec<OutputFile> {
    let place = name::in_path(name);
    let mut agent = NodeBuilder::new("agent").argument(name).block();
    let texts = [
        ("title", &definition.title),
        ("summary", &definition.summary),
        ("model", &definition.model),
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
    let document = DocumentBuilder::new().node(agent).to_string();
    let path = path_of(&place);
    files.insert(0, OutputFile { path, bytes: document.into_bytes() });
    files
}
