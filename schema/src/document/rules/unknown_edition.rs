//! `unknown-edition`: an edition of the language that this release does not read.

use crate::rule::{Rule, Severity};

/// An edition of the language that this release does not read.
pub static UNKNOWN_EDITION: Rule = Rule {
    code: "BW2029",
    name: "unknown-edition",
    severity: Severity::Error,
    summary: "an edition of the language that this release does not read",
    why: "An edition fixes what every node means. Update the tool, or write the edition that the message names.",
    bad: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 7
}"#,
    good: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
}"#,
    references: &[],
};
