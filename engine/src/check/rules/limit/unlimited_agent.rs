//! `unlimited-agent`: an agent of a promoted environment without any limit.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::lacking::{self, Need};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6101",
    name: "unlimited-agent",
    severity: Severity::Warning,
    summary: "an agent that is promoted and has no limits",
    why: "An agent that loops spends until somebody notices. One number is enough to stop it: steps, tokens, money or time of a run. It \
          is reported where an agent lives in an environment that `follows` another one; a limit in that environment's `defaults` \
          covers all agents there.",
    bad: r#"
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
    model "anthropic/claude-sonnet-4-5-20250929"
}
"#,
    good: r#"
environment "dev" {
    tracks
}
environment "prod" {
    follows "dev"
    defaults {
        limits {
            cost-per-day "50 USD"
        }
    }
}
principal "support" {
    email "support@acme.example"
}
agent "clerk" {
    owner "support"
    instructions "Answer open tickets by the refund policy."
    model "anthropic/claude-sonnet-4-5-20250929"
}
"#,
    references: &["RL003", "OWASP LLM10", "OWASP ASI08", "CWE-770"],
};

static NEED: Need = Need {
    spec: &vocabulary::LIMITS,
    is_given: |field| !field.children.is_empty(),
    words: "may spend without limit",
    help: "add `limits { steps 40; cost-per-run \"2.00 USD\" }`, or set them in a base or in the environment's `defaults`",
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    lacking::find(&RULE, &NEED, effective, report);
}
