//! `agent-without-environment`: an agent that lives in no environment though it is not retired.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Lineage;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Agent(find) };

static RULE: Rule = Rule {
    code: "BW6003",
    name: "agent-without-environment",
    severity: Severity::Warning,
    summary: "an agent whose stage lives in none of the environments",
    why: "A stage names the environments that it may live in, and names that the workspace does not declare are passed over. So in a \
          workspace without a `dev`, a draft of the standard lifecycle is rendered and checked nowhere, without a word. A stage that leads \
          nowhere on, such as `retired`, is meant to be so and is not reported.",
    bad: r#"
use "std/lifecycle/standard@1"
environment "local" {
    tracks
}
agent "clerk" {
    stage "draft"
}
"#,
    good: r#"
use "std/lifecycle/standard@1"
environment "dev" {
    tracks
}
agent "clerk" {
    stage "draft"
}
"#,
    references: &["ID010", "LC001"],
};

fn find(scope: &Scope<'_>, lineage: &Lineage<'_>, report: &mut Report) {
    if scope.environments.is_empty() || scope.fleet.names().count(Kind::Stage) == 0 {
        return;
    }
    let agent = lineage.agent;
    let lives = |environment: &Item<'_>| {
        scope.is_present(lineage.stage(Some(*environment)), environment.text().unwrap_or_default())
    };
    if scope.environments.iter().any(lives) {
        return;
    }
    let stage = scope.environments.first().and_then(|first| lineage.stage(Some(*first)));
    let Some((stage, declared)) =
        stage.and_then(|stage| Some((stage, scope.fleet.find(Kind::Stage, stage)?)))
    else {
        return;
    };
    if declared.child(&vocabulary::TO).is_none() {
        return;
    }
    let name = agent.text().unwrap_or_default();
    let allowed: Vec<String> = declared
        .children_of(&vocabulary::ENVIRONMENTS)
        .flat_map(Item::texts)
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    report.push(
        Diagnostic::new(&RULE, agent.path(), agent.key_span(), format!("in its stage `{stage}`, `{name}` lives nowhere"))
            .related(declared.path(), declared.key_span(), format!("lives in {} only", allowed.join(", ")))
            .help("name an environment so, move the agent on, or declare a lifecycle with your own environments"),
    );
}
