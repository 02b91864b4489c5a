//! `unsafe-path`: a path that leaves the workspace or is not spelled portably.

use crate::rule::{Rule, Severity};

/// A path that leaves the workspace or is not spelled portably.
pub static UNSAFE_PATH: Rule = Rule {
    code: "BW2022",
    name: "unsafe-path",
    severity: Severity::Error,
    summary: "a path that leaves the workspace or is not spelled portably",
    why: "Files are named relative to the workspace root, with `/` between parts, without `..`, a leading `/` or `~`: so a workspace means the same on every machine and reads nothing outside itself.",
    bad: r#"agent "clerk" {
    instructions file="../secret/clerk.md"
}"#,
    good: r#"agent "clerk" {
    instructions "Answer tickets politely."
}"#,
    references: &["CWE-22"],
};
