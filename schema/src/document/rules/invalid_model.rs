//! `invalid-model`: a model that is not named as provider and model.

use crate::rule::{Rule, Severity};

/// A model that is not named as provider and model.
pub static INVALID_MODEL: Rule = Rule {
    code: "BW2025",
    name: "invalid-model",
    severity: Severity::Error,
    summary: "a model that is not named as provider and model",
    why: "`provider/model` says whose model it is; the same model name means different things at different providers.",
    bad: r#"agent "clerk" {
    model "claude-sonnet-4-5-20250929"
}"#,
    good: r#"agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929"
}"#,
    references: &[],
};
