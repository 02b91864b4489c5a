//! `unexpected-block`: a block on a node that takes none.

use crate::rule::{Rule, Severity};

/// A block on a node that takes none.
pub static UNEXPECTED_BLOCK: Rule = Rule {
    code: "BW2016",
    name: "unexpected-block",
    severity: Severity::Error,
    summary: "a block on a node that takes none",
    why: "What stands in the block would have no effect.",
    bad: r#"agent "clerk" {
    limits {
        steps 40 {
            hard
        }
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        steps 40
    }
}"#,
    references: &[],
};
