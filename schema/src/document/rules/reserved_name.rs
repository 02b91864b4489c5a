//! `reserved-name`: a name that the language reserves.

use crate::rule::{Rule, Severity};

/// A name that the language reserves.
pub static RESERVED_NAME: Rule = Rule {
    code: "BW2033",
    name: "reserved-name",
    severity: Severity::Error,
    summary: "a name that the language reserves",
    why: "`builtin` stands for the runtime's own tools, so no server may be called so; a `std/` name may be declared by the standard library only; and no param may be called by a word of templates, such as `if`.",
    bad: r#"server "builtin" {
    url "https://mcp.acme.example"
}"#,
    good: r#"server "tickets" {
    url "https://mcp.acme.example"
}"#,
    references: &[],
};
