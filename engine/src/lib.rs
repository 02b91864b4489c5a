//! What is done with a Bailiwick model.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod baseline;
pub mod fix;
pub mod frontmatter;
pub mod import;
