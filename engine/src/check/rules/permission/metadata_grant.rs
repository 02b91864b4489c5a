//! `metadata-grant`: the address at which clouds hand out credentials.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::{Trial, tried};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW4011",
    name: "metadata-grant",
    severity: Severity::Error,
    summary: "a permission to fetch from the metadata service of a cloud",
    why: "At these addresses a machine in a cloud is given its own credentials, to whoever asks from it. One request of an agent that was talked into it gives away all that the machine may do.",
    bad: r#"
agent "clerk" {
    permissions {
        allow fetch "http://[169.254.0.0/16]/**"
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
    references: &["PM007", "CWE-918", "OWASP ASI03"],
};

const V4: &str =
    "name the hosts that are needed, or add `deny fetch \"*://[169.254.0.0/16]:*/**\"`";
const GOOGLE: &str =
    "name the hosts that are needed, or add `deny fetch \"*://metadata.google.internal:*/**\"`";
const V6: &str = "name the hosts that are needed, or add `deny fetch \"*://[fd00:ec2::254]:*/**\"`";
const ECS: &str =
    "name the hosts that are needed, or add `deny fetch \"*://[169.254.0.0/16]:*/**\"`";
const ALIBABA: &str =
    "name the hosts that are needed, or add `deny fetch \"*://100.100.100.200:*/**\"`";

static TRIALS: &[Trial] = &[
    Trial { action: Action::Fetch, resource: "http://169.254.169.254/latest/meta-data/", help: V4 },
    Trial {
        action: Action::Fetch,
        resource: "http://metadata.google.internal/computeMetadata/v1/",
        help: GOOGLE,
    },
    Trial { action: Action::Fetch, resource: "http://[fd00:ec2::254]/latest/meta-data/", help: V6 },
    Trial { action: Action::Fetch, resource: "http://169.254.170.2/v2/credentials/", help: ECS },
    Trial {
        action: Action::Fetch,
        resource: "http://100.100.100.200/latest/meta-data/",
        help: ALIBABA,
    },
    Trial { action: Action::Fetch, resource: "https://169.254.169.254/", help: V4 },
    Trial { action: Action::Fetch, resource: "https://metadata.google.internal/", help: GOOGLE },
];

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    tried(&RULE, effective, TRIALS, "gives out the credentials of the machine", report);
}
