//! All dialects: one file each.

mod cedar;
mod claude_code;
mod codex;
mod opencode;
mod openfang;

use super::dialect::Dialect;

/// All of them, sorted by name.
pub static DIALECTS: &[&Dialect] = &[
    &cedar::DIALECT,
    &claude_code::DIALECT,
    &claude_code::HOOKED,
    &codex::DIALECT,
    &opencode::DIALECT,
    &openfang::DIALECT,
];

/// The dialect that a target names.
#[must_use]
pub fn dialect(name: &str) -> Option<&'static Dialect> {
    DIALECTS.iter().copied().find(|dialect| dialect.name == name)
}
