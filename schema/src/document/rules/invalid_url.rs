//! `invalid-url`: a URL that cannot be read.

use crate::rule::{Rule, Severity};

/// A URL that cannot be read.
pub static INVALID_URL: Rule = Rule {
    code: "BW2024",
    name: "invalid-url",
    severity: Severity::Error,
    summary: "a URL that cannot be read",
    why: "A server is reached at an absolute `http` or `https` URL with a host.",
    bad: r#"server "tickets" {
    url "mcp.acme.example/tickets"
}"#,
    good: r#"server "tickets" {
    url "https://mcp.acme.example/tickets"
}"#,
    references: &[],
};
