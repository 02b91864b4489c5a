//! Claude Code: its own tools, by their names here and there, and the aliases of its models.

mod hidden;
mod models;
#[cfg(test)]
mod tests;
mod tools;

use bailiwick_schema::vocabulary::{self, BUILTIN};

use crate::compose::Effective;

pub use hidden::HIDDEN;
pub use models::{ALIASES, Alias, PROVIDER, alias, declared_model, model_word};
pub use tools::{Standing, TOOLS, Tool, Uses, called, declared_name, source_name, tool, unasked};

/// The version that was looked at.
pub const VERSION: &str = "2.1.330";

/// The day on which it was looked at.
pub const AS_OF: &str = "2026-11-23";

/// The names of Claude Code's own tools that an agent has, in the order in which they are declared.
///
/// `None` is all of them: the server `builtin` without `only`. Names may stand for several tools (`web-*`); those come as
/// they are declared.
#[must_use]
pub fn tools_of(effective: &Effective<'_>) -> Option<Vec<String>> {
    let used =
        effective.fields_of(&vocabulary::USED_SERVER).find(|field| field.key() == Some(BUILTIN));
    let Some(used) = used else { return Some(Vec::new()) };
    let only = used.child(&vocabulary::ONLY)?;
    Some(only.members.iter().map(|member| source_name(member.text)).collect())
}
