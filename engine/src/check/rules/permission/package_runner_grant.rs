//! `package-runner-grant`: a program that fetches code and runs it.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::{Trial, tried};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW4010",
    name: "package-runner-grant",
    severity: Severity::Warning,
    summary: "a permission to run packages that are not named",
    why: "Installing or running a package runs code of strangers with the rights of the agent: a name that is misspelt, or told to the agent, is enough. Narrow words (`npm test`, `cargo build`) keep the same tool usable.",
    bad: r#"
agent "clerk" {
    permissions {
        allow run "npm **"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow run "npm ci" "npm test"
    }
}
"#,
    references: &["PM005", "CWE-829", "OWASP ASI04"],
};

const NARROW: &str =
    "name the subcommands that are needed (`npm test`, `cargo build **`), or write `ask`";

static TRIALS: &[Trial] = &[
    Trial { action: Action::Run, resource: "npx an-example", help: NARROW },
    Trial { action: Action::Run, resource: "npm install an-example", help: NARROW },
    Trial { action: Action::Run, resource: "npm exec an-example", help: NARROW },
    Trial { action: Action::Run, resource: "pnpm dlx an-example", help: NARROW },
    Trial { action: Action::Run, resource: "pnpm add an-example", help: NARROW },
    Trial { action: Action::Run, resource: "yarn dlx an-example", help: NARROW },
    Trial { action: Action::Run, resource: "yarn add an-example", help: NARROW },
    Trial { action: Action::Run, resource: "bunx an-example", help: NARROW },
    Trial { action: Action::Run, resource: "pip install an-example", help: NARROW },
    Trial { action: Action::Run, resource: "pip3 install an-example", help: NARROW },
    Trial { action: Action::Run, resource: "pipx run an-example", help: NARROW },
    Trial { action: Action::Run, resource: "uvx an-example", help: NARROW },
    Trial { action: Action::Run, resource: "uv run an-example", help: NARROW },
    Trial { action: Action::Run, resource: "cargo install an-example", help: NARROW },
    Trial { action: Action::Run, resource: "go run an-example@latest", help: NARROW },
    Trial { action: Action::Run, resource: "gem install an-example", help: NARROW },
    Trial { action: Action::Run, resource: "docker run an-example", help: NARROW },
    Trial { action: Action::Run, resource: "make -f an-example", help: NARROW },
];

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    tried(&RULE, effective, TRIALS, "runs code of whatever package is named", report);
}
