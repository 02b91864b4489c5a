//! `missing-property`: a node without a property that it needs.

use crate::rule::{Rule, Severity};

/// A node without a property that it needs.
pub static MISSING_PROPERTY: Rule = Rule {
    code: "BW2020",
    name: "missing-property",
    severity: Severity::Error,
    summary: "a node without a property that it needs",
    why: "The node has no meaning without it.",
    bad: r#"param "currency" default="EUR""#,
    good: r#"param "currency" type="string" default="EUR""#,
    references: &[],
};
