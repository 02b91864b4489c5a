//! What is done with a Bailiwick model.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod baseline;
pub mod compose;
pub mod file;
pub mod fix;
pub mod frontmatter;
pub mod import;
pub mod fleet;
pub mod pattern;
pub mod suppression;
pub mod world;
