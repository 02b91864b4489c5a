//! `unknown-word`: a word where only certain words have a meaning.

use crate::rule::{Rule, Severity};

/// A word where only certain words have a meaning.
pub static UNKNOWN_WORD: Rule = Rule {
    code: "BW2006",
    name: "unknown-word",
    severity: Severity::Error,
    summary: "a word where only certain words have a meaning",
    why: "The words that are possible stand in the message and in `bailiwick explain NODE`.",
    bad: r#"memory "cases" {
    scope "everyone"
}"#,
    good: r#"memory "cases" {
    scope "team"
    retain "90d"
}"#,
    references: &[],
};
