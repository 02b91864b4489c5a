//! `unused-suppression`: a suppression that silences nothing.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};

/// The check; showing findings finds it.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

/// The rule.
pub static RULE: Rule = Rule {
    code: "BW2034",
    name: "unused-suppression",
    severity: Severity::Warning,
    summary: "a suppression that silences nothing",
    why: "The finding is mended or the rule is misspelt for this place; a suppression that stays would hide the next one.",
    bad: r#"// bailiwick: allow(agent-without-owner) two teams share it
agent "clerk""#,
    good: r#"agent "clerk""#,
    references: &[],
};
