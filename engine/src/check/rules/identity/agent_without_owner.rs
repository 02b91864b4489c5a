//! `agent-without-owner`: an agent of a promoted environment that nobody answers for.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::lacking::{self, Need};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6401",
    name: "agent-without-owner",
    severity: Severity::Warning,
    summary: "an agent that is promoted and has no owner",
    why: "When it does harm, somebody must be able to say what it is for and to stop it; without an owner it outlives everyone who knew. \
          It is reported where an agent lives in an environment that `follows` another one. An owner in a base covers all agents that \
          extend it.",
    bad: r#"
environment "dev" {
    tracks
}
environment "prod" {
    follows "dev"
}
agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929"
    limits {
        steps 40
    }
}
"#,
    good: r#"
environment "dev" {
    tracks
}
environment "prod" {
    follows "dev"
}
principal "support" {
    email "support@acme.example"
}
agent "clerk" {
    owner "support"
    instructions "Answer open tickets by the refund policy."
    model "anthropic/claude-sonnet-4-5-20250929"
    limits {
        steps 40
    }
}
"#,
    references: &["ID001", "OWASP ASI10", "OWASP ASI03", "CWE-1059"],
};

static NEED: Need = Need {
    spec: &vocabulary::OWNER,
    is_given: |_| true,
    words: "has no owner",
    help: "declare a `principal` and add `owner \"…\"`, here or in a base",
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    lacking::find(&RULE, &NEED, effective, report);
}
