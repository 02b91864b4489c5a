//! `interpreter-grant`: a program that runs any code it is given.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::Reach;
use crate::check::risk::{Others, Risk, Risks, warn};
use crate::check::{Check, Report, Run, Scope};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Reach(find) };

static RULE: Rule = Rule {
    code: "BW4009",
    name: "interpreter-grant",
    severity: Severity::Error,
    summary: "a permission to run an interpreter, or a program that runs others, with any arguments",
    why: "Whoever may run `python` with any file or `-c` may run anything, so that no other rule about `run`, `read`, `write` or `fetch` holds. The same goes for `sudo`, `env` and `xargs`, which run the command in their arguments.",
    bad: r#"
agent "clerk" {
    permissions {
        allow run "python **"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow run "python scripts/report.py **"
    }
}
"#,
    references: &["PM004", "CWE-78", "OWASP ASI05"],
};

const SCRIPT: &str =
    "name the script that is needed (`python scripts/report.py **`), or write `ask`";
const WRAPPED: &str = "name the command that is needed, without what runs it, or write `ask`";

static RISKS: Risks = Risks::new(&[
    Risk {
        action: Action::Run,
        samples: &["python an-example.py", "python3 an-example.py"],
        others: Others::Programs(
            &["python", "pypy"],
            &["an-example.py", "-*c an-example", "-*m an-example", "-m pip install an-example"],
        ),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &["node an-example.js"],
        others: Others::Programs(
            &["node", "nodejs"],
            &[
                "an-example.js",
                "-*e an-example",
                "-*p an-example",
                "--eval an-example",
                "--eval=an-example",
            ],
        ),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &["bash an-example.sh", "sh an-example.sh", "zsh an-example.sh"],
        others: Others::Programs(
            &["bash", "sh", "zsh", "dash", "ksh", "fish", "ash"],
            &["an-example.sh", "-*c an-example"],
        ),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &["perl an-example.pl"],
        others: Others::Programs(&["perl"], &["an-example.pl", "-*e an-example"]),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &["ruby an-example.rb"],
        others: Others::Programs(&["ruby"], &["an-example.rb", "-*e an-example"]),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &["php an-example.php"],
        others: Others::Programs(&["php"], &["an-example.php", "-*r an-example"]),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &["pwsh an-example.ps1"],
        others: Others::Programs(
            &["pwsh", "powershell"],
            &["an-example.ps1", "-*c an-example", "-Command an-example"],
        ),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &["deno run an-example.ts"],
        others: Others::Programs(&["deno"], &["run an-example.ts", "eval an-example"]),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &["bun run an-example.ts"],
        others: Others::Programs(
            &["bun"],
            &["run an-example.ts", "an-example.ts", "-*e an-example"],
        ),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &["osascript an-example.scpt"],
        others: Others::Programs(&["osascript"], &["an-example.scpt", "-*e an-example"]),
        help: SCRIPT,
    },
    Risk {
        action: Action::Run,
        samples: &[
            "sudo an-example",
            "doas an-example",
            "env an-example",
            "xargs an-example",
            "nohup an-example",
        ],
        others: Others::Programs(
            &["sudo", "doas", "env", "xargs", "nohup", "nice", "setsid"],
            &["an-example"],
        ),
        help: WRAPPED,
    },
    Risk {
        action: Action::Run,
        samples: &["timeout 1 an-example"],
        others: Others::Programs(&["timeout"], &["1 an-example"]),
        help: WRAPPED,
    },
]);

fn find<'w>(scope: &Scope<'w>, reach: &Reach<'_, 'w>, report: &mut Report) {
    warn((&RULE, "runs any code, past all other rules"), &RISKS, (scope, reach), report);
}
