//! The language's nodes, declared once.
//!
//! Decoding, suggestions, completion, the JSON Schema, the formatter's order and the reference pages all read these rows.

mod agent;
mod annotation;
mod content;
mod environment;
mod failure;
mod kind;
mod limits;
mod merge;
mod model;
mod people;
mod permissions;
mod policy;
mod scenario;
mod server;
mod spec;
mod stores;
mod target;
mod walk;
mod workspace;

pub use agent::*;
pub use annotation::{ANNOTATIONS, Annotation};
pub use content::*;
pub use environment::*;
pub use failure::*;
pub use kind::{BUILTIN, Kind, ValueKind};
pub use limits::*;
pub use merge::Merge;
pub use model::*;
pub use people::*;
pub use permissions::*;
pub use policy::*;
pub use scenario::*;
pub use server::*;
pub use spec::{ArgumentSpec, Arity, Children, Digested, NodeSpec, Occurs, PropertySpec};
pub use stores::*;
pub use target::*;
pub use walk::{Node, Row, child_named, nodes, rows};
pub use workspace::*;

/// The nodes that may stand at the top of a file, in the formatter's order.
pub static TOP: &[&NodeSpec] = &[
    &WORKSPACE,
    &USE,
    &ENVIRONMENT,
    &PARAM,
    &EXTENSION,
    &LIFECYCLE,
    &LABEL,
    &PRINCIPAL,
    &SECRET,
    &SERVER,
    &MEMORY,
    &SKILL,
    &EVALUATION,
    &BASE,
    &AGENT,
    &POLICY,
    &WAIVE,
    &SCENARIO,
    &TARGET,
];

/// The rows that declare a name of their own.
pub static DECLARATIONS: &[&NodeSpec] = &[
    &ENVIRONMENT,
    &PARAM,
    &EXTENSION,
    &LIFECYCLE,
    &DECLARED_STAGE,
    &LABEL,
    &PRINCIPAL,
    &SECRET,
    &SERVER,
    &MEMORY,
    &SKILL,
    &EVALUATION,
    &BASE,
    &AGENT,
    &POLICY,
    &SCENARIO,
    &TARGET,
];
