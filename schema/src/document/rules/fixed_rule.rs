//! `fixed-rule`: a level or a suppression of a rule that always holds.

use crate::rule::{Rule, Severity};

/// A level or a suppression of a rule that always holds.
pub static FIXED_RULE: Rule = Rule {
    code: "BW2036",
    name: "fixed-rule",
    severity: Severity::Warning,
    summary: "a level or a suppression of a rule that always holds",
    why: "Past an error of syntax, an unknown node or a name that nothing declares, nobody knows what was meant, and everything else that is said about the workspace would be about something else. Such rules hold in every workspace: no `level` lowers them and no comment silences them. `bailiwick explain CODE` says so of each.",
    bad: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
    level "dangling-reference" "off"
}"#,
    good: r#"-- bailiwick.kdl --
workspace "acme" {
    edition 1
    level "unused-declaration" "off"
}"#,
    references: &[],
};
