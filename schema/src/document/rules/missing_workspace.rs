//! `missing-workspace`: a `bailiwick.kdl` without exactly one `workspace`.

use crate::rule::{Rule, Severity};

/// A `bailiwick.kdl` without exactly one `workspace`.
pub static MISSING_WORKSPACE: Rule = Rule {
    code: "BW2028",
    name: "missing-workspace",
    severity: Severity::Error,
    summary: "a `bailiwick.kdl` without exactly one `workspace`",
    why: "The `workspace` node says which edition of the language the files are written in. Other files must not have one.",
    bad: r#"-- bailiwick.kdl --
label "private""#,
    good: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
}
label "private""#,
    references: &[],
};
