//! What is rendered for permissions, and how it stands to them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::builtin::READ_ONLY;
use super::{DIALECT, Subject};
use crate::permission::{Action, Authority};
use crate::render::proof::prove;
use crate::workspace::{Workspace, load};
use crate::world::Memory;

/// Renders an agent with these permissions; rules that only switch off what runs unasked are counted.
fn check(permissions: &str, expect: &Expect) {
    let text = format!(
        "agent \"clerk\" {{\n server \"tickets\"\n permissions {{\n{permissions}\n}}\n}}\n"
    );
    expect.assert_eq(&rendered(&load(&Memory::example(&text))));
}

fn rendered(workspace: &Workspace) -> String {
    let agent = workspace.agent("clerk").expect("an agent");
    let effective = workspace.effective(agent, None);
    let authority = Authority::of(&effective);
    let subject = Subject { effective: &effective, authority: &authority };
    let native = (DIALECT.compile)(&[subject]);
    let permissions = native.shared.get("permissions").expect("permissions");
    let mut text = format!("{}\n", permissions["defaultMode"].as_str().unwrap_or_default());
    for list in ["allow", "ask", "deny"] {
        let rules = permissions[list].as_array().expect("a list");
        let texts: Vec<&str> = rules.iter().filter_map(|rule| rule.as_str()).collect();
        let is_closing = |rule: &&str| {
            list == "ask" && READ_ONLY.iter().any(|head| rule.starts_with(&format!("Bash({head} ")))
        };
        let (closing, own): (Vec<&str>, Vec<&str>) =
            texts.into_iter().partition(|rule| is_closing(rule));
        let more = if closing.is_empty() { String::new() } else { format!(" +{}", closing.len()) };
        writeln!(text, "{list}: {}{more}", own.join(", ")).expect("a text");
    }
    let meaning = (DIALECT.meaning)(&native, &subject);
    for action in Action::ALL {
        let proof = prove(action, &authority, &meaning);
        assert!(proof.holds(), "{action}: {proof:?}");
        for shift in proof.stricter.iter().chain(&proof.unguarded) {
            let (before, after) = (shift.before, shift.after);
            writeln!(text, "{action} {}: {before}, here {after}", shift.request).expect("a text");
        }
    }
    text
}

#[test]
fn commands_are_given_as_they_are_declared() {
    check(
        "allow run \"git status **\" \"ls **\"\n deny run \"rm -rf **\"\n otherwise ask run",
        &expect![[r#"
            default
            allow: Bash(git status *), Bash(ls *)
            ask: Bash(*$*), Bash(*?*), Bash(*[*), Bash(*\**), Bash(*~*), Bash(nice *), Bash(noglob *), Bash(nohup *), Bash(stdbuf *), Bash(time *), Bash(timeout *) +118
            deny: Agent, Bash(rm -rf *), CronCreate, CronList, Edit(//**), EnterPlanMode, EnterWorktree, NotebookEdit, Read(//**), ScheduleWakeup, Skill, TaskStop, ToolSearch, WebFetch, Write, mcp__*
            run /rm -rf: deny, here ask
        "#]],
    );
}

#[test]
fn what_is_denied_by_default_is_refused_without_asking() {
    check(
        "allow run \"cargo test **\"",
        &expect![[r#"
        dontAsk
        allow: Bash(cargo test *)
        ask: Bash(nice *), Bash(noglob *), Bash(nohup *), Bash(stdbuf *), Bash(time *), Bash(timeout *) +120
        deny: Agent, CronCreate, CronList, Edit(//**), EnterPlanMode, EnterWorktree, NotebookEdit, Read(//**), ScheduleWakeup, Skill, TaskStop, ToolSearch, WebFetch, Write, mcp__*
    "#]],
    );
    check(
        "allow run \"cargo test **\"\n deny read \"**\"",
        &expect![[r#"
        dontAsk
        allow: Bash(cargo test *)
        ask: Bash(nice *), Bash(noglob *), Bash(nohup *), Bash(stdbuf *), Bash(time *), Bash(timeout *) +120
        deny: Agent, CronCreate, CronList, Edit(//**), EnterPlanMode, EnterWorktree, NotebookEdit, Read(//**), ScheduleWakeup, Skill, TaskStop, ToolSearch, WebFetch, Write, mcp__*
    "#]],
    );
}

#[test]
fn tools_are_given_by_name() {
    check(
        "allow call \"tickets/get_*\"\n otherwise ask call\n deny call \"tickets/delete\"",
        &expect![[r#"
            default
            allow: 
            ask: 
            deny: Agent, Bash, CronCreate, CronList, Edit(//**), EnterPlanMode, EnterWorktree, NotebookEdit, Read(//**), ScheduleWakeup, Skill, TaskStop, ToolSearch, WebFetch, Write, mcp__*
            call tickets/get_: allow, here deny
            call tickets/a: ask, here deny
        "#]],
    );
}

#[test]
fn paths_are_asked_about_and_denied() {
    check(
        "allow read \"**\"\n deny read \"secrets/**\" \".env\"\n ask write \"docs/**\"",
        &expect![[r#"
            default
            allow: 
            ask: 
            deny: Agent, Bash, CronCreate, CronList, Edit(//**), EnterPlanMode, EnterWorktree, NotebookEdit, Read(//**), ScheduleWakeup, Skill, TaskStop, ToolSearch, WebFetch, Write, mcp__*
            read a: allow, here deny
            write docs: ask, here deny
        "#]],
    );
}
