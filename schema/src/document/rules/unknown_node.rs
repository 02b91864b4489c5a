//! `unknown-node`: a node that the language does not have.

use crate::rule::{Rule, Severity};

/// A node that the language does not have.
pub static UNKNOWN_NODE: Rule = Rule {
    code: "BW2001",
    name: "unknown-node",
    severity: Severity::Error,
    summary: "a node that the language does not have",
    why: "Nothing is accepted and ignored: a misspelt limit would otherwise be no limit. The nearest right name is suggested; `bailiwick explain NODE` describes every node.",
    bad: r#"agent "clerk" {
    sumary "Answers tickets"
}"#,
    good: r#"agent "clerk" {
    summary "Answers tickets"
}"#,
    references: &[],
};
