//! `destructive-command`: a command that cannot be undone, without asking.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::{Trial, tried};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW4015",
    name: "destructive-command",
    severity: Severity::Error,
    summary: "a permission to run a command that cannot be undone, without asking a person",
    why: "What `rm -rf`, `git push --force` or `terraform destroy` take away does not come back, and an agent gets a path or a name wrong sooner or later. `ask` lets a person look at it first.",
    bad: r#"
agent "clerk" {
    permissions {
        allow run "git **"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow run "git **"
        ask run "git push **" "git reset **" "git clean **"
    }
}
"#,
    references: &["PM013", "CWE-862", "OWASP ASI02"],
};

const RM: &str = "add `ask run \"rm **\"`, or allow less";
const GIT: &str = "add `ask run \"git push **\"`, or allow less";
const GIT2: &str = "add `ask run \"git reset **\" \"git clean **\"`, or allow less";
const DO: &str = "add an `ask run` for this command, or allow less";

static TRIALS: &[Trial] = &[
    Trial { action: Action::Run, resource: "rm -rf an-example", help: RM },
    Trial { action: Action::Run, resource: "rm -r an-example", help: RM },
    Trial { action: Action::Run, resource: "git push --force", help: GIT },
    Trial { action: Action::Run, resource: "git push --force origin main", help: GIT },
    Trial { action: Action::Run, resource: "git push -f origin main", help: GIT },
    Trial { action: Action::Run, resource: "git reset --hard", help: GIT2 },
    Trial { action: Action::Run, resource: "git clean -fdx", help: GIT2 },
    Trial { action: Action::Run, resource: "terraform destroy", help: DO },
    Trial { action: Action::Run, resource: "terraform destroy -auto-approve", help: DO },
    Trial { action: Action::Run, resource: "terraform apply -auto-approve", help: DO },
    Trial { action: Action::Run, resource: "kubectl delete namespace an-example", help: DO },
    Trial { action: Action::Run, resource: "kubectl delete pod an-example", help: DO },
    Trial { action: Action::Run, resource: "helm uninstall an-example", help: DO },
    Trial { action: Action::Run, resource: "dropdb an-example", help: DO },
    Trial { action: Action::Run, resource: "docker system prune -af", help: DO },
    Trial { action: Action::Run, resource: "aws s3 rm --recursive s3://an-example", help: DO },
    Trial { action: Action::Run, resource: "dd if=/dev/zero of=/dev/sda", help: DO },
    Trial { action: Action::Run, resource: "mkfs.ext4 /dev/sda", help: DO },
];

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    tried(&RULE, effective, TRIALS, "cannot be undone", report);
}
