//! `unnormalised-pattern`: a pattern that is not written in its one spelling.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};
use crate::permission::{Action, Pattern};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(&[&vocabulary::ALLOW, &vocabulary::ASK, &vocabulary::DENY], find),
};

static RULE: Rule = Rule {
    code: "BW4003",
    name: "unnormalised-pattern",
    severity: Severity::Error,
    summary: "a pattern that is not written in its one spelling",
    why: "`docs//a`, `./docs/a` and `docs/x/../a` match what `docs/a` matches, but a `(remove)docs/a` in a layer above does not take them \
          away, a reader may take them for something else, and another product may match them otherwise.",
    bad: r#"
agent "clerk" {
    permissions {
        allow read "docs//public/../**"
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
    references: &["CWE-41", "CWE-180"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let Some(action) = item.text().and_then(Action::named) else { return };
    for argument in item.arguments().iter().skip(1) {
        let Some(text) = item.text_of(&argument.value) else { continue };
        let Ok(pattern) = Pattern::read(action, text) else { continue };
        let canonical = pattern.as_str();
        // Braces are one spelling of several patterns: each of them is what is compared.
        if canonical == text || text.contains('{') {
            continue;
        }
        // A host alone is short for all of it by `https`.
        if action == Action::Fetch && canonical == format!("https://{text}/**") {
            continue;
        }
        let message = format!("`{text}` is `{canonical}` in its one spelling");
        let quoted = serde_json::Value::from(canonical).to_string();
        report.push(
            Diagnostic::new(&RULE, item.path(), argument.span, message)
                .help(format!("write `{canonical}`"))
                .fix(Applicability::Unsafe, "write it in its one spelling", argument.span, quoted),
        );
    }
}
