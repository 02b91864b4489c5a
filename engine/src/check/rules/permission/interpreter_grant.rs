//! `interpreter-grant`: a program that runs any code it is given.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::{Trial, tried};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

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

static TRIALS: &[Trial] = &[
    Trial { action: Action::Run, resource: "python an-example.py", help: SCRIPT },
    Trial { action: Action::Run, resource: "python3 an-example.py", help: SCRIPT },
    Trial { action: Action::Run, resource: "node an-example.js", help: SCRIPT },
    Trial { action: Action::Run, resource: "bash an-example.sh", help: SCRIPT },
    Trial { action: Action::Run, resource: "sh an-example.sh", help: SCRIPT },
    Trial { action: Action::Run, resource: "zsh an-example.sh", help: SCRIPT },
    Trial { action: Action::Run, resource: "perl an-example.pl", help: SCRIPT },
    Trial { action: Action::Run, resource: "ruby an-example.rb", help: SCRIPT },
    Trial { action: Action::Run, resource: "php an-example.php", help: SCRIPT },
    Trial { action: Action::Run, resource: "pwsh an-example.ps1", help: SCRIPT },
    Trial { action: Action::Run, resource: "deno run an-example.ts", help: SCRIPT },
    Trial { action: Action::Run, resource: "bun run an-example.ts", help: SCRIPT },
    Trial { action: Action::Run, resource: "osascript an-example.scpt", help: SCRIPT },
    Trial { action: Action::Run, resource: "sudo an-example", help: WRAPPED },
    Trial { action: Action::Run, resource: "doas an-example", help: WRAPPED },
    Trial { action: Action::Run, resource: "env an-example", help: WRAPPED },
    Trial { action: Action::Run, resource: "xargs an-example", help: WRAPPED },
    Trial { action: Action::Run, resource: "nohup an-example", help: WRAPPED },
    Trial { action: Action::Run, resource: "timeout 1 an-example", help: WRAPPED },
];

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    tried(&RULE, effective, TRIALS, "runs any code, past all other rules", report);
}
