//! `invalid-rate`: a rate that cannot be read.

use crate::rule::{Rule, Severity};

/// A rate that cannot be read.
pub static INVALID_RATE: Rule = Rule {
    code: "BW2013",
    name: "invalid-rate",
    severity: Severity::Error,
    summary: "a rate that cannot be read",
    why: "A rate is a whole number, `/` and a unit of time: `30/min`.",
    bad: r#"agent "clerk" {
    limits {
        rate "30 per minute" of="calls"
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        rate "30/min" of="calls"
    }
}"#,
    references: &[],
};
