//! What comes of scenarios.

use expect_test::{Expect, expect};

use super::{Outcome, Selection, run};
use crate::workspace::load;
use crate::world::Memory;

const DESK: &str = r#"
use "std/lifecycle/standard@1"
environment "dev" { tracks; }
environment "prod" { follows "dev"; }
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "get_ticket"
    tool "close_ticket"
}
memory "cases"
memory "notes"
agent "clerk" {
    stage "active"
    server "tickets"
    memory "cases"
    permissions {
        deny read "docs/internal/**"
        ask call "tickets/close_*"
        allow read "docs/**"
        allow call "tickets/*"
        allow recall "*"
    }
    in "prod" {
        permissions { deny call "tickets/close_ticket"; }
    }
}
agent "novice" {
    stage "draft"
    permissions { allow read "docs/**"; }
}
"#;

/// What comes of scenarios in the workspace above, a line each.
fn check(scenarios: &str, expected: &Expect) {
    check_selected(scenarios, Selection::default(), expected);
}

fn check_selected(scenarios: &str, selection: Selection<'_>, expected: &Expect) {
    let workspace = load(&Memory::example(&format!("{DESK}{scenarios}")));
    let mut text = String::new();
    for tested in run(&workspace, selection) {
        text.push_str(&format!("{}\n", tested.name()));
        for problem in &tested.problems {
            text.push_str(&format!("  ! {}\n", problem.message));
        }
        for outcome in &tested.outcomes {
            text.push_str(&format!("  {}\n", line(outcome)));
        }
    }
    expected.assert_eq(&text);
}

fn line(outcome: &Outcome<'_>) -> String {
    let request = &outcome.request;
    let place = outcome.environment.unwrap_or("nowhere");
    let there = if outcome.is_present { "" } else { " (absent)" };
    let flaw = outcome.flaw.as_ref().map(|(flaw, meant)| {
        let meant = meant.as_ref().map(|meant| format!(", meant {meant}"));
        format!(" -- {}{}", flaw.message(request), meant.unwrap_or_default())
    });
    format!(
        "{} {}@{place}{there}: {} {} {} is {}{}",
        if outcome.holds() { "ok" } else { "NO" },
        outcome.agent,
        request.effect,
        request.action,
        request.resource,
        outcome.effect,
        flaw.unwrap_or_default()
    )
}

#[test]
fn every_line_is_decided_for_every_agent_where_it_is_present() {
    check(
        r#"
scenario "closing is never done unseen" {
    for "clerk" "novice"
    ask call "tickets/close_ticket"
    allow read "docs/a.md" "docs/internal/a.md"
}
"#,
        &expect![[r#"
            closing is never done unseen
              ok clerk@dev: ask call tickets/close_ticket is ask
              ok clerk@dev: allow read docs/a.md is allow
              NO clerk@dev: allow read docs/internal/a.md is deny
              NO clerk@prod: ask call tickets/close_ticket is deny
              ok clerk@prod: allow read docs/a.md is allow
              NO clerk@prod: allow read docs/internal/a.md is deny
              NO novice@dev: ask call tickets/close_ticket is deny
              ok novice@dev: allow read docs/a.md is allow
              ok novice@dev: allow read docs/internal/a.md is allow
        "#]],
    );
}

#[test]
fn environments_stand_on_an_agent_or_beside_it_and_count_once() {
    check(
        r#"
scenario "by property" {
    for "clerk" in="prod"
    deny call "tickets/close_ticket"
}
scenario "by node" {
    for "clerk"
    for "clerk" in="dev"
    in "prod" "dev"
    allow read "docs"
}
"#,
        &expect![[r#"
            by property
              ok clerk@prod: deny call tickets/close_ticket is deny
            by node
              ok clerk@prod: allow read docs is allow
              ok clerk@dev: allow read docs is allow
        "#]],
    );
}

#[test]
fn an_agent_is_tested_where_it_is_named_even_if_it_does_not_live_there() {
    check(
        r#"
scenario "what the novice would be given" {
    for "novice" in="prod"
    allow read "docs/a.md"
    deny write "docs/a.md"
}
"#,
        &expect![[r#"
            what the novice would be given
              ok novice@prod (absent): allow read docs/a.md is allow
              ok novice@prod (absent): deny write docs/a.md is deny
        "#]],
    );
}

#[test]
fn a_deny_of_what_nothing_declares_does_not_hold_in_silence() {
    check(
        r#"
scenario "slips" {
    for "clerk" in="dev"
    deny call "ticket/close_ticket" "tickets/close_tickets" "tickets/archive" "builtin/web-search"
    deny recall "note"
    deny recall "notes"
    deny delegate "novise"
    deny read "../../etc/passwd"
    deny call "tickets"
}
"#,
        &expect![[r#"
            slips
              ! no server is called `ticket`
              ! `close_tickets` is no tool of `tickets`
              ! `archive` is no tool of `tickets`
              ! no memory is called `note`
              ! no agent is called `novise`
              ! `../../etc/passwd` names no resource: `..` leads above the root
              ! `tickets` names no resource: a call names a server, `/` and a tool
        "#]],
    );
}

#[test]
fn a_scenario_with_an_error_inside_is_broken_and_the_others_run() {
    check(
        r#"
scenario "misspelt effect" {
    for "clerk" in="dev"
    dney read "docs/internal/a.md"
    allow read "docs/a.md"
}
scenario "unknown agent" {
    for "clark" in="dev"
    deny read "docs/internal/a.md"
}
scenario "unknown environment" {
    for "clerk" in="pord"
    deny read "docs/internal/a.md"
}
scenario "no request" {
    for "clerk"
}
scenario "no agent" {
    deny read "docs/internal/a.md"
}
scenario "unknown action" {
    for "clerk" in="dev"
    deny eat "docs/internal/a.md"
}
scenario "sound" {
    for "clerk" in="dev"
    deny read "docs/internal/a.md"
}
scenario "sound" {
    for "clerk" in="dev"
    deny read "docs/internal/b.md"
}
"#,
        &expect![[r#"
            misspelt effect
              ! unknown node `dney` in `scenario`
            unknown agent
              ! no agent is called `clark`
            unknown environment
              ! no environment is called `pord`
            no request
              ! the scenario expects nothing
            no agent
              ! the scenario is about no agent
            unknown action
              ! the action of `deny` cannot be `eat`
            sound
              ok clerk@dev: deny read docs/internal/a.md is deny
            sound
              ! the scenario `sound` is declared twice
        "#]],
    );
}

#[test]
fn what_levels_silence_is_broken_all_the_same() {
    let files = r#"
-- bailiwick.kdl --
workspace "desk" {
    edition 1
    level "idle-scenario" "off"
    level "undeclared-resource" "off"
    level "unreadable-resource" "off"
}
agent "clerk"
scenario "idle" {
    for "clerk"
}
scenario "undeclared" {
    for "clerk"
    deny call "tickets/close_ticket"
    deny read "../x"
}
"#;
    let workspace = load(&Memory::example(files));
    let tested = run(&workspace, Selection::default());
    assert_eq!(tested.len(), 2);
    assert!(tested.iter().all(|tested| !tested.holds()), "{tested:?}");
}

#[test]
fn scenarios_agents_and_environments_are_selected() {
    let scenarios = r#"
scenario "reads" {
    for "clerk"
    allow read "docs/a.md"
}
scenario "closes" {
    for "clerk"
    deny call "tickets/close_ticket"
}
scenario "novice reads" {
    for "novice" in="dev"
    allow read "docs/a.md"
}
"#;
    let one = Selection { scenario: Some("*reads"), ..Selection::default() };
    check_selected(
        scenarios,
        one,
        &expect![[r#"
            reads
              ok clerk@dev: allow read docs/a.md is allow
              ok clerk@prod: allow read docs/a.md is allow
            novice reads
              ok novice@dev: allow read docs/a.md is allow
        "#]],
    );
    let two = Selection { agent: Some("clerk"), environment: Some("prod"), ..Selection::default() };
    check_selected(
        scenarios,
        two,
        &expect![[r#"
            reads
              ok clerk@prod: allow read docs/a.md is allow
            closes
              ok clerk@prod: deny call tickets/close_ticket is deny
        "#]],
    );
}

#[test]
fn an_agent_that_lives_nowhere_is_no_success() {
    check(
        r#"
lifecycle "house" {
    stage "cellar" { environments "none"; }
}
agent "ghost" { stage "cellar"; }
scenario "nothing is tested" {
    for "ghost"
    deny read "docs/a.md"
}
"#,
        &expect![[r#"
            nothing is tested
              ! `ghost` is present in no environment, so nothing is tested
        "#]],
    );
}

#[test]
fn a_scenario_takes_no_part_in_digests() {
    let digest = |text: &str| {
        let workspace = load(&Memory::example(&format!("{DESK}{text}")));
        let digests = workspace.digests();
        digests.iter().map(|digests| format!("{digests:?}")).collect::<String>()
    };
    let with = digest("scenario \"s\" {\n    for \"clerk\"\n    deny read \"x\"\n}\n");
    assert_eq!(digest(""), with);
}

#[test]
fn arguments_are_passed_and_those_that_cannot_be_are_told() {
    check(
        r#"
agent "payer" {
    server "tickets"
    permissions {
        ask call "tickets/close_ticket" {
            when "amount" at-most=50
            when "/order/currency" "EUR"
        }
    }
}
scenario "no more than fifty" {
    for "payer" in="dev"
    ask call "tickets/close_ticket" { arg "amount" 50.0; arg "/order/currency" "EUR"; }
    deny call "tickets/close_ticket" { arg "amount" 50.01; arg "/order/currency" "EUR"; }
    deny call "tickets/close_ticket" { arg "amount" "50"; arg "/order/currency" "EUR"; }
    deny call "tickets/close_ticket" { arg "amount" 50; }
}
scenario "slips" {
    for "payer" in="dev"
    deny read "a" { arg "amount" 50; }
    deny call "tickets/close_ticket" { arg "amount" 50; arg "/amount" 51; }
    deny call "tickets/close_ticket" { arg "/a~b" 50; }
}
"#,
        &expect![[r#"
            no more than fifty
              ok payer@dev: ask call tickets/close_ticket is ask
              ok payer@dev: deny call tickets/close_ticket is deny
              ok payer@dev: deny call tickets/close_ticket is deny
              ok payer@dev: deny call tickets/close_ticket is deny
            slips
              ! a request to read has no arguments
              ! `/amount` is given twice
              ! `/a~b` is no argument: in a JSON Pointer `~` stands only in `~0` (for `~`) and `~1` (for `/`)
        "#]],
    );
}
