//! `misplaced-workspace`: a `workspace` that is not in `bailiwick.kdl`.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};
use crate::world::WORKSPACE_FILE;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::WORKSPACE], find) };

static RULE: Rule = Rule {
    code: "BW3008",
    name: "misplaced-workspace",
    severity: Severity::Error,
    summary: "a `workspace` in a file other than `bailiwick.kdl`",
    why: "The workspace's own settings are read from `bailiwick.kdl` at its root and nowhere else, so the levels and limits that stand here \
          hold nowhere.",
    bad: r#"
-- bailiwick.kdl --
workspace "acme" {
    edition 1
}
-- context.kdl --
workspace "acme" {
    edition 1
    level "floating-model-alias" "error"
}
"#,
    good: r#"
-- bailiwick.kdl --
workspace "acme" {
    edition 1
    level "floating-model-alias" "error"
}
"#,
    references: &[],
};

fn find(item: Item<'_>, report: &mut Report) {
    if item.path().as_str() != WORKSPACE_FILE {
        report.at(
            &RULE,
            item,
            "this `workspace` is not read: it does not stand in `bailiwick.kdl`",
            "move its nodes to `bailiwick.kdl` at the root of the workspace",
        );
    }
}
