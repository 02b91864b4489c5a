//! `invalid-size`: a size that cannot be read.

use crate::rule::{Rule, Severity};

/// A size that cannot be read.
pub static INVALID_SIZE: Rule = Rule {
    code: "BW2014",
    name: "invalid-size",
    severity: Severity::Error,
    summary: "a size that cannot be read",
    why: "A size is a whole number, one space and a unit: `20 MiB`, `500 kB`.",
    bad: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
    reading {
        file-size "8M"
    }
}"#,
    good: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
    reading {
        file-size "8 MiB"
    }
}"#,
    references: &[],
};
