//! `unexpected-argument`: an argument more than the node takes.

use crate::rule::{Rule, Severity};

/// An argument more than the node takes.
pub static UNEXPECTED_ARGUMENT: Rule = Rule {
    code: "BW2004",
    name: "unexpected-argument",
    severity: Severity::Error,
    summary: "an argument more than the node takes",
    why: "A further value would be dropped, so it is refused.",
    bad: r#"agent "clerk" {
    limits {
        steps 40 50
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        steps 40
    }
}"#,
    references: &[],
};
