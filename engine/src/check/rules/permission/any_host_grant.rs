//! `any-host-grant`: a permission to fetch from every host.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::{Trial, tried};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW4012",
    name: "any-host-grant",
    severity: Severity::Warning,
    summary: "a permission to fetch from every host",
    why: "A request carries out what its URL holds: an agent that reads a text of a stranger and may fetch from anywhere can be made to send on what it knows. Name the hosts that the work needs, or let a person see the others.",
    bad: r#"
agent "clerk" {
    permissions {
        allow fetch "https://*/**"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow fetch "https://docs.acme.example/**"
    }
}
"#,
    references: &["PM006", "CWE-918", "OWASP ASI02"],
};

const HOSTS: &str =
    "name the hosts that are needed (`https://docs.acme.example/**`), or write `ask`";

static TRIALS: &[Trial] = &[
    Trial { action: Action::Fetch, resource: "https://an-example.invalid/", help: HOSTS },
    Trial { action: Action::Fetch, resource: "http://an-example.invalid/", help: HOSTS },
    Trial { action: Action::Fetch, resource: "https://192.0.2.1/", help: HOSTS },
];

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    tried(&RULE, effective, TRIALS, "any host, that of a stranger included", report);
}
