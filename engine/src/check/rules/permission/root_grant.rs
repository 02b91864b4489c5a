//! `root-grant`: files of the whole machine or of a whole home.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::Reach;
use crate::check::risk::{Others, Risk, Risks, warn};
use crate::check::{Check, Report, Run, Scope};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Reach(find) };

static RULE: Rule = Rule {
    code: "BW4008",
    name: "root-grant",
    severity: Severity::Error,
    summary: "a permission that reaches all files of the machine, or of a home folder",
    why: "An agent that is talked into it reads or changes what has nothing to do with its work: other projects, keys, the start files of the shell. Paths below the root of the agent are written without `/` and `~/`.",
    bad: r#"
agent "clerk" {
    permissions {
        allow write "/**"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow write "drafts/**"
    }
}
"#,
    references: &["PM009", "CWE-732", "OWASP ASI03"],
};

const MACHINE: &str = "name the folders that are needed, from the root of the agent (`docs/**`) or of the machine (`/srv/acme/**`)";
const HOME: &str = "name the folder in the home that is needed, like `~/acme/**`";

static RISKS: Risks = Risks::new(&[
    Risk {
        action: Action::Write,
        samples: &["/an-example/file"],
        others: Others::None,
        help: MACHINE,
    },
    Risk {
        action: Action::Read,
        samples: &["/an-example/file"],
        others: Others::None,
        help: MACHINE,
    },
    Risk {
        action: Action::Write,
        samples: &["~/an-example/file"],
        others: Others::None,
        help: HOME,
    },
    Risk {
        action: Action::Read,
        samples: &["~/an-example/file"],
        others: Others::None,
        help: HOME,
    },
]);

fn find<'w>(scope: &Scope<'w>, reach: &Reach<'_, 'w>, report: &mut Report) {
    warn(
        (&RULE, "reaches what is outside of the root of the agent"),
        &RISKS,
        (scope, reach),
        report,
    );
}
