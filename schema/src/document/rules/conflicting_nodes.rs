//! `conflicting-nodes`: two nodes that rule each other out.

use crate::rule::{Rule, Severity};

/// Two nodes that rule each other out.
pub static CONFLICTING_NODES: Rule = Rule {
    code: "BW2018",
    name: "conflicting-nodes",
    severity: Severity::Error,
    summary: "two nodes that rule each other out",
    why: "Only one of the two can hold.",
    bad: r#"server "tickets" {
    command "tickets-mcp"
    url "https://mcp.acme.example/tickets"
}"#,
    good: r#"server "tickets" {
    url "https://mcp.acme.example/tickets"
}"#,
    references: &[],
};
