//! `bailiwick.kdl`: the workspace, its files, limits and rule levels, and what it uses.

use super::kind::ValueKind;
use super::merge::Merge;
use super::spec::{ArgumentSpec, Digested, NodeSpec};

/// `workspace "acme-support" { … }`
pub static WORKSPACE: NodeSpec = NodeSpec::new("workspace", "a workspace: its edition, its files and its rule levels")
    .details("A folder with a `bailiwick.kdl` is a workspace. Every other `*.kdl` file below it belongs to it, except git-ignored files, hidden folders, `releases/` and nested workspaces. Where a declaration stands carries no meaning.")
    .example("workspace \"acme-support\" { edition 1; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Line, "a name for people")])
    .children(&[&EDITION, &INCLUDE, &EXCLUDE, &READING, &LEVEL])
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `edition 1`
pub static EDITION: NodeSpec =
    NodeSpec::new("edition", "the edition of the language that the files are written in")
        .details("This release reads edition 1.")
        .example("edition 1")
        .arguments(&[ArgumentSpec::one("edition", ValueKind::Integer { min: 0, max: 9999 }, "1")])
        .required()
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `include "context/**"`
pub static INCLUDE: NodeSpec =
    NodeSpec::new("include", "only these `*.kdl` files belong to the workspace")
        .example("include \"context/**\"")
        .arguments(&[ArgumentSpec::some(
            "pattern",
            ValueKind::Glob,
            "path patterns, relative to the workspace root",
        )])
        .many()
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `exclude "context/drafts/**"`
pub static EXCLUDE: NodeSpec =
    NodeSpec::new("exclude", "these `*.kdl` files do not belong to the workspace")
        .example("exclude \"context/drafts/**\"")
        .arguments(&[ArgumentSpec::some(
            "pattern",
            ValueKind::Glob,
            "path patterns, relative to the workspace root",
        )])
        .many()
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `reading { depth 64; … }`
pub static READING: NodeSpec =
    NodeSpec::new("reading", "how much input is read before it is refused")
        .example("reading { file-size \"8 MiB\"; }")
        .children(&[&DEPTH, &FILE_SIZE, &NODES, &TOTAL_NODES])
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `depth 64`
pub static DEPTH: NodeSpec =
    NodeSpec::new("depth", "the deepest nesting of nodes in a file; 64 where nothing is said")
        .example("depth 32")
        .arguments(&[ArgumentSpec::one(
            "depth",
            ValueKind::Integer { min: 1, max: 1024 },
            "levels",
        )])
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `file-size "4 MiB"`
pub static FILE_SIZE: NodeSpec =
    NodeSpec::new("file-size", "the largest file that is read; 4 MiB where nothing is said")
        .details("At most 64 MiB.")
        .example("file-size \"8 MiB\"")
        .arguments(&[ArgumentSpec::one("size", ValueKind::Size, "bytes")])
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `nodes 1000000`
pub static NODES: NodeSpec =
    NodeSpec::new("nodes", "the most nodes in a file; 1,000,000 where nothing is said")
        .example("nodes 100000")
        .arguments(&[ArgumentSpec::one(
            "count",
            ValueKind::Integer { min: 1, max: 100_000_000 },
            "nodes",
        )])
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `total-nodes 20000000`
pub static TOTAL_NODES: NodeSpec = NodeSpec::new(
    "total-nodes",
    "the most nodes in the workspace; 20,000,000 where nothing is said",
)
.example("total-nodes 1000000")
.arguments(&[ArgumentSpec::one(
    "count",
    ValueKind::Integer { min: 1, max: 1_000_000_000 },
    "nodes",
)])
.merge(Merge::Local)
.digested(Digested::Out);

/// `level "floating-model-alias" "error"`
pub static LEVEL: NodeSpec = NodeSpec::new("level", "the level of a rule in this workspace")
    .details("`off` silences the rule. Errors of syntax, of the language and of references hold in every workspace. `bailiwick explain CODE` tells a rule's own level.")
    .example("level \"floating-model-alias\" \"error\"")
    .arguments(&[
        ArgumentSpec::one("rule", ValueKind::Rule, "a rule's code or name"),
        ArgumentSpec::one(
            "level",
            ValueKind::OneOf(&["error", "warning", "info", "off"]),
            "the level",
        ),
    ])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `use "std/server/github@1"`
pub static USE: NodeSpec = NodeSpec::new("use", "takes in the declarations of a module of the standard library or of a folder")
    .details("A published std module never changes: a change is `@2`, and every version stays available. A folder is relative to the workspace root; its `*.kdl` files belong to the workspace even where they are git-ignored or not included.")
    .example("use \"std/lifecycle/standard@1\"")
    .arguments(&[ArgumentSpec::one("module", ValueKind::Module, "`std/…@version` or a folder")])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);
