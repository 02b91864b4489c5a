//! `invalid-instances`: a file of instances of which no agents can be made.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Item, is_name};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashMap;

use crate::asset;
use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::INSTANCES], find) };

static RULE: Rule = Rule {
    code: "BW8230",
    name: "invalid-instances",
    severity: Severity::Error,
    summary: "a file of instances of which no agents can be made",
    why: "The file is a JSON array of objects, each with a `name` that becomes the last part of the agent's: lower-case letters, digits \
          and `-`. Two rows of one name would be two agents that nothing tells apart.",
    bad: r#"
param "shop" type="string" default="Acme"
agent "clerk" {
    instances file="tenants.json"
    instructions "Answer for {{ shop }}." template=#true
}
-- tenants.json --
[
  { "name": "alpen", "shop": "Alpenkontor" },
  { "name": "alpen", "shop": "Alpenkontor Outlet" }
]
"#,
    good: r#"
param "shop" type="string" default="Acme"
agent "clerk" {
    instances file="tenants.json"
    instructions "Answer for {{ shop }}." template=#true
}
-- tenants.json --
[
  { "name": "alpen", "shop": "Alpenkontor" },
  { "name": "alpen-outlet", "shop": "Alpenkontor Outlet" }
]
"#,
    references: &["ID002", "CWE-20"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let (Some(property), Some(path)) = (item.property("file"), item.property_text("file")) else {
        return;
    };
    let Some(content) = scope.asset(path).and_then(|asset| asset.content.as_ref().ok()) else {
        return;
    };
    let mut push = |message: String, help: &str| {
        report.push(Diagnostic::new(&RULE, item.path(), property.value_span, message).help(help));
    };
    if content.is_pointer {
        return;
    }
    let Some(text) = &content.text else {
        return push(format!("`{path}` has no rows: it is not UTF-8"), "save it as UTF-8");
    };
    let rows = match asset::rows(text) {
        Ok(rows) => rows,
        Err(problem) => {
            return push(
                format!("no agents can be made of `{path}`: {problem}"),
                "write an array of objects, each with a text `name`",
            );
        }
    };
    let written = asset::written(text);
    for (at, key) in &written.repeated {
        let message = format!("{} of `{path}` has the key `{key}` twice", written.row(*at));
        push(message, "keep one of them: JSON lets the last win silently");
    }
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, row) in rows.iter().enumerate() {
        let name = row.name.as_str();
        if !is_name(Kind::Stage, name) {
            let message = format!(
                "{} of `{path}` is called `{name}`, which is not a valid name",
                written.row(at)
            );
            push(message, "use lower-case letters, digits and `-`");
        } else if let Some(earlier) = first.insert(name, at) {
            let (one, other) = (written.row(earlier), written.row(at));
            push(
                format!("{one} and {other} of `{path}` are both called `{name}`"),
                "rename one of them",
            );
        }
    }
    if rows.is_empty() {
        push(
            format!("`{path}` has no rows, so there is no such agent"),
            "add a row, or take `instances` away",
        );
    }
}
