//! Layers put together: a piece of KDL and the agent that comes out.

use expect_test::{Expect, expect};

use crate::show;
use crate::workspace::load;
use crate::world::Memory;

const ENVIRONMENTS: &str = r#"
environment "dev" {
    tracks
    defaults {
        limits {
            steps 10
            concurrency 9
        }
    }
}
environment "prod" {
    follows "dev"
}
"#;

fn check(kdl: &str, environment: &str, expected: &Expect) {
    let workspace = load(&Memory::example(&format!("{ENVIRONMENTS}{kdl}")));
    let agent = workspace.agent("clerk").expect("the agent is declared");
    let effective = workspace.effective(agent, workspace.environment(environment));
    let problems: String = effective
        .problems
        .iter()
        .map(|found| format!("{}: {}\n", found.rule.name, found.message))
        .collect();
    expected.assert_eq(&format!("{problems}{}", show::kdl(&effective)));
}

#[test]
fn defaults_lie_below_bases_and_bases_below_the_agent() {
    let kdl = r#"
base "support" {
    limits { steps 20; tokens-per-run 5; }
}
agent "clerk" {
    extends "support"
    limits { tokens-per-run 7; }
}"#;
    check(
        kdl,
        "dev",
        &expect![[r#"
            agent "clerk" {
                limits {
                    steps 20
                    tokens-per-run 7
                    concurrency 9
                }
            }
        "#]],
    );
}

#[test]
fn a_base_that_speaks_of_an_environment_wins_over_the_agents_body_and_loses_to_its_overlay() {
    let kdl = r#"
base "support" {
    in "prod" { limits { steps 1; wall-clock "1m"; }; }
}
agent "clerk" {
    extends "support"
    limits { steps 2; }
    in "prod" { limits { wall-clock "2m"; }; }
}"#;
    check(
        kdl,
        "prod",
        &expect![[r#"
            agent "clerk" {
                limits {
                    steps 1
                    wall-clock "2m"
                }
            }
        "#]],
    );
}

#[test]
fn of_two_bases_the_right_one_wins_and_a_shared_one_is_laid_once() {
    let kdl = r#"
base "root" { instructions "root"; }
base "left" { extends "root"; instructions "left"; limits { steps 1; }; }
base "right" { extends "root"; instructions "right"; limits { steps 2; }; }
agent "clerk" {
    extends "left" "right"
}"#;
    check(
        kdl,
        "prod",
        &expect![[r#"
            agent "clerk" {
                instructions "root"
                instructions "left"
                instructions "right"
                limits {
                    steps 2
                }
            }
        "#]],
    );
}

#[test]
fn only_lists_intersect_so_that_a_layer_can_only_narrow() {
    let kdl = r#"
server "tickets" { url "https://mcp.acme.example"; tool "list_all"; tool "get_one"; tool "close"; }
base "support" { server "tickets" { only "list_*" "get_one"; }; }
agent "clerk" {
    extends "support"
    server "tickets" { only "list_all" "close"; }
}"#;
    check(
        kdl,
        "prod",
        &expect![[r#"
            agent "clerk" {
                server "tickets" {
                    only "list_all"
                }
            }
        "#]],
    );
}

#[test]
fn a_model_with_a_name_replaces_and_one_without_merges() {
    let kdl = r#"
base "support" { model "acme/one-20250101" { temperature 0.5; fallback "acme/two-20250101"; }; }
base "precise" { extends "support"; model { temperature 0; }; }
agent "clerk" {
    extends "precise"
    in "prod" { model "acme/three-20250101"; }
}"#;
    check(
        kdl,
        "dev",
        &expect![[r#"
            agent "clerk" {
                model "acme/one-20250101" {
                    temperature 0
                    fallback "acme/two-20250101"
                }
                limits {
                    steps 10
                    concurrency 9
                }
            }
        "#]],
    );
    check(
        kdl,
        "prod",
        &expect![[r#"
            agent "clerk" {
                model "acme/three-20250101"
            }
        "#]],
    );
}

#[test]
fn replace_and_remove_come_first_wherever_they_stand() {
    let kdl = r#"
base "support" {
    tag "a" "b"
    limits { steps 5; tokens-per-run 6; }
    instructions "long"
}
agent "clerk" {
    extends "support"
    tag "c"
    limits { concurrency 1; }
    instructions "kept"
    (remove)tag "a"
    (replace)limits { steps 7; }
    (replace)instructions "short"
}"#;
    check(
        kdl,
        "prod",
        &expect![[r#"
            agent "clerk" {
                tag "b" "c"
                instructions "kept"
                instructions "short"
                limits {
                    steps 7
                    concurrency 1
                }
            }
        "#]],
    );
}

#[test]
fn a_base_s_summary_is_its_own() {
    let kdl = r#"
base "support" {
    summary "What all support agents share"
    title "Support"
}
agent "clerk" {
    extends "support"
}"#;
    check(
        kdl,
        "prod",
        &expect![[r#"
            agent "clerk" {
                title "Support"
            }
        "#]],
    );
}

#[test]
fn removing_what_is_not_there_is_said() {
    let kdl = r#"
agent "clerk" {
    (remove)server "tickets"
    limits { (remove)steps; }
}"#;
    check(
        kdl,
        "prod",
        &expect![[r#"
            nothing-to-remove: no layer below has `server` `tickets` to remove
            nothing-to-remove: no layer below has `steps` to remove
            agent "clerk" {}
        "#]],
    );
}

#[test]
fn a_circle_of_bases_is_named_and_cut() {
    let workspace = load(&Memory::example(
        "base \"a\" { extends \"b\"; }\nbase \"b\" { extends \"c\"; }\nbase \"c\" { extends \"a\"; }\nagent \"clerk\" { extends \"a\"; }",
    ));
    let shown = workspace.diagnostics();
    let found: Vec<&str> = shown
        .diagnostics
        .iter()
        .filter(|found| found.rule.name == "inheritance-cycle")
        .map(|found| found.message.as_str())
        .collect();
    assert!(found.contains(&"bases extend each other: `a` → `b` → `c` → `a`"), "{found:?}");
}
