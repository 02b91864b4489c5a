//! `package-runner-grant`: a program that fetches code and runs it.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::Reach;
use crate::check::risk::{Others, Risk, Risks, warn};
use crate::check::{Check, Report, Run, Scope};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Reach(find) };

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

static RISKS: Risks = Risks::new(&[
    Risk {
        action: Action::Run,
        samples: &["npx an-example"],
        others: Others::Programs(&["npx"], &["an-example", "-y an-example", "--yes an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["npm install an-example", "npm exec an-example"],
        others: Others::Programs(
            &["npm"],
            &[
                "install an-example",
                "i an-example",
                "add an-example",
                "exec an-example",
                "x an-example",
            ],
        ),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["pnpm dlx an-example", "pnpm add an-example"],
        others: Others::Programs(&["pnpm"], &["dlx an-example", "add an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["yarn dlx an-example", "yarn add an-example"],
        others: Others::Programs(&["yarn"], &["dlx an-example", "add an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["bunx an-example"],
        others: Others::Programs(&["bunx"], &["an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["pip install an-example", "pip3 install an-example"],
        others: Others::Programs(&["pip"], &["install an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["pipx run an-example"],
        others: Others::Programs(&["pipx"], &["run an-example", "install an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["uvx an-example"],
        others: Others::Programs(&["uvx"], &["an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["uv run an-example"],
        others: Others::Programs(
            &["uv"],
            &["run an-example", "tool run an-example", "add an-example", "pip install an-example"],
        ),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["cargo install an-example"],
        others: Others::Programs(&["cargo"], &["install an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["go run an-example@latest"],
        others: Others::Programs(&["go"], &["run an-example@latest", "install an-example@latest"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["gem install an-example"],
        others: Others::Programs(&["gem"], &["install an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["docker run an-example"],
        others: Others::Programs(&["docker", "podman"], &["run an-example"]),
        help: NARROW,
    },
    Risk {
        action: Action::Run,
        samples: &["make -f an-example"],
        others: Others::Programs(&["make"], &["-f an-example"]),
        help: NARROW,
    },
]);

fn find<'w>(scope: &Scope<'w>, reach: &Reach<'_, 'w>, report: &mut Report) {
    warn((&RULE, "runs code of whatever package is named"), &RISKS, (scope, reach), report);
}
