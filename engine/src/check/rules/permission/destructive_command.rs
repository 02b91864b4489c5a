//! `destructive-command`: a command that cannot be undone, without asking.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::reach::Reach;
use crate::check::risk::{Others, Risk, Risks, warn};
use crate::check::{Check, Report, Run, Scope};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Reach(find) };

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

static RISKS: Risks = Risks::new(&[
    Risk {
        action: Action::Run,
        samples: &["rm -rf an-example", "rm -r an-example"],
        others: Others::Programs(&["rm"], &["-r an-example", "-rf an-example"]),
        help: RM,
    },
    Risk {
        action: Action::Run,
        samples: &["git push --force", "git push --force origin main", "git push -f origin main"],
        others: Others::Programs(
            &["git"],
            &["push --force", "push --force origin main", "push -f origin main", "push -f"],
        ),
        help: GIT,
    },
    Risk {
        action: Action::Run,
        samples: &["git reset --hard", "git clean -fdx"],
        others: Others::Programs(
            &["git"],
            &["reset --hard", "reset --hard HEAD", "clean -fdx", "clean -f"],
        ),
        help: GIT2,
    },
    Risk {
        action: Action::Run,
        samples: &[
            "terraform destroy",
            "terraform destroy -auto-approve",
            "terraform apply -auto-approve",
        ],
        others: Others::Programs(
            &["terraform", "tofu"],
            &["destroy", "destroy -auto-approve", "apply -auto-approve"],
        ),
        help: DO,
    },
    Risk {
        action: Action::Run,
        samples: &["kubectl delete namespace an-example", "kubectl delete pod an-example"],
        others: Others::Programs(
            &["kubectl"],
            &["delete namespace an-example", "delete pod an-example"],
        ),
        help: DO,
    },
    Risk {
        action: Action::Run,
        samples: &["helm uninstall an-example"],
        others: Others::Programs(&["helm"], &["uninstall an-example", "delete an-example"]),
        help: DO,
    },
    Risk {
        action: Action::Run,
        samples: &["dropdb an-example"],
        others: Others::Programs(&["dropdb"], &["an-example"]),
        help: DO,
    },
    Risk {
        action: Action::Run,
        samples: &["docker system prune -af"],
        others: Others::Programs(&["docker", "podman"], &["system prune -af"]),
        help: DO,
    },
    Risk {
        action: Action::Run,
        samples: &["aws s3 rm --recursive s3://an-example"],
        others: Others::Programs(&["aws"], &["s3 rm --recursive s3://an-example"]),
        help: DO,
    },
    Risk {
        action: Action::Run,
        samples: &["dd if=/dev/zero of=/dev/sda"],
        others: Others::Programs(&["dd"], &["if=/dev/zero of=/dev/sda"]),
        help: DO,
    },
    Risk {
        action: Action::Run,
        samples: &["mkfs.ext4 /dev/sda"],
        others: Others::Programs(&["mkfs", "mkfs.ext4", "mkfs.xfs", "mkfs.btrfs"], &["/dev/sda"]),
        help: DO,
    },
]);

fn find<'w>(scope: &Scope<'w>, reach: &Reach<'_, 'w>, report: &mut Report) {
    warn((&RULE, "cannot be undone"), &RISKS, (scope, reach), report);
}
