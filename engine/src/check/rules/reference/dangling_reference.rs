//! `dangling-reference`: a name that nothing declares.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::suggest::nearest;
use bailiwick_schema::vocabulary::Kind;

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[], find) };

static RULE: Rule = Rule {
    code: "BW3001",
    name: "dangling-reference",
    severity: Severity::Error,
    summary: "a name that nothing declares",
    why: "A server, a base or an environment that does not exist gives the agent nothing, and nobody is told at run time. \
          The nearest declared name is suggested; names of the standard library need a `use`.",
    bad: r#"
agent "clerk" {
    server "tickets"
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
}
agent "clerk" {
    server "tickets"
}
"#,
    references: &["ID010"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    for reference in item.references() {
        let (kind, name) = (reference.kind, reference.name);
        let names = scope.fleet.names();
        if !names.get(kind, name).is_empty() || is_instance(scope, kind, name) {
            continue;
        }
        let word = kind.as_str();
        let mut found =
            Diagnostic::new(&RULE, item.path(), reference.span, format!("no {word} is called `{name}`"));
        found = match nearest(name, names.of(kind).map(|(name, _)| name)) {
            Some(near) => {
                let title = format!("write `{near}`");
                found.help(format!("did you mean `{near}`?")).fix(
                    Applicability::Unsafe,
                    title,
                    reference.span,
                    format!("\"{near}\""),
                )
            }
            None => found.help(declare(kind, name)),
        };
        report.push(found);
    }
}

/// `clerk/acme` is an instance of an agent `clerk` that has `instances`.
fn is_instance(scope: &Scope<'_>, kind: Kind, name: &str) -> bool {
    kind == Kind::Agent && scope.instance(name).is_some()
}

fn declare(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Stage => "`use \"std/lifecycle/standard@1\"`, or declare a `lifecycle` with this stage".to_owned(),
        Kind::Label => {
            format!("declare `label \"{name}\"`, or `use \"std/label/standard@1\"` for the common ones")
        }
        Kind::Base if name.starts_with("std/") => {
            format!("`use \"std/base/{}@1\"`", name.trim_start_matches("std/"))
        }
        _ => format!("declare `{} \"{name}\"`", kind.as_str()),
    }
}
