//! `credential-grant`: files that hold keys and passwords.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::{Trial, tried};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

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

static TRIALS: &[Trial] = &[
    Trial { action: Action::Read, resource: ".env", help: FOLDER },
    Trial { action: Action::Read, resource: ".env.local", help: FOLDER },
    Trial { action: Action::Read, resource: "server.pem", help: FOLDER },
    Trial { action: Action::Read, resource: "server.key", help: FOLDER },
    Trial { action: Action::Read, resource: "config/.env", help: FOLDER },
    Trial { action: Action::Read, resource: "certs/server.pem", help: FOLDER },
    Trial { action: Action::Read, resource: "~/.ssh/id_ed25519", help: HOME },
    Trial { action: Action::Read, resource: "~/.aws/credentials", help: HOME },
    Trial { action: Action::Read, resource: "~/.netrc", help: HOME },
    Trial { action: Action::Read, resource: "~/.kube/config", help: HOME },
    Trial { action: Action::Read, resource: "~/.docker/config.json", help: HOME },
    Trial { action: Action::Read, resource: "/etc/shadow", help: MACHINE },
    Trial { action: Action::Read, resource: "/proc/self/environ", help: MACHINE },
];

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    tried(&RULE, effective, TRIALS, "holds keys or passwords", report);
}
