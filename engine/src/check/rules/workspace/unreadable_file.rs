//! `unreadable-file`: something in the workspace that cannot be read as what it seems to be.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;

use crate::check::{Check, Run};
use crate::settings::Settings;
use crate::world::{Listing, OddityKind, ReadError, WORKSPACE_FILE};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

static RULE: Rule = Rule {
    code: "BW3003",
    name: "unreadable-file",
    severity: Severity::Error,
    summary: "something in the workspace that cannot be read",
    why: "What cannot be read may declare anything, so the check does not pass over it: a file without permission, a symlink \
          that leads out of the workspace, a name that is not UTF-8, more nodes than the workspace allows.",
    bad: r#"
-- bailiwick.kdl --
workspace "acme" {
    edition 1
    reading {
        total-nodes 2
    }
}
-- context.kdl --
agent "clerk"
"#,
    good: r#"
agent "clerk"
"#,
    references: &[],
};

/// A KDL file that cannot be read.
#[must_use]
pub fn finding(path: &FilePath, error: ReadError) -> Diagnostic {
    Diagnostic::new(&RULE, path, Span::at(0), format!("`{path}` cannot be read: {error}"))
        .help("correct it, or leave it out with `exclude` in `bailiwick.kdl`")
}

/// What lies in the tree and is no plain file, where `include` and `exclude` let it belong to the workspace.
pub fn oddities(listing: &Listing, settings: &Settings) -> impl Iterator<Item = Diagnostic> {
    listing.oddities.iter().filter_map(|oddity| {
        let path = &oddity.path;
        let belongs = match oddity.kind {
            // What lies in a folder that cannot be read is not known: any KDL file might.
            OddityKind::Unreadable => settings.may_lie_in(path),
            _ => settings.belongs(path),
        };
        if !belongs {
            return None;
        }
        let (what, help) = match oddity.kind {
            OddityKind::KdlFolder => {
                ("is a folder that is named like a KDL file", "rename the folder")
            }
            OddityKind::OutsideLink => (
                "is a symlink that leads out of the workspace or nowhere",
                "copy what it leads to, or take it away",
            ),
            OddityKind::UnlistedLink => (
                "is a symlink to a file that is not read as KDL",
                "put the file itself in its place, or take the link away",
            ),
            OddityKind::NoFile => (
                "is not read: it is a pipe, a device or a socket",
                "put a file in its place, or take it away",
            ),
            OddityKind::Unreadable => {
                ("cannot be read", "give permission to read it, or git-ignore it")
            }
            OddityKind::UnreadableName => ("has a name that is not UTF-8", "rename it"),
            OddityKind::EnvironmentFile => return None,
        };
        let mut found =
            Diagnostic::new(&RULE, path, Span::at(0), format!("`{path}` {what}")).help(help);
        if matches!(oddity.kind, OddityKind::KdlFolder | OddityKind::NoFile) {
            found.severity = Severity::Warning;
        }
        Some(found)
    })
}

/// More nodes than the workspace may have.
#[must_use]
pub fn total(nodes: u64, settings: &Settings) -> Option<Diagnostic> {
    let root = FilePath::from(WORKSPACE_FILE);
    (nodes > settings.total_nodes).then(|| {
        let message =
            format!("the workspace has {nodes} nodes, more than {}", settings.total_nodes);
        Diagnostic::new(&RULE, &root, Span::at(0), message)
            .help("raise `total-nodes` in `reading`, or split the workspace")
    })
}
