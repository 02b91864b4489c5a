//! `misspelt-suppression`: a comment that is nearly a suppression.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};

/// The check; showing findings finds it.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

/// The rule.
pub static RULE: Rule = Rule {
    code: "BW2037",
    name: "misspelt-suppression",
    severity: Severity::Warning,
    summary: "a comment that is nearly a suppression",
    why: "A suppression is written `bailiwick: allow(rule) the reason`, to the letter. A comment that is nearly one silences nothing.",
    bad: r#"// bailiwick: ignore(agent-without-owner) two teams share it
agent "clerk""#,
    good: r#"// bailiwick ignores this comment (it is none of its own)
agent "clerk""#,
    references: &[],
};
