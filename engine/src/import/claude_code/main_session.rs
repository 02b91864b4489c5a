//! The main session of a project as an agent: its instructions, all its tools, servers and skills.

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::{DocumentBuilder, NodeBuilder};

use crate::frontmatter;
use crate::runtime::claude_code::declared_model;

use super::super::claude_agents::{BASE, Project};
use super::super::name::{self, Wanted};
use super::super::report::{FileReport, Note, Topic};
use super::super::{InputFile, Options, OutputFile};
use super::{Part, part, report};

/// The name that it wants.
const NAME: &str = "main-session";

/// The main session, and what is told of its files.
#[derive(Debug)]
pub(super) struct MainSession {
    pub(super) files: Vec<OutputFile>,
    pub(super) reports: Vec<FileReport>,
}

/// Makes an agent of the main session.
pub(super) fn main_session(
    files: &[&InputFile],
    project: &Project,
    model: Option<&str>,
    (agents, options): (&[&str], &Options),
) -> MainSession {
    let name = unique(agents, options);
    let mut made = MainSession { files: Vec::new(), reports: Vec::new() };
    let mut instructions = Vec::new();
    for file in files {
        if part(&file.path) == Some(Part::Aside) {
            let why = if file.path.ends_with("CLAUDE.local.md") {
                "it is one person's"
            } else {
                "it holds for a folder only, and instructions here hold for an agent"
            };
            made.reports.push(report::ignored(file, why));
        } else if let Some(path) = made.text(file, &name) {
            instructions.push(path);
        }
    }
    let mut agent = NodeBuilder::new("agent").argument(name.as_str());
    agent = agent.child(
        NodeBuilder::new("summary").argument("The main session of Claude Code in this project"),
    );
    agent = agent.child(NodeBuilder::new("extends").argument(project.base.unwrap_or(BASE)));
    if let Some(model) = model.filter(|model| is_model(model)) {
        agent = agent.child(NodeBuilder::new("model").argument(declared_model(model)));
    }
    for path in &instructions {
        agent = agent.child(NodeBuilder::new("instructions").property("file", path.as_str()));
    }
    for server in &project.servers {
        agent = agent.child(NodeBuilder::new("server").argument(server.as_str()));
    }
    for skill in project.skills.keys() {
        agent = agent.child(NodeBuilder::new("skill").argument(skill.as_str()));
    }
    let document = DocumentBuilder::new().node(agent).to_string();
    let path = FilePath::new(format!("context/agents/{}.kdl", name::in_path(&name)));
    made.files.push(OutputFile { path, bytes: document.into_bytes() });
    made
}

/// Whether a word names a model that is spelled as models are.
pub(super) fn is_model(model: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:@".contains(&byte);
    !model.is_empty() && model != "default" && model.bytes().all(plain)
}

/// A name that no agent has.
fn unique(agents: &[&str], options: &Options) -> String {
    let wanted = Wanted { name: NAME.to_owned(), prefix: None };
    let own = FilePath::new(format!("context/agents/{NAME}.kdl"));
    let is_foreign = |name: &str| {
        agents.contains(&name)
            || options.declared.iter().any(|(other, path)| other == name && *path != own)
    };
    name::unique(&[wanted], &is_foreign).into_iter().next().unwrap_or_default()
}

impl MainSession {
    /// The instructions of a file, in a file of their own.
    fn text(&mut self, file: &InputFile, name: &str) -> Option<String> {
        let bytes = match &file.content {
            Ok(bytes) => bytes,
            Err(why) => {
                self.reports.push(report::refused(file, why));
                return None;
            }
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            self.reports.push(report::refused(file, "it is not UTF-8"));
            return None;
        };
        if text.trim().is_empty() {
            self.reports.push(report::ignored(file, "it holds no instructions"));
            return None;
        }
        let stem = if file.path == "CLAUDE.md" { name.to_owned() } else { format!("{name}-2") };
        let path = FilePath::new(format!("instructions/{}.md", name::in_path(&stem)));
        let text = frontmatter::with_line_feeds(text.trim_start_matches('\u{feff}')).into_owned();
        let mut notes = imports(&text);
        notes.push(Note {
            topic: Topic::MainSession,
            line: None,
            text: format!(
                "the project's memory is the instructions of the agent `{name}`; rendered for Claude Code, it is an agent that \
                 `claude --agent {name}` starts a session as, and no `CLAUDE.md`"
            ),
        });
        let told = report::made(file, Some(name.to_owned()), vec![path.clone()], notes);
        self.reports.push(told);
        self.files.push(OutputFile { path: path.clone(), bytes: text.into_bytes() });
        Some(path.to_string())
    }
}

/// The lines that take in other files (`@docs/style.md`), as Claude Code reads them: outside of code.
fn imports(text: &str) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut is_code = false;
    for (at, line) in text.lines().enumerate() {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        if is_fence || is_code {
            continue;
        }
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./~".contains(&byte);
        for word in line.split_whitespace() {
            let Some(path) =
                word.strip_prefix('@').map(|path| path.trim_end_matches(['.', ',', ';', ':', ')']))
            else {
                continue;
            };
            if !path.is_empty() && path.contains(['.', '/']) && path.bytes().all(is_plain) {
                let text = format!(
                    "`@{path}` takes in another file there; the line is kept, and the file is not read"
                );
                notes.push(Note { topic: Topic::LeftOut, line: u32::try_from(at + 1).ok(), text });
            }
        }
    }
    notes.truncate(100);
    notes
}
