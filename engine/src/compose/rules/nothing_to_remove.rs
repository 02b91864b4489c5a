//! `nothing-to-remove`: a `(remove)` of something that no lower layer has.

use bailiwick_schema::rule::{Rule, Severity};

/// A `(remove)` of something that no lower layer has.
pub static NOTHING_TO_REMOVE: Rule = Rule {
    code: "BW3011",
    name: "nothing-to-remove",
    severity: Severity::Error,
    summary: "a `(remove)` of something that no lower layer has",
    why: "What is removed must be there: otherwise a renamed or dropped server leaves a `(remove)` behind that protects nothing.",
    bad: r#"base "support" {
    tag "pci"
}
agent "clerk" {
    extends "support"
    (remove)tag "pii"
}"#,
    good: r#"base "support" {
    tag "pci" "pii"
}
agent "clerk" {
    extends "support"
    (remove)tag "pii"
}"#,
    references: &[],
};
