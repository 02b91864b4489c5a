//! The `bailiwick.kdl` of a workspace that an import begins.

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::{DocumentBuilder, NodeBuilder};

use super::{Options, OutputFile};
use crate::world::WORKSPACE_FILE;

/// A manifest with one environment that tracks what is declared; nothing where there is one.
pub(super) fn manifest(options: &Options) -> Option<OutputFile> {
    if options.has_manifest {
        return None;
    }
    let name = options.workspace.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { "workspace".to_owned() } else { name };
    let edition = NodeBuilder::new("edition").argument(1);
    let workspace = NodeBuilder::new("workspace").argument(name).child(edition);
    let environment =
        NodeBuilder::new("environment").argument("dev").child(NodeBuilder::new("tracks"));
    let document = DocumentBuilder::new().node(workspace).blank_line().node(environment);
    Some(OutputFile {
        path: FilePath::from(WORKSPACE_FILE),
        bytes: document.to_string().into_bytes(),
    })
}
