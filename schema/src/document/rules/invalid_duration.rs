//! `invalid-duration`: a time span that cannot be read.

use crate::rule::{Rule, Severity};

/// A time span that cannot be read.
pub static INVALID_DURATION: Rule = Rule {
    code: "BW2011",
    name: "invalid-duration",
    severity: Severity::Error,
    summary: "a time span that cannot be read",
    why: "A time span is a whole number and a unit: `90s`, `10m`, `24h`, `30d`; or parts from large to small: `1h30m`.",
    bad: r#"agent "clerk" {
    limits {
        wall-clock "10 minutes"
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        wall-clock "10m"
    }
}"#,
    references: &[],
};
