//! `policy-violation`: a request that a policy forbids or has a person agree to.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};

/// The check; `policy::Watch` finds it.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

pub(crate) static RULE: Rule = Rule {
    code: "BW5001",
    name: "policy-violation",
    severity: Severity::Error,
    summary: "a request that a policy forbids or has a person agree to",
    why: "It is looked for among all that the agent is given in an environment, whichever layer gives it, and the request that is shown is a \
          shortest one. Narrow the rule that is shown, or lay a `deny` or `ask` over it. What must stand for a while stands by a dated \
          `waive`; no level and no comment silences it.",
    bad: r#"
agent "clerk" {
    permissions {
        allow read "certificates/**"
    }
}
policy "no-keys" {
    because "a key that was read has to be changed"
    forbid read "**/*.pem"
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow read "certificates/**"
        deny read "**/*.pem"
    }
}
policy "no-keys" {
    because "a key that was read has to be changed"
    forbid read "**/*.pem"
}
"#,
    references: &["CWE-285", "OWASP ASI03"],
};
