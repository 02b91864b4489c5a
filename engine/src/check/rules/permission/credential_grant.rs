//! `credential-grant`: files that hold keys and passwords.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::Reach;
use crate::check::risk::{Others, Risk, Risks, warn};
use crate::check::{Check, Report, Run, Scope};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Reach(find) };

static RULE: Rule = Rule {
    code: "BW4014",
    name: "credential-grant",
    severity: Severity::Error,
    summary: "a permission to read files that hold credentials",
    why: "What an agent has read may turn up in an answer, in a log or at the provider of its model. Keys and passwords are given to servers as secrets; the agent itself does not need to see them.",
    bad: r#"
agent "clerk" {
    permissions {
        allow read "**"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow read "**"
        deny read "**/.env" "**/.env.*" "**/*.{key,pem}"
    }
}
"#,
    references: &["PM010", "CWE-522", "OWASP ASI03"],
};

const FOLDER: &str = "add `deny read \"**/.env\" \"**/.env.*\" \"**/*.{key,pem}\"`, or name the folders that are needed";
const HOME: &str = "add `deny read \"~/.ssh/**\" \"~/.aws/**\" \"~/.netrc\" \"~/.kube/**\" \"~/.docker/**\"`, or name the folders that are needed";
const MACHINE: &str =
    "add `deny read \"/etc/shadow\" \"/proc/**\"`, or name the folders that are needed";

static RISKS: Risks = Risks::new(&[
    Risk {
        action: Action::Read,
        samples: &[
            ".env",
            ".env.local",
            "server.pem",
            "server.key",
            "config/.env",
            "certs/server.pem",
        ],
        others: Others::None,
        help: FOLDER,
    },
    Risk {
        action: Action::Read,
        samples: &[
            "~/.ssh/id_ed25519",
            "~/.aws/credentials",
            "~/.netrc",
            "~/.kube/config",
            "~/.docker/config.json",
        ],
        others: Others::None,
        help: HOME,
    },
    Risk {
        action: Action::Read,
        samples: &["/etc/shadow", "/proc/self/environ"],
        others: Others::None,
        help: MACHINE,
    },
]);

fn find<'w>(scope: &Scope<'w>, reach: &Reach<'_, 'w>, report: &mut Report) {
    warn((&RULE, "holds keys or passwords"), &RISKS, (scope, reach), report);
}
