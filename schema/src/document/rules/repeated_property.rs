//! `repeated-property`: a property that stands twice on one node.

use crate::rule::{Rule, Severity};

/// A property that stands twice on one node.
pub static REPEATED_PROPERTY: Rule = Rule {
    code: "BW2008",
    name: "repeated-property",
    severity: Severity::Error,
    summary: "a property that stands twice on one node",
    why: "KDL lets the last one win silently. A property never stands for a list: lists are arguments or children.",
    bad: r#"param "currency" type="string" default="EUR" default="USD""#,
    good: r#"param "currency" type="string" default="USD""#,
    references: &[],
};
