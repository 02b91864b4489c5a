//! Layers, environments, stages and delegates.

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Disk;
use expect_test::expect;

use super::{check, with_environments};

#[test]
fn an_overlay_is_without_effect_only_where_it_stands_alone() {
    check(
        &["overlay-without-effect"],
        &with_environments(
            r#"
base "support" {
    limits {
        steps 20
        wall-clock "5m"
    }
    in "prod" {
        limits {
            steps 30
        }
    }
}
agent "clerk" {
    extends "support"
    limits {
        wall-clock "5m"
        rate "30/min" of="calls"
    }
    in "staging" {
        limits {
            steps 20
            rate "30/min" of="calls"
            rate "30/min" of="runs"
        }
    }
    in "prod" {
        limits {
            steps 20
        }
    }
    in "staging" "prod" {
        limits {
            wall-clock "5m"
        }
    }
}
agent "second" {
    in "prod" {
        limits {
            steps 10
        }
    }
}
"#,
        ),
        &expect![[r#"
            overlay-without-effect at 20: this `steps` is what holds already
            overlay-without-effect at "30/min": this `rate` is what holds already
        "#]],
    );
}

#[test]
fn a_circle_of_environments_is_told_once() {
    check(
        &["promotion-cycle", "unordered-environment"],
        r#"
environment "a" {
    follows "c"
}
environment "b" {
    follows "a"
}
environment "c" {
    follows "b"
}
environment "d" {
    follows "c"
}
environment "self" {
    follows "self"
}
environment "loose"
"#,
        &expect![[r#"
            promotion-cycle at "c": environments follow each other: `a` → `c` → `b` → `a`
            promotion-cycle at "self": environments follow each other: `self` → `self`
            unordered-environment at "loose": nothing says how agents get into `loose`
        "#]],
    );
}

#[test]
fn repeated_values_are_told_at_the_second() {
    check(
        &["repeated-value", "repeated-use", "empty-block"],
        &with_environments(
            r#"
use "std/label/standard@1"
use "std/label/standard@1"
base "support"
agent "clerk" {
    extends "support" "support"
    tag "a" "b" "a"
    in "prod" "staging" "prod" {
        tag "c"
    }
    limits
    (replace)failure
}
"#,
        ),
        &expect![[r#"
            repeated-use at "std/label/standard@1": this file uses `std/label/standard@1` twice
            repeated-value at "support": `support` stands here twice
            repeated-value at "a": `a` stands here twice
            repeated-value at "prod": `prod` stands here twice
            empty-block at limits: this `limits` says nothing
        "#]],
    );
}

#[test]
fn promoted_agents_want_an_owner_a_model_and_limits() {
    check(
        &["agent-without-owner", "agent-without-model", "unlimited-agent", "agent-without-stage"],
        r#"
use "std/lifecycle/standard@1"
environment "dev" {
    tracks
}
environment "staging" {
    follows "dev"
}
agent "draft" {
    stage "draft"
}
agent "promoted" {
    stage "review"
    model {
        temperature 0
    }
}
agent "overlaid" {
    stage "review"
    in "staging" {
        model "anthropic/claude-sonnet-4-5-20250929"
    }
}
agent "loose"
"#,
        &expect![[r#"
            unlimited-agent at "promoted": the agent `promoted` may spend without limit
            agent-without-model at "promoted": the agent `promoted` names no model
            agent-without-owner at "promoted": the agent `promoted` has no owner
            unlimited-agent at "overlaid": the agent `overlaid` may spend without limit
            agent-without-owner at "overlaid": the agent `overlaid` has no owner
            agent-without-stage at "loose": the agent `loose` has no stage
            unlimited-agent at "loose": the agent `loose` may spend without limit
            agent-without-model at "loose": the agent `loose` names no model
            agent-without-owner at "loose": the agent `loose` has no owner
        "#]],
    );
}

#[test]
fn delegates_live_where_they_are_needed() {
    check(
        &[
            "absent-delegate",
            "retired-delegate",
            "self-delegation",
            "dead-overlay",
            "agent-without-environment",
        ],
        &format!(
            "use \"std/lifecycle/standard@1\"\n{}",
            with_environments(
                r#"
base "support" {
    delegate "clerk"
    stage "review"
}
agent "clerk" {
    extends "support"
    delegate "draft"
    delegate "retired"
    delegate "promoted"
    in "prod" {
        stage "active"
    }
}
agent "draft" {
    stage "draft"
    in "staging" {
        stage "review"
    }
    in "prod" {
        tag "soon"
    }
}
agent "retired" {
    stage "retired"
}
agent "promoted" {
    stage "active"
    in "prod" {
        (remove)stage
    }
}
"#,
            )
        ),
        &expect![[r#"
            self-delegation at "clerk": `clerk` delegates to itself
            absent-delegate at "draft": in `prod`, `clerk` delegates to `draft`, which does not live there
            retired-delegate at "retired": the agent `retired` lives in no environment
            dead-overlay at "prod": in its stage `draft` the agent does not live in `prod`
        "#]],
    );
}

#[test]
fn the_stage_is_the_one_of_the_whole_context() {
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    for example in ["support-fleet", "coding-agents", "research-desk"] {
        let workspace = load(&Disk::at(&examples.join(example)));
        let scope = workspace.scope();
        for (_, agent) in workspace.fleet().sorted(bailiwick_schema::vocabulary::Kind::Agent) {
            for environment in workspace.fleet().environments() {
                let whole = workspace.effective(agent, Some(environment));
                assert_eq!(
                    scope.stage_of(agent, environment),
                    whole.stage(),
                    "{agent:?} in {environment:?}"
                );
            }
        }
    }
}
