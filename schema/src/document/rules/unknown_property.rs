//! `unknown-property`: a property that the node does not have.

use crate::rule::{Rule, Severity};

/// A property that the node does not have.
pub static UNKNOWN_PROPERTY: Rule = Rule {
    code: "BW2002",
    name: "unknown-property",
    severity: Severity::Error,
    summary: "a property that the node does not have",
    why: "A misspelt property would silently do nothing. The properties of a node stand in its page: `bailiwick explain NODE`.",
    bad: r#"param "currency" type="string" defalt="EUR""#,
    good: r#"param "currency" type="string" default="EUR""#,
    references: &[],
};
