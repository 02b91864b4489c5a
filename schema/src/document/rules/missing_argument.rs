//! `missing-argument`: a node without an argument that it needs.

use crate::rule::{Rule, Severity};

/// A node without an argument that it needs.
pub static MISSING_ARGUMENT: Rule = Rule {
    code: "BW2003",
    name: "missing-argument",
    severity: Severity::Error,
    summary: "a node without an argument that it needs",
    why: "The node says nothing without it.",
    bad: r#"agent "clerk" {
    limits {
        steps
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        steps 40
    }
}"#,
    references: &[],
};
