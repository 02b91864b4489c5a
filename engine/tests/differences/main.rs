//! What differs between two workspaces: the edits that a text diff or a heuristic gets wrong, and what holds for all.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cases;
mod environments;
mod fields;
mod governance;
mod printed;
mod properties;
mod witnesses;
