//! `dead-overlay`: an `in` block for an environment that the agent does not live in.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Lineage;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Agent(find) };

static RULE: Rule = Rule {
    code: "BW6002",
    name: "dead-overlay",
    severity: Severity::Info,
    summary: "an `in` block for an environment that the agent's stage keeps it out of",
    why: "The lifecycle says which stages live where, so the block holds nothing until the agent moves on. It may be written ahead of that \
          move; or the stage, or the environment, is not the one that was meant.",
    bad: r#"
use "std/lifecycle/standard@1"
environment "dev" {
    tracks
}
environment "staging" {
    tracks
}
agent "clerk" {
    stage "draft"
    in "staging" {
        limits {
            steps 40
        }
    }
}
"#,
    good: r#"
use "std/lifecycle/standard@1"
environment "dev" {
    tracks
}
environment "staging" {
    tracks
}
agent "clerk" {
    stage "review"
    in "staging" {
        limits {
            steps 40
        }
    }
}
"#,
    references: &["ID010", "LC001", "CWE-1164"],
};

fn find(scope: &Scope<'_>, lineage: &Lineage<'_>, report: &mut Report) {
    let agent = lineage.agent;
    let stages = lineage.stages();
    for block in agent.children_of(&vocabulary::IN) {
        for (name, span) in block.texts() {
            let Some(environment) = scope.fleet.find(Kind::Environment, name) else { continue };
            let stage = stages.of(Some(environment));
            if scope.is_present(stage, name) {
                continue;
            }
            let Some(stage) = stage else { continue };
            // A block that names the stage is what keeps the agent out: it holds that.
            let decides = block.child(&vocabulary::STAGE).and_then(Item::text) == Some(stage);
            if decides {
                continue;
            }
            let place = scope.fleet.find(Kind::Stage, stage);
            report.push(finding(block, name, span, stage, place));
        }
    }
}

fn finding(
    block: Item<'_>,
    name: &str,
    span: bailiwick_schema::span::Span,
    stage: &str,
    declared: Option<Item<'_>>,
) -> Diagnostic {
    let message = format!("in its stage `{stage}` the agent does not live in `{name}`");
    let found = Diagnostic::new(&RULE, block.path(), span, message)
        .label("holds nothing")
        .help("move the agent on, or take the block away until then");
    match declared {
        Some(declared) => {
            found.related(declared.path(), declared.key_span(), "the stage says where it may live")
        }
        None => found,
    }
}
