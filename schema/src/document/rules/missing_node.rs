//! `missing-node`: a block without a node that it needs.

use crate::rule::{Rule, Severity};

/// A block without a node that it needs.
pub static MISSING_NODE: Rule = Rule {
    code: "BW2009",
    name: "missing-node",
    severity: Severity::Error,
    summary: "a block without a node that it needs",
    why: "The declaration has no meaning without it.",
    bad: r#"memory "cases" {
    retain "30d"
}"#,
    good: r#"memory "cases" {
    scope "team"
    retain "30d"
}"#,
    references: &[],
};
