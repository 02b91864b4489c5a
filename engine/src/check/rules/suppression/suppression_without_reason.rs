//! `suppression-without-reason`: a suppression without a reason.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};

/// The check; showing findings finds it.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

/// The rule.
pub static RULE: Rule = Rule {
    code: "BW2035",
    name: "suppression-without-reason",
    severity: Severity::Warning,
    summary: "a suppression without a reason",
    why: "A finding is silenced by someone for a reason, and the next reader needs it. Without one, nothing is silenced.",
    bad: r#"// bailiwick: allow(agent-without-owner)
agent "clerk""#,
    good: r#"agent "clerk""#,
    references: &[],
};
