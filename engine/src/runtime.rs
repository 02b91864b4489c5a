//! Runtimes that agents are imported from and rendered to: what they are known to do, as dated data.

pub mod claude_code;
pub mod codex;
pub mod opencode;
pub mod openfang;
