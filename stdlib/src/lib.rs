//! The standard library's modules and targets, as text; what they mean is decided where they are read.

mod targets;
#[cfg(test)]
mod tests;

pub use targets::{TargetFile, target_file, targets};

/// Every module with its text, sorted by name.
// INVARIANT: sorted by name, so that `module` can search it by halves.
static MODULES: &[(&str, &str)] = &[
    ("std/base/coder@1", include_str!("../base/coder@1.kdl")),
    ("std/base/operator@1", include_str!("../base/operator@1.kdl")),
    ("std/base/reader@1", include_str!("../base/reader@1.kdl")),
    ("std/base/support@1", include_str!("../base/support@1.kdl")),
    ("std/label/standard@1", include_str!("../label/standard@1.kdl")),
    ("std/lifecycle/simple@1", include_str!("../lifecycle/simple@1.kdl")),
    ("std/lifecycle/standard@1", include_str!("../lifecycle/standard@1.kdl")),
    ("std/policy/baseline@1", include_str!("../policy/baseline@1.kdl")),
    ("std/policy/owasp-agentic-2026@1", include_str!("../policy/owasp-agentic-2026@1.kdl")),
    ("std/policy/zero-trust@1", include_str!("../policy/zero-trust@1.kdl")),
    ("std/server/fetch@1", include_str!("../server/fetch@1.kdl")),
    ("std/server/filesystem@1", include_str!("../server/filesystem@1.kdl")),
    ("std/server/git@1", include_str!("../server/git@1.kdl")),
    ("std/server/github@1", include_str!("../server/github@1.kdl")),
    ("std/server/memory@1", include_str!("../server/memory@1.kdl")),
    ("std/server/postgres@1", include_str!("../server/postgres@1.kdl")),
    ("std/server/slack@1", include_str!("../server/slack@1.kdl")),
    ("std/server/sqlite@1", include_str!("../server/sqlite@1.kdl")),
];

/// The text of the module that `use` calls by this name.
#[must_use]
pub fn module(name: &str) -> Option<&'static str> {
    let index = MODULES.binary_search_by_key(&name, |(name, _)| name).ok()?;
    MODULES.get(index).map(|(_, text)| *text)
}

/// Every module's name and text, sorted by name.
pub fn modules() -> impl Iterator<Item = (&'static str, &'static str)> {
    MODULES.iter().copied()
}
