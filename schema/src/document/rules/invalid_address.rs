//! `invalid-address`: an e-mail address or SSH public key that cannot be read.

use crate::rule::{Rule, Severity};

/// An e-mail address or SSH public key that cannot be read.
pub static INVALID_ADDRESS: Rule = Rule {
    code: "BW2026",
    name: "invalid-address",
    severity: Severity::Error,
    summary: "an e-mail address or SSH public key that cannot be read",
    why: "Addresses map commits to principals and keys check signatures; one that cannot be read would never match.",
    bad: r#"principal "payments" {
    email "payments at acme"
}"#,
    good: r#"principal "payments" {
    email "payments@acme.example"
}"#,
    references: &[],
};
