//! `agent-without-model`: an agent of a promoted environment that names no model.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::lacking::{self, Need};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6206",
    name: "agent-without-model",
    severity: Severity::Warning,
    summary: "an agent that is promoted and names no model",
    why: "Without a model the runtime takes its own, whatever that is on that day and that machine, so what was evaluated is not what \
          runs. It is reported where an agent lives in an environment that `follows` another one; while everything `tracks` what is \
          declared, the runtime's own model may do.",
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
    references: &["SC011", "OWASP ASI04"],
};

static NEED: Need = Need {
    spec: &vocabulary::MODEL,
    is_given: |field| {
        field.item.text().is_some() || field.overrode.iter().any(|below| below.text().is_some())
    },
    words: "names no model",
    help: "add `model \"provider/model\"`, or set it in a base or in the environment's `defaults`",
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    lacking::find(&RULE, &NEED, effective, report);
}
