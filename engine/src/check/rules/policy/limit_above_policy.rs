//! `limit-above-policy`: a limit that is higher than a policy permits, or not there.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};

/// The check; `policy::Watch` finds it.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

pub(crate) static RULE: Rule = Rule {
    code: "BW5002",
    name: "limit-above-policy",
    severity: Severity::Error,
    summary: "a limit that is higher than a policy permits, or not there",
    why: "A limit that is not set is infinite. What must not be exceeded is no default that a later layer may replace, but a policy, and it \
          holds whichever layer sets the limit.",
    bad: r#"
agent "clerk" {
    limits {
        steps 40
        cost-per-run "5 USD"
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
    references: &["CWE-770", "OWASP LLM10"],
};
