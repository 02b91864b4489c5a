//! `repeated-node`: a node that may stand only once stands twice in one block.

use crate::rule::{Rule, Severity};

/// A node that may stand only once stands twice in one block.
pub static REPEATED_NODE: Rule = Rule {
    code: "BW2007",
    name: "repeated-node",
    severity: Severity::Error,
    summary: "a node that may stand only once stands twice in one block",
    why: "Which of the two is meant cannot be known, so neither wins silently.",
    bad: r#"agent "clerk" {
    limits {
        steps 40
        steps 50
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        steps 50
    }
}"#,
    references: &[],
};
