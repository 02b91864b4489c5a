//! `dangling-reference`: a name that nothing declares.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::Kind;

use crate::check::standard_library::{declaration, nearest_declaration};
use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[], find) };

static RULE: Rule = Rule {
    code: "BW3001",
    name: "dangling-reference",
    severity: Severity::Error,
    summary: "a name that nothing declares",
    why: "A server, a base or an environment that does not exist gives the agent nothing, and nobody is told at run time. \
          The nearest declared name is suggested; a name of the standard library needs a `use` of its module.",
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
    // That there is nothing of this name to remove is said by `nothing-to-remove`.
    if item.layering() == Layering::Remove {
        return;
    }
    for reference in item.references() {
        let (kind, name) = (reference.kind, reference.name);
        let names = scope.fleet.names();
        if kind.is_given(name)
            || !names.get(kind, name).is_empty()
            || is_instance(scope, kind, name)
        {
            continue;
        }
        let word = kind.as_str();
        let found = Diagnostic::new(
            &RULE,
            item.path(),
            reference.span,
            format!("no {word} is called `{name}`"),
        );
        let near = || scope.nearest(kind, name);
        let found = if let Some(declaration) =
            declaration(kind, name).filter(|_| may_use(scope, kind))
        {
            found.help(format!("add `use \"{}\"`", declaration.module))
        } else if let Some(near) = near() {
            found.suggest(near, format!("\"{near}\""))
        } else if let Some(near) = nearest_declaration(kind, name).filter(|_| may_use(scope, kind))
        {
            found.help(format!("did you mean `{}`? it needs `use \"{}\"`", near.name, near.module))
        } else {
            found.help(declare(kind, name))
        };
        report.push(found);
    }
}

/// A workspace has one lifecycle: where it declares its own, that of the standard library is no way out.
fn may_use(scope: &Scope<'_>, kind: Kind) -> bool {
    !matches!(kind, Kind::Lifecycle | Kind::Stage)
        || scope.fleet.names().count(Kind::Lifecycle) == 0
}

/// `clerk/acme` is an instance of an agent `clerk` that has `instances`.
fn is_instance(scope: &Scope<'_>, kind: Kind, name: &str) -> bool {
    kind == Kind::Agent && scope.instance(name).is_some()
}

fn declare(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Stage => format!("declare `stage \"{name}\"` in a `lifecycle`"),
        _ => format!("declare `{} \"{name}\"`", kind.as_str()),
    }
}
