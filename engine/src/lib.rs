//! What is done with a Bailiwick model: load, compose, check, digest, show, fix, import.
//!
//! Pure but for [`world`], which alone touches the disk.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod asset;
pub mod baseline;
pub mod canonical;
pub mod check;
pub mod compose;
pub mod diff;
pub mod digest;
pub mod drift;
pub mod file;
pub mod fix;
pub mod fleet;
pub mod frontmatter;
pub mod glob;
pub mod hook;
pub mod ide;
pub mod import;
mod limit;
pub mod pattern;
mod per_thread;
pub mod permission;
pub mod policy;
pub mod reference;
pub mod render;
pub mod runtime;
pub mod scenario;
pub mod settings;
pub mod show;
pub mod suppression;
pub mod workspace;
pub mod world;
