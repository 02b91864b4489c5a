//! `incomplete-choice`: a node that needs exactly one of two things.

use crate::rule::{Rule, Severity};

/// A node that needs exactly one of two things.
pub static INCOMPLETE_CHOICE: Rule = Rule {
    code: "BW2031",
    name: "incomplete-choice",
    severity: Severity::Error,
    summary: "a node that needs exactly one of two things",
    why: "`instructions` are a text or a `file`; an `env` or `header` has a `secret` or a `value`; a `server` has a `command` or a `url`.",
    bad: r#"server "tickets" {
    url "https://mcp.acme.example"
    header "Authorization"
}"#,
    good: r#"secret "tickets-token" {
    from "vault" "kv/tickets#token"
}
server "tickets" {
    url "https://mcp.acme.example"
    header "Authorization" secret="tickets-token"
}"#,
    references: &[],
};
