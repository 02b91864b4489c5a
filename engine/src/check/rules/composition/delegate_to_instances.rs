//! `delegate-to-instances`: a delegation to an agent of which there are only instances.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::DELEGATE], find) };

static RULE: Rule = Rule {
    code: "BW3027",
    name: "delegate-to-instances",
    severity: Severity::Warning,
    summary: "a delegation to an agent of which there are only instances",
    why: "An agent with `instances` is a pattern for many: it runs as `clerk/alpen`, never as `clerk`. A delegation to the pattern reaches \
          nobody, or, in a runtime that guesses, one of the many. Name the instance.",
    bad: r#"
param "shop" type="string" default="Acme"
agent "clerk" {
    instances file="tenants.json"
    instructions "Answer for {{ shop }}." template=#true
}
agent "desk" {
    delegate "clerk"
}
-- tenants.json --
[{ "name": "alpen", "shop": "Alpenkontor" }]
"#,
    good: r#"
param "shop" type="string" default="Acme"
agent "clerk" {
    instances file="tenants.json"
    instructions "Answer for {{ shop }}." template=#true
}
agent "desk" {
    delegate "clerk/alpen"
}
-- tenants.json --
[{ "name": "alpen", "shop": "Alpenkontor" }]
"#,
    references: &["ID010", "OWASP ASI08"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some(name) = item.text().filter(|_| item.layering() != Layering::Remove) else { return };
    let Some(agent) = scope.fleet.find(Kind::Agent, name) else { return };
    let Some(instances) = agent.child(&vocabulary::INSTANCES) else { return };
    let message = format!("`{name}` runs as its instances only, and none of them is named");
    report.push(
        Diagnostic::new(&RULE, item.path(), item.key_span(), message)
            .related(instances.path(), instances.name_span(), "its instances")
            .help(format!("name one, as in `delegate \"{name}/row\"`")),
    );
}
