//! `unknown-module`: a `use` that finds nothing.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::suggest::nearest;

use crate::check::{Check, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

static RULE: Rule = Rule {
    code: "BW3004",
    name: "unknown-module",
    severity: Severity::Error,
    summary: "a `use` that finds nothing",
    why: "A std module is named with its version, because a published one never changes. A folder is relative to the workspace \
          root and has `*.kdl` files in it.",
    bad: r#"
use "std/lifecycle/standart@1"
"#,
    good: r#"
use "std/lifecycle/standard@1"
"#,
    references: &[],
};

/// A `use` that finds nothing.
#[must_use]
pub fn finding(item: Item<'_>, name: &str) -> Diagnostic {
    let span = item.key_span();
    if !name.starts_with("std/") {
        let message = format!("no folder `{name}` with KDL files in the workspace");
        return Diagnostic::new(&RULE, item.path(), span, message)
            .help("name a folder relative to the workspace root");
    }
    let found =
        Diagnostic::new(&RULE, item.path(), span, format!("the standard library has no `{name}`"));
    let unversioned = bailiwick_stdlib::modules()
        .map(|(module, _)| module)
        .filter(|module| module.split('@').next() == Some(name));
    let near = unversioned
        .last()
        .or_else(|| nearest(name, bailiwick_stdlib::modules().map(|(module, _)| module)));
    match near {
        Some(near) => found.suggest(near, format!("\"{near}\"")),
        None => {
            let all: Vec<&str> = bailiwick_stdlib::modules().map(|(module, _)| module).collect();
            found.help(format!("there are {}", all.join(", ")))
        }
    }
}
