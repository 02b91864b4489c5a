//! `invalid-pattern`: a path pattern that cannot be read.

use crate::rule::{Rule, Severity};

/// A path pattern that cannot be read.
pub static INVALID_PATTERN: Rule = Rule {
    code: "BW2023",
    name: "invalid-pattern",
    severity: Severity::Error,
    summary: "a path pattern that cannot be read",
    why: "`**` stands only as a whole part, braces and brackets close, and no part is empty.",
    bad: r#"agent "clerk" {
    knowledge "docs/[a-z"
}"#,
    good: r#"agent "clerk""#,
    references: &[],
};
