//! The Bailiwick language: text in, a spanned model and diagnostics out.
//!
//! Pure: no disk, clock, environment, network or terminal.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod diagnostic;
pub mod document;
pub mod format;
pub mod json_schema;
pub mod path;
pub mod rule;
pub mod span;
pub mod suggest;
pub mod syntax;
pub mod value;
pub mod vocabulary;
