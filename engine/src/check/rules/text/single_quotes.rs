//! `single-quotes`: a text in single quotes, which KDL takes for part of it.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(&[&vocabulary::TITLE, &vocabulary::SUMMARY, &vocabulary::INSTRUCTIONS], find),
};

static RULE: Rule = Rule {
    code: "BW8113",
    name: "single-quotes",
    severity: Severity::Warning,
    summary: "a text in single quotes, which KDL takes for part of it",
    why: "KDL writes text in double quotes. A word in single quotes is a word that begins and ends with one, and people and agents read \
          them.",
    bad: r#"
agent "clerk" {
    title 'Refunds'
}
"#,
    good: r#"
agent "clerk" {
    title "Refunds"
}
"#,
    references: &[],
};

fn find(item: Item<'_>, report: &mut Report) {
    // Several words in single quotes are a finding already, which mends the quotes, too.
    let Some(argument) = item.arguments().first().filter(|_| !item.is_damaged()) else { return };
    // A text in double quotes stands within them, so its place is not that of the argument.
    let Value::Source(place) = &argument.value else { return };
    let inside = item.text().and_then(|text| text.strip_prefix('\'')?.strip_suffix('\''));
    let Some(inside) = inside.filter(|_| *place == argument.span) else { return };
    let message = format!("the quotes are part of the text: `'{inside}'`");
    let quoted = format!("\"{inside}\"");
    report.push(
        Diagnostic::new(&RULE, item.path(), argument.span, message)
            .help(format!("write `{quoted}`"))
            .fix(Applicability::Unsafe, format!("write `{quoted}`"), argument.span, quoted),
    );
}
