//! `empty-instructions`: instructions with nothing in them.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::INSTRUCTIONS], find) };

static RULE: Rule = Rule {
    code: "BW8203",
    name: "empty-instructions",
    severity: Severity::Warning,
    summary: "instructions with nothing in them",
    why: "The declaration says that the agent is told something, and it is told nothing. Write the text, or take the line away. \
          A file that has nothing but comments is empty too.",
    bad: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
<!-- to be written -->
"#,
    good: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
Answer open tickets.
"#,
    references: &["TX009"],
};

const HELP: &str = "write what the agent is told, or take the line away";

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some(property) = item.property("file") else {
        let is_blank = item.text().is_some_and(|text| !says_something(text));
        if is_blank {
            report.at(&RULE, item, "these instructions say nothing", HELP);
        }
        return;
    };
    let path = item.property_text("file").unwrap_or_default();
    let Some(text) = scope.asset(path).and_then(|asset| asset.text()) else { return };
    if !says_something(text) {
        let message = format!("`{path}` says nothing");
        report.place(&RULE, item.path(), property.value_span, message, HELP);
    }
}

/// Whether anything stands outside of comments.
fn says_something(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    !rest.is_empty()
}
