//! `inheritance-cycle`: bases that extend each other in a circle.

use bailiwick_schema::rule::{Rule, Severity};

/// Bases that extend each other in a circle.
pub static INHERITANCE_CYCLE: Rule = Rule {
    code: "BW3010",
    name: "inheritance-cycle",
    severity: Severity::Error,
    summary: "bases that extend each other in a circle",
    why: "A circle has no lowest layer, so nothing can be put together. The message names the circle.",
    bad: r#"base "a" {
    extends "b"
}
base "b" {
    extends "a"
}
agent "clerk" {
    extends "a"
}"#,
    good: r#"base "a" {
    extends "b"
}
base "b" {
    stage "draft"
}
lifecycle "short" {
    stage "draft"
}
agent "clerk" {
    extends "a"
}"#,
    references: &[],
};
