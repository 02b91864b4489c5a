//! `missing-requirement`: an agent without what a policy requires.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};

/// The check; `policy::Watch` finds it.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

pub(crate) static RULE: Rule = Rule {
    code: "BW5003",
    name: "missing-requirement",
    severity: Severity::Error,
    summary: "an agent without what a policy requires",
    why: "A policy requires what has to be there before anybody relies on an agent. Where it comes from does not matter: the agent, a base, \
          the `defaults` of an environment.",
    bad: r#"
agent "clerk" {
    summary "Answers customers"
}
policy "known" {
    require "owner"
}
"#,
    good: r#"
principal "support" {
    email "support@acme.example"
}
agent "clerk" {
    summary "Answers customers"
    owner "support"
}
policy "known" {
    require "owner"
}
"#,
    references: &["ID001", "OWASP ASI10"],
};
