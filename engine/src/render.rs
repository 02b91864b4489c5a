//! Files for the runtimes that people use, and the proof that they never allow more than was declared.
//!
//! What a template sees is data and nothing else.

mod agents;
mod command;
mod context;
mod data;
pub mod deployed;
pub mod dialect;
pub mod dialects;
pub mod evidence;
mod files;
mod filter;
mod format;
mod loss;
mod manifest;
pub mod meaning;
pub mod proof;
mod refusal;
mod rendering;
mod structure;
mod tags;
pub mod target;
pub mod targets;
pub mod template;
#[cfg(test)]
mod tests;
mod text;
mod tools;
mod writer;
mod yaml;

pub use files::{OWN_PREFIX, OutputFile};
pub use format::Format;
pub use loss::{Loss, Losses};
pub use manifest::{MANIFEST_FILE, Manifest};
pub use refusal::Refusal;
pub(crate) use rendering::held;
pub use rendering::{Proofs, Rendered, render};
pub use target::Target;
pub use targets::Targets;
