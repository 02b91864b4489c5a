//! `out-of-range`: a number outside the range that has a meaning.

use crate::rule::{Rule, Severity};

/// A number outside the range that has a meaning.
pub static OUT_OF_RANGE: Rule = Rule {
    code: "BW2015",
    name: "out-of-range",
    severity: Severity::Error,
    summary: "a number outside the range that has a meaning",
    why: "The range stands in the message.",
    bad: r#"agent "clerk" {
    limits {
        steps 0
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        steps 1
    }
}"#,
    references: &[],
};
