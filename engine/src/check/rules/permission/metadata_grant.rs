//! `metadata-grant`: the address at which clouds hand out credentials.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::Reach;
use crate::check::risk::{Others, Risk, Risks, warn};
use crate::check::{Check, Report, Run, Scope};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Reach(find) };

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
const ALIBABA: &str =
    "name the hosts that are needed, or add `deny fetch \"*://100.100.100.200:*/**\"`";

static RISKS: Risks = Risks::new(&[
    Risk {
        action: Action::Fetch,
        samples: &["http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/"],
        others: Others::Patterns(&["http://169.254.169.254:*/**", "https://169.254.169.254:*/**"]),
        help: V4,
    },
    Risk {
        action: Action::Fetch,
        samples: &[
            "http://metadata.google.internal/computeMetadata/v1/",
            "https://metadata.google.internal/",
        ],
        others: Others::Patterns(&[
            "http://metadata.google.internal:*/**",
            "https://metadata.google.internal:*/**",
        ]),
        help: GOOGLE,
    },
    Risk {
        action: Action::Fetch,
        samples: &["http://[fd00:ec2::254]/latest/meta-data/"],
        others: Others::Patterns(&["http://[fd00:ec2::254]:*/**", "https://[fd00:ec2::254]:*/**"]),
        help: V6,
    },
    Risk {
        action: Action::Fetch,
        samples: &["http://169.254.170.2/v2/credentials/"],
        others: Others::Patterns(&[
            "http://169.254.170.2:*/**",
            "https://169.254.170.2:*/**",
            "http://169.254.170.23:*/**",
            "https://169.254.170.23:*/**",
        ]),
        help: V4,
    },
    Risk {
        action: Action::Fetch,
        samples: &["http://100.100.100.200/latest/meta-data/"],
        others: Others::Patterns(&["http://100.100.100.200:*/**", "https://100.100.100.200:*/**"]),
        help: ALIBABA,
    },
]);

fn find<'w>(scope: &Scope<'w>, reach: &Reach<'_, 'w>, report: &mut Report) {
    warn((&RULE, "gives out the credentials of the machine"), &RISKS, (scope, reach), report);
}
