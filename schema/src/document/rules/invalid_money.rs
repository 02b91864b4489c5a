//! `invalid-money`: an amount of money that cannot be read.

use crate::rule::{Rule, Severity};

/// An amount of money that cannot be read.
pub static INVALID_MONEY: Rule = Rule {
    code: "BW2012",
    name: "invalid-money",
    severity: Severity::Error,
    summary: "an amount of money that cannot be read",
    why: "Money is an exact decimal, one space and an ISO 4217 code: `2.00 USD`. A number alone has no currency, and floating point is not exact.",
    bad: r#"agent "clerk" {
    limits {
        cost-per-run "2,00 usd"
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        cost-per-run "2.00 USD"
    }
}"#,
    references: &[],
};
