//! `unknown-rule`: a rule that does not exist in a level or a suppression.

use crate::rule::{Rule, Severity};

/// A rule that does not exist in a level or a suppression.
pub static UNKNOWN_RULE: Rule = Rule {
    code: "BW2032",
    name: "unknown-rule",
    severity: Severity::Error,
    summary: "a rule that does not exist in a level or a suppression",
    why: "A level or a suppression of a misspelt rule would silently do nothing.",
    bad: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
    level "dangling-name" "error"
}"#,
    good: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
    level "dangling-reference" "error"
}"#,
    references: &[],
};
