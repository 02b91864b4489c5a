//! `malformed-pattern`: a permission or policy whose pattern cannot be read.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Argument, Item, Value};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};
use crate::permission::{Action, Pattern, PatternError};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(
        &[
            &vocabulary::ALLOW,
            &vocabulary::ASK,
            &vocabulary::DENY,
            &vocabulary::FORBID,
            &vocabulary::AT_MOST,
            &vocabulary::AGENTS,
        ],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW4001",
    name: "malformed-pattern",
    severity: Severity::Error,
    summary: "a permission whose pattern cannot be read",
    why: "A pattern that is read otherwise than it was meant gives what nobody wanted to give, or denies nothing. Until it is mended, \
          an `allow` with it gives nothing, a `deny` or `ask` holds for everything, and a policy demands nothing by it.",
    bad: r#"
agent "clerk" {
    permissions {
        allow read "docs/{en,de/**"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow read "docs/{en,de}/**"
    }
}
"#,
    references: &["CWE-185", "OWASP ASI03"],
};

fn find(item: Item<'_>, report: &mut Report) {
    // Behind the action stand patterns; the action itself stands first, or behind the bound.
    let at = usize::from(item.spec() == &vocabulary::AT_MOST);
    let (action, patterns) = if item.spec() == &vocabulary::AGENTS {
        (Some(Action::Delegate), 0)
    } else {
        let word = item.arguments().get(at).and_then(|word| item.text_of(&word.value));
        (word.and_then(Action::named), at + 1)
    };
    let Some(action) = action else { return };
    for argument in item.arguments().iter().skip(patterns) {
        let Some(text) = item.text_of(&argument.value) else { continue };
        let Err(error) = Pattern::read(action, text) else { continue };
        let span = place(argument, &error);
        let PatternError { message, help, .. } = error;
        report.push(Diagnostic::new(&RULE, item.path(), span, message).help(help));
    }
}

/// The characters at fault, where the text stands in the file as it is; else all of it.
fn place(argument: &Argument, error: &PatternError) -> Span {
    let Value::Source(text) = argument.value else { return argument.span };
    let at = |offset: usize| {
        text.start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX)).min(text.end)
    };
    Span::new(at(error.at.start), at(error.at.end))
}
