//! `misplaced-node`: a node of the language in a place where it has no meaning.

use crate::rule::{Rule, Severity};

/// A node of the language in a place where it has no meaning.
pub static MISPLACED_NODE: Rule = Rule {
    code: "BW2019",
    name: "misplaced-node",
    severity: Severity::Error,
    summary: "a node of the language in a place where it has no meaning",
    why: "The node exists, and the message says where it belongs.",
    bad: r#"agent "clerk" {
    steps 40
}"#,
    good: r#"agent "clerk" {
    limits {
        steps 40
    }
}"#,
    references: &[],
};
