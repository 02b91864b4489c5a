//! The base of the agents that name no tools: what Claude Code gives them, written out.

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::{DocumentBuilder, NodeBuilder};
use bailiwick_schema::vocabulary::BUILTIN;

use crate::runtime::claude_code::{AS_OF, Standing, TOOLS, VERSION};

use super::super::OutputFile;
use super::super::grants::{Grant, Grants, default_of, permissions};

/// Its name.
pub(super) const NAME: &str = "claude-code-tools";

/// Its file.
pub(super) fn path() -> FilePath {
    FilePath::from("context/bases/claude-code-tools.kdl")
}

/// Its rules.
pub(super) fn rules() -> Vec<Grant> {
    let mut grants = Grants::nothing();
    for tool in TOOLS.iter().filter(|tool| tool.standing == Standing::Common) {
        grants.add(default_of(tool));
    }
    grants.rules
}

/// The file that declares it.
pub(super) fn file() -> OutputFile {
    let base = NodeBuilder::new("base")
        .argument(NAME)
        .child(
            NodeBuilder::new("summary")
                .argument("What Claude Code gives a subagent that names no tools"),
        )
        .child(NodeBuilder::new("server").argument(BUILTIN));
    let base = permissions(&rules()).into_iter().fold(base, NodeBuilder::child);
    let document = DocumentBuilder::new()
        .comment(format!(
            "As Claude Code {VERSION} decides where no rule says anything ({AS_OF}).\n\
             MCP servers and other agents are named by each agent that uses them."
        ))
        .node(base);
    OutputFile { path: path(), bytes: document.to_string().into_bytes() }
}
