//! `nothing-to-replace`: a `(replace)` of something that no lower layer has.

use bailiwick_schema::rule::{Rule, Severity};

/// A `(replace)` of something that no lower layer has.
pub static NOTHING_TO_REPLACE: Rule = Rule {
    code: "BW3012",
    name: "nothing-to-replace",
    severity: Severity::Warning,
    summary: "a `(replace)` of something that no lower layer has",
    why: "`(replace)` says that something inherited is dropped. Where nothing is inherited, a base has changed or the name is wrong.",
    bad: r#"agent "clerk" {
    (replace)limits {
        steps 40
    }
}"#,
    good: r#"agent "clerk" {
    limits {
        steps 40
    }
}"#,
    references: &[],
};
