//! `agent-without-instructions`: an agent of a promoted environment that is told nothing.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::lacking::{self, Need};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW8205",
    name: "agent-without-instructions",
    severity: Severity::Warning,
    summary: "an agent that is promoted and told nothing",
    why: "A model without instructions does what its maker's defaults and the next message say. It is reported where an agent \
          lives in an environment that `follows` another one; instructions of a base or of `defaults` count.",
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
    model "anthropic/claude-sonnet-4-5-20250929"
    instructions "Answer open tickets by the refund policy."
    limits {
        steps 40
    }
}
"#,
    references: &["OWASP ASI01", "CWE-1188"],
};

static NEED: Need = Need {
    spec: &vocabulary::INSTRUCTIONS,
    is_given: |field| field.item.text().is_none_or(|text| !text.trim().is_empty()),
    words: "is told nothing",
    help: "write `instructions`, or extend a base that has them",
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    lacking::find(&RULE, &NEED, effective, report);
}
