//! `repeated-key`: the same name twice in one block.

use crate::rule::{Rule, Severity};

/// The same name twice in one block.
pub static REPEATED_KEY: Rule = Rule {
    code: "BW2027",
    name: "repeated-key",
    severity: Severity::Error,
    summary: "the same name twice in one block",
    why: "Two entries of one name in one block would merge silently; write them once.",
    bad: r#"server "tickets" {
    url "https://mcp.acme.example"
    tool "get_ticket"
    tool "get_ticket"
}"#,
    good: r#"server "tickets" {
    url "https://mcp.acme.example"
    tool "get_ticket"
}"#,
    references: &[],
};
