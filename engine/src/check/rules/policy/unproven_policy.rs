//! `unproven-policy`: a policy that is not proven to be kept.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};

/// The check; `policy::Watch` finds it.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

pub(crate) static RULE: Rule = Rule {
    code: "BW5004",
    name: "unproven-policy",
    severity: Severity::Error,
    summary: "a policy that is not proven to be kept",
    why: "What is not proven is never a pass. Patterns with many `**/` that overlap have more states than are walked; a limit in one currency \
          says nothing about a bound in another. Anchor the patterns that are shown at a folder, or deny what the policy forbids.",
    bad: r#"
agent "clerk" {
    limits {
        steps 40
        cost-per-run "5 EUR"
    }
}
policy "small-change" {
    at-most "limits/cost-per-run" "2 USD"
}
"#,
    good: r#"
agent "clerk" {
    limits {
        steps 40
        cost-per-run "1.50 USD"
    }
}
policy "small-change" {
    at-most "limits/cost-per-run" "2 USD"
}
"#,
    references: &["PM029"],
};
