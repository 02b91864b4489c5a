//! `any-host-grant`: a permission to fetch from every host.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::Reach;
use crate::check::risk::{Others, Risk, Risks, warn};
use crate::check::{Check, Report, Run, Scope};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Reach(find) };

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

static RISKS: Risks = Risks::new(&[Risk {
    action: Action::Fetch,
    samples: &["https://an-example.invalid/", "http://an-example.invalid/", "https://192.0.2.1/"],
    others: Others::None,
    help: HOSTS,
}]);

fn find<'w>(scope: &Scope<'w>, reach: &Reach<'_, 'w>, report: &mut Report) {
    warn((&RULE, "any host, that of a stranger included"), &RISKS, (scope, reach), report);
}
