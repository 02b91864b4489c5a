//! `unclear-removal`: a `(remove)` that does not name exactly one thing.

use crate::rule::{Rule, Severity};

/// A `(remove)` that does not name exactly one thing.
pub static UNCLEAR_REMOVAL: Rule = Rule {
    code: "BW2030",
    name: "unclear-removal",
    severity: Severity::Error,
    summary: "a `(remove)` that does not name exactly one thing",
    why: "`(remove)` takes exactly one key and no block: it removes that one entry of the layers below. To drop a whole list, write `(replace)`.",
    bad: r#"base "support" {
    tag "a" "b"
}
agent "clerk" {
    extends "support"
    (remove)tag "a" "b"
}"#,
    good: r#"base "support" {
    tag "a" "b"
}
agent "clerk" {
    extends "support"
    (remove)tag "a"
    (remove)tag "b"
}"#,
    references: &[],
};
