//! `unexpected-annotation`: a type annotation that has no meaning here.

use crate::rule::{Rule, Severity};

/// A type annotation that has no meaning here.
pub static UNEXPECTED_ANNOTATION: Rule = Rule {
    code: "BW2017",
    name: "unexpected-annotation",
    severity: Severity::Error,
    summary: "a type annotation that has no meaning here",
    why: "Two annotations have a meaning, on nodes: `(replace)` drops what was inherited, `(remove)` takes one thing away. Values carry none.",
    bad: r#"agent "clerk" {
    limits {
        steps (u8)40
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        steps 40
    }
}"#,
    references: &[],
};
