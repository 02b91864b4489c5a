//! `missing-file`: a file that a declaration names and that cannot be read.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Scoped(
        &[
            &vocabulary::INSTRUCTIONS,
            &vocabulary::INSTANCES,
            &vocabulary::INPUT,
            &vocabulary::EXTENSION,
            &vocabulary::OUTPUT,
        ],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW8201",
    name: "missing-file",
    severity: Severity::Error,
    summary: "a file that a declaration names and that cannot be read",
    why: "Without its instructions an agent runs on its name alone, and without its schema nothing is checked. Paths are relative \
          to the workspace root, not to the KDL file, so that moving a declaration changes nothing.",
    bad: r#"
agent "clerk" {
    instructions file="context/cleark.md"
}
-- context/clerk.md --
Answer open tickets.
"#,
    good: r#"
agent "clerk" {
    instructions file="context/clerk.md"
}
-- context/clerk.md --
Answer open tickets.
"#,
    references: &["TX011", "CWE-1059"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    for key in ["file", "schema", "template", "value"] {
        missing(scope, item, key, report);
    }
}

fn missing(scope: &Scope<'_>, item: Item<'_>, key: &str, report: &mut Report) {
    let (Some(property), Some(path)) = (item.property(key), item.property_text(key)) else {
        return;
    };
    let Some(Err(error)) = scope.asset(path).map(|asset| &asset.content) else { return };
    let message = format!("`{path}` cannot be read: {error}");
    let span = property.value_span;
    let found = Diagnostic::new(&RULE, item.path(), span, message);
    report.push(match scope.files().nearest(path) {
        Some(near) => found.suggest(near, format!("\"{near}\"")),
        None => found.help("write the file, or name it relative to the workspace root"),
    });
}
