//! What a dialect makes is proven, told and shown to templates; here with dialects that are made for it.

use expect_test::expect;
use serde_json::{Value, json};

use super::super::dialect::{Dialect, Meanings, Native, Subject};
use super::super::evidence::Evidence;
use super::super::meaning::{Meaning, Sense};
use super::super::{Targets, render};
use super::shown;
use crate::permission::{Action, Effect};
use crate::workspace::load;
use crate::world::Memory;

const TEXT: &str = r#"
target "t" {
    carries "instructions" "server"
    output "{{ agent.file }}.json" value="agent.json"
    output "all.json" for="fleet" value="all.json"
}
server "tickets" { url "https://mcp.acme.example"; tool "get"; tool "put"; }
agent "one" {
    server "tickets"
    permissions { allow call "tickets/get"; ask call "tickets/put"; deny run "sudo **"; }
}
agent "two" { permissions { allow read "docs/**"; deny read "docs/secret/**"; }; }
-- agent.json --
{"rules": "{{ native }}"}
-- all.json --
{"shared": "{{ native.agents }}"}
"#;

const EVIDENCE: Evidence = Evidence::Documentation { engine: "Engine 1.0", date: "2026-11-23" };

fn compile(subjects: &[Subject<'_, '_>]) -> Native {
    let names: Vec<String> = subjects.iter().map(|subject| subject.effective.name()).collect();
    let own = names.iter().map(|name| json!([name]));
    let (agents, shared) = (own.collect::<Vec<Value>>(), json!({ "agents": names }));
    Native { agents, shared, ..Native::default() }
}

fn asking(_: &Native) -> Meanings<'_> {
    Meanings::new(|_| {
        Meaning::new(|action| match action {
            Action::Call => Sense::always(action, Effect::Ask),
            _ => Sense::nothing(),
        })
    })
}

fn allowing(_: &Native) -> Meanings<'_> {
    Meanings::new(|_| {
        Meaning::new(|action| match action {
            Action::Read => Sense::always(action, Effect::Allow),
            _ => Sense::nothing(),
        })
    })
}

fn nothing(_: &Native) -> Meanings<'_> {
    Meanings::new(|_| Meaning::new(|_| Sense::nothing()))
}

static ASKING: Dialect =
    Dialect { name: "asking", evidence: EVIDENCE, compile, meaning: asking, read: None };
static ALLOWING: Dialect =
    Dialect { name: "allowing", evidence: EVIDENCE, compile, meaning: allowing, read: None };
static NOTHING: Dialect =
    Dialect { name: "nothing", evidence: EVIDENCE, compile, meaning: nothing, read: None };

fn with(dialect: &'static Dialect) -> String {
    let workspace = load(&Memory::example(TEXT));
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    let (mut target, flaws) = targets.read(targets.find("t").unwrap());
    assert!(flaws.is_empty(), "{flaws:?}");
    target.dialect = Some(dialect);
    let rendered = render(&workspace, None, &target, &[]);
    assert_eq!(rendered.evidence, Some(EVIDENCE));
    assert_eq!(rendered.proofs.all, 16);
    let mut text = shown(&rendered);
    text += &format!("{} of {} exact\n", rendered.proofs.exact, rendered.proofs.all);
    text
}

#[test]
fn what_a_runtime_is_stricter_in_is_a_loss_with_a_request() {
    expect![[r#"
        -- all.json --
        {
          "shared": [
            "one",
            "two"
          ]
        }
        -- one.json --
        {
          "rules": [
            "one"
          ]
        }
        -- two.json --
        {
          "rules": [
            "two"
          ]
        }
        lost: Stricter(Read, Shift { request: Witness { resource: "docs", arguments: Arguments { leaves: {} } }, before: Allow, after: Deny }) of two
        lost: Stricter(Call, Shift { request: Witness { resource: "tickets/get", arguments: Arguments { leaves: {} } }, before: Allow, after: Deny }) of one
        lost: Stricter(Call, Shift { request: Witness { resource: "tickets/put", arguments: Arguments { leaves: {} } }, before: Ask, after: Deny }) of one
        14 of 16 exact
    "#]]
    .assert_eq(&with(&NOTHING));
}

#[test]
fn what_a_runtime_would_do_beyond_the_declaration_lets_nothing_be_written() {
    expect![[r#"
        -- all.json --
        {
          "shared": [
            "one",
            "two"
          ]
        }
        -- one.json --
        {
          "rules": [
            "one"
          ]
        }
        -- two.json --
        {
          "rules": [
            "two"
          ]
        }
        lost: Stricter(Read, Shift { request: Witness { resource: "docs", arguments: Arguments { leaves: {} } }, before: Allow, after: Deny }) of two
        lost: Stricter(Call, Shift { request: Witness { resource: "tickets/get", arguments: Arguments { leaves: {} } }, before: Allow, after: Ask }) of one
        refused for one: `t@1` would do more than is declared: `call` of `a/a` is denied here and would be asked about there
        refused for two: `t@1` would do more than is declared: `call` of `a/a` is denied here and would be asked about there
        13 of 16 exact
    "#]]
    .assert_eq(&with(&ASKING));
    expect![[r#"
        -- all.json --
        {
          "shared": [
            "one",
            "two"
          ]
        }
        -- one.json --
        {
          "rules": [
            "one"
          ]
        }
        -- two.json --
        {
          "rules": [
            "two"
          ]
        }
        lost: Stricter(Call, Shift { request: Witness { resource: "tickets/get", arguments: Arguments { leaves: {} } }, before: Allow, after: Deny }) of one
        lost: Stricter(Call, Shift { request: Witness { resource: "tickets/put", arguments: Arguments { leaves: {} } }, before: Ask, after: Deny }) of one
        refused for one: `t@1` would do more than is declared: `read` of `a` is denied here and would be allowed there
        refused for two: `t@1` would do more than is declared: `read` of `a` is denied here and would be allowed there
        13 of 16 exact
    "#]]
    .assert_eq(&with(&ALLOWING));
}
