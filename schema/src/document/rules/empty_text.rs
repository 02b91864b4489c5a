//! `empty-text`: an empty or many-line text where one line is expected.

use crate::rule::{Rule, Severity};

/// An empty or many-line text where one line is expected.
pub static EMPTY_TEXT: Rule = Rule {
    code: "BW2021",
    name: "empty-text",
    severity: Severity::Error,
    summary: "an empty or many-line text where one line is expected",
    why: "An empty name, summary or tag says nothing, and a line break in one breaks every list that shows it.",
    bad: r#"agent "clerk" {
    summary ""
}"#,
    good: r#"agent "clerk" {
    summary "Answers tickets"
}"#,
    references: &[],
};
