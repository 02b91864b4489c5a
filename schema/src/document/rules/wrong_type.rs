//! `wrong-type`: a value of the wrong type.

use crate::rule::{Rule, Severity};

/// A value of the wrong type.
pub static WRONG_TYPE: Rule = Rule {
    code: "BW2005",
    name: "wrong-type",
    severity: Severity::Error,
    summary: "a value of the wrong type",
    why: r#"Text is not a number and `"true"` is not `#true`: a value is read as what its row says, never converted."#,
    bad: r#"agent "clerk" {
    limits {
        steps "40"
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        steps 40
    }
}"#,
    references: &[],
};
