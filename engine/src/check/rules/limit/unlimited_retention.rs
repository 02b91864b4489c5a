//! `unlimited-retention`: a memory that forgets nothing.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::MEMORY], find) };

static RULE: Rule = Rule {
    code: "BW6108",
    name: "unlimited-retention",
    severity: Severity::Warning,
    summary: "a memory without `retain`",
    why: "A memory that forgets nothing keeps what an attacker once put there, keeps personal data longer than its purpose, and grows \
          until recall finds anything. Say how long its content is of use. A `session` ends with its run.",
    bad: r#"
memory "case-history" {
    scope "team"
}
"#,
    good: r#"
memory "case-history" {
    scope "team"
    retain "90d"
}
"#,
    references: &["RL010", "OWASP ASI06", "OWASP LLM08"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let scope = item.child(&vocabulary::SCOPE).and_then(Item::text);
    if scope.is_none_or(|scope| scope == "session") || item.child(&vocabulary::RETAIN).is_some() {
        return;
    }
    let name = item.text().unwrap_or_default();
    report.at(
        &RULE,
        item,
        format!("the memory `{name}` forgets nothing"),
        "add `retain \"90d\"`, as long as it is of use",
    );
}
