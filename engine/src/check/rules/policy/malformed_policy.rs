//! `malformed-policy`: a policy that demands nothing, or a demand that cannot be read.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};
use crate::policy::{Flaw, flaws};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(&[&vocabulary::POLICY, &vocabulary::FORBID, &vocabulary::AT_MOST], find),
};

static RULE: Rule = Rule {
    code: "BW5007",
    name: "malformed-policy",
    severity: Severity::Error,
    summary: "a policy that demands nothing, or a demand that cannot be read",
    why: "Until it is mended it holds nobody to anything, and whoever reads its name believes that it does.",
    bad: r#"
agent "clerk" {
    limits {
        steps 40
    }
}
policy "short-runs" {
    at-most "limits/steps" "forty"
}
"#,
    good: r#"
agent "clerk" {
    limits {
        steps 40
    }
}
policy "short-runs" {
    at-most "limits/steps" 40
}
"#,
    references: &["CWE-1164"],
};

fn find(item: Item<'_>, report: &mut Report) {
    if item.spec() != &vocabulary::POLICY {
        for Flaw { span, message, help } in flaws(item) {
            report.place(&RULE, item.path(), span, message, help);
        }
        return;
    }
    let demands = [&vocabulary::FORBID, &vocabulary::AT_MOST, &vocabulary::REQUIRE];
    if !item.children().any(|child| demands.contains(&child.spec())) {
        let help = "write what it demands: `forbid`, `at-most` or `require`";
        report.at(&RULE, item, "the policy demands nothing", help);
    }
}
