//! `redundant-rule`: a permission that changes nothing beside others of its effect; `dead-rule` finds it.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};
use crate::permission::Line;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

static RULE: Rule = Rule {
    code: "BW4007",
    name: "redundant-rule",
    severity: Severity::Info,
    summary: "a rule of which others of the same effect match everything",
    why: "Taking it away changes nothing, for any request. While it stands, whoever narrows the wider rule believes that this is all, and this one keeps on permitting; and the next reader looks for a difference that is not there.",
    bad: r#"
agent "clerk" {
    permissions {
        allow read "docs/**" "docs/refunds/**"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow read "docs/**"
    }
}
"#,
    references: &["PM020", "CWE-1164"],
};

/// The finding, by the rules that match all of it.
pub(super) fn told(
    of: impl FnOnce(&'static Rule, String) -> Diagnostic,
    effect: &str,
    text: &str,
    beside: &[Line<'_>],
) -> Diagnostic {
    let message = format!("`{effect}` of `{text}` changes nothing beside the other rules");
    let found = of(&RULE, message).help("take it away, or narrow the wider rule that was meant");
    beside.iter().take(4).fold(found, |found, line| {
        let text = format!("this `{}` is part of what matches all of it", line.rule.effect);
        found.related(line.member.item.path(), line.member.span, text)
    })
}
