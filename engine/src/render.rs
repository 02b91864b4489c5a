//! Files for the runtimes that people use, and the proof that they never allow more than was declared.
//!
//! What a template sees is data and nothing else.

pub mod dialect;
pub mod dialects;
pub mod evidence;
mod format;
pub mod meaning;
pub mod proof;
mod tags;
pub mod template;
mod yaml;

pub use format::Format;
