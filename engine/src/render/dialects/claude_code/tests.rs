//! What is rendered for permissions, and how it stands to them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use serde_json::json;

use super::builtin::READ_ONLY;
use super::{DIALECT, Native, Subject};
use crate::permission::{Action, Authority};
use crate::render::proof::prove;
use crate::runtime::claude_code::unasked;
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
            let is_program = list == "ask"
                && READ_ONLY.iter().any(|head| rule.starts_with(&format!("Bash({head} ")));
            is_program || list != "allow" && unasked().any(|name| name == *rule)
        };
        let (closing, own): (Vec<&str>, Vec<&str>) =
            texts.into_iter().partition(|rule| is_closing(rule));
        let more = if closing.is_empty() { String::new() } else { format!(" +{}", closing.len()) };
        writeln!(text, "{list}: {}{more}", own.join(", ")).expect("a text");
    }
    let meaning = (DIALECT.meaning)(&native).of(&subject);
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
            deny: Agent, Artifact, AskUserQuestion, Bash(rm -rf *), Edit, ExitPlanMode, Glob, Grep, NotebookEdit, Read, WebFetch, WebSearch, Workflow, Write, mcp__* +70
            run /rm -rf: deny, here ask
        "#]],
    );
}

#[test]
fn no_star_runs_into_what_stands_behind_it() {
    check(
        "allow run \"mk ** go **\" \"rm * **\" \"** --help\" \"p g* * **\" \"cat *.md\"",
        &expect![[r#"
            dontAsk
            allow: Bash(--help), Bash(mk * go), Bash(mk go *), Bash(rm * *)
            ask: Bash(nice *), Bash(noglob *), Bash(nohup *), Bash(stdbuf *), Bash(time *), Bash(timeout *) +190
            deny: Agent, Edit, Glob, Grep, NotebookEdit, Read, WebFetch, Write
            run rm a: allow, here deny
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
            ask: Bash(nice *), Bash(noglob *), Bash(nohup *), Bash(stdbuf *), Bash(time *), Bash(timeout *) +190
            deny: Agent, Edit, Glob, Grep, NotebookEdit, Read, WebFetch, Write
        "#]],
    );
    check(
        "allow run \"cargo test **\"\n deny read \"**\"",
        &expect![[r#"
            dontAsk
            allow: Bash(cargo test *)
            ask: Bash(nice *), Bash(noglob *), Bash(nohup *), Bash(stdbuf *), Bash(time *), Bash(timeout *) +190
            deny: Agent, Edit, Glob, Grep, NotebookEdit, Read, WebFetch, Write
        "#]],
    );
}

#[test]
fn tools_are_given_by_name() {
    check(
        "allow call \"tickets/get_*\"\n otherwise ask call\n deny call \"tickets/delete\"",
        &expect![[r#"
            default
            allow: mcp__tickets__get_*
            ask:  +70
            deny: Agent, Bash, Edit, Glob, Grep, NotebookEdit, Read, WebFetch, Write, mcp__tickets__delete
        "#]],
    );
}

#[test]
fn paths_are_asked_about_and_denied() {
    check(
        "allow read \"**\"\n deny read \"secrets/**\" \".env\"\n ask write \"docs/**\"",
        &expect![[r#"
            dontAsk
            allow: 
            ask:  +70
            deny: Agent, Bash, Read(/.env), Read(/secrets/**), WebFetch
            read .env/a: allow, here deny
            write docs: ask, here deny
        "#]],
    );
}

/// An agent that has Claude Code's own tools, all of them or these.
fn own(only: &str, permissions: &str, expect: &Expect) {
    let text = format!(
        "agent \"clerk\" {{\n server \"builtin\" {only}\n permissions {{\n{permissions}\n}}\n}}\n"
    );
    expect.assert_eq(&rendered(&load(&Memory::example(&text))));
}

#[test]
fn own_tools_that_nobody_allowed_are_switched_off() {
    own(
        "",
        "otherwise ask call",
        &expect![[r#"
            default
            allow: 
            ask:  +70
            deny: Agent, Bash, Edit, Glob, Grep, NotebookEdit, Read, WebFetch, Write
        "#]],
    );
    own(
        "",
        "allow call \"builtin/task-create\"\n otherwise ask call",
        &expect![[r#"
            default
            allow: TaskCreate
            ask:  +69
            deny: Agent, Bash, Edit, Glob, Grep, NotebookEdit, Read, WebFetch, Write
        "#]],
    );
    own(
        "",
        "allow call \"builtin/*\"",
        &expect![[r#"
            dontAsk
            allow: 
            ask:  +70
            deny: Agent, Bash, Edit, Glob, Grep, NotebookEdit, Read, WebFetch, Write
            call builtin/a: allow, here deny
        "#]],
    );
    // What is given besides does not make the agent's other tools ask.
    own(
        "",
        "allow read \"src/**\"",
        &expect![[r#"
            dontAsk
            allow: 
            ask: Read(//**) +70
            deny: Agent, Bash, Edit, NotebookEdit, WebFetch, Write
            read src: allow, here deny
        "#]],
    );
    own(
        "{ only \"read\" \"task-create\"; }",
        "allow read \"**\"\n deny call \"builtin/*\"",
        &expect![[r#"
            dontAsk
            allow: 
            ask:  +70
            deny: Agent, Artifact, AskUserQuestion, Bash, Edit, ExitPlanMode, NotebookEdit, WebFetch, WebSearch, Workflow, Write +70
        "#]],
    );
}

#[test]
fn what_may_be_used_unasked_is_asked_about_by_a_rule_or_means_allow() {
    let text = "agent \"clerk\" { server \"builtin\"; permissions { otherwise ask call; }; }";
    let workspace = load(&Memory::example(text));
    let effective = workspace.effective(workspace.agent("clerk").expect("an agent"), None);
    let authority = Authority::of(&effective);
    let subject = Subject { effective: &effective, authority: &authority };
    let mut native = (DIALECT.compile)(&[subject]);
    let holds = |native: &Native| {
        prove(Action::Call, &authority, &(DIALECT.meaning)(native).of(&subject)).holds()
    };
    assert!(holds(&native));
    for name in ["TaskCreate", "SendMessage", "LSP", "Skill", "RemoteTrigger"] {
        let whole = native.clone();
        let ask = native.shared["permissions"]["ask"].as_array_mut().expect("a list");
        ask.retain(|rule| rule.as_str() != Some(name));
        assert!(!holds(&native), "{name} runs unasked");
        native = whole;
    }
}

#[test]
fn tools_that_an_agent_is_not_left_are_none_of_its_tools() {
    let server = "{ only \"get\" \"put\"; }";
    let text = format!(
        "agent \"clerk\" {{ server \"tickets\" {server}; permissions {{ allow call \"tickets/*\"; }}; }}"
    );
    let workspace = load(&Memory::example(&text));
    let effective = workspace.effective(workspace.agent("clerk").expect("an agent"), None);
    let authority = Authority::of(&effective);
    let subject = Subject { effective: &effective, authority: &authority };
    let mut native = (DIALECT.compile)(&[subject]);
    assert_eq!(native.shared["permissions"]["allow"], json!(["mcp__tickets__*"]));
    assert_eq!(native.agents[0]["tools"], json!(["mcp__tickets__get", "mcp__tickets__put"]));
    let prove =
        |native: &Native| prove(Action::Call, &authority, &(DIALECT.meaning)(native).of(&subject));
    assert!(prove(&native).is_exact());
    // With the whole server, `tickets/delete` would be called unasked.
    native.agents[0]["tools"] = json!(["mcp__tickets"]);
    assert!(!prove(&native).holds());
}

#[test]
fn nobody_starts_agents_that_are_not_declared() {
    let text = "agent \"clerk\" { delegate \"other\"; permissions { allow delegate \"other\"; }; }\nagent \"other\"";
    expect![[r#"
        dontAsk
        allow: 
        ask: Agent
        deny: Artifact, AskUserQuestion, Bash, Edit, ExitPlanMode, Glob, Grep, NotebookEdit, Read, WebFetch, WebSearch, Workflow, Write, mcp__* +70
        delegate other: allow, here deny
    "#]]
    .assert_eq(&rendered(&load(&Memory::example(text))));
}

#[test]
fn no_two_agents_have_one_name_and_no_model_is_asked_of_the_wrong_provider() {
    let text = "agent \"clerk\" {\n title \"Desk\"\n model \"anthropic/opus\"\n}\nagent \"helper\" {\n title \"desk\"\n model \"openai/gpt-5\"\n}\n\
                agent \"scout\" {\n title \"Scout\"\n}\nagent \"guide\" {\n title \"The guide\"\n}\n";
    let workspace = load(&Memory::example(text));
    let effectives: Vec<_> = ["clerk", "helper", "scout", "guide"]
        .map(|name| workspace.effective(workspace.agent(name).expect("an agent"), None))
        .into();
    let authorities: Vec<_> = effectives.iter().map(Authority::of).collect();
    let subjects: Vec<_> = effectives
        .iter()
        .zip(&authorities)
        .map(|(effective, authority)| Subject { effective, authority })
        .collect();
    let native = (DIALECT.compile)(&subjects);
    let of = |member: &str| -> Vec<String> {
        native.agents.iter().map(|agent| agent[member].to_string()).collect()
    };
    let lines = [of("name").join(" "), of("model").join(" "), format!("{:?}", native.lost)];
    expect![[r#"
        "clerk" "helper" "Scout" "The guide"
        "opus" null null null
        [[], ["model"], [], []]"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn a_rule_about_every_tool_is_one_about_its_own_tools_too() {
    let text = "agent \"clerk\" {\n server \"builtin\"\n permissions {\n allow call \"builtin/web-search\" \"builtin/task-create\"\n deny call \"**\"\n}\n}\n";
    let workspace = load(&Memory::example(text));
    let effective = workspace.effective(workspace.agent("clerk").expect("an agent"), None);
    let authority = Authority::of(&effective);
    let native = (DIALECT.compile)(&[Subject { effective: &effective, authority: &authority }]);
    let denied = native.shared["permissions"]["deny"].as_array().expect("a list").clone();
    for tool in ["WebSearch", "TaskCreate", "Workflow", "mcp__*"] {
        assert!(denied.contains(&json!(tool)), "{tool}");
    }
}

#[test]
fn an_agent_without_a_list_of_tools_gets_no_server_of_another() {
    let text = "server \"payments\" {\n command \"payments\"\n tool \"refund\"\n}\nagent \"clerk\" {\n server \"payments\"\n permissions {\n allow call \"payments/refund\"\n}\n}\n\
                agent \"helper\" {\n server \"builtin\"\n}\n";
    let workspace = load(&Memory::example(text));
    let effectives: Vec<_> = ["clerk", "helper"]
        .map(|name| workspace.effective(workspace.agent(name).expect("an agent"), None))
        .into();
    let authorities: Vec<_> = effectives.iter().map(Authority::of).collect();
    let both = effectives.iter().zip(&authorities);
    let subjects: Vec<_> =
        both.map(|(effective, authority)| Subject { effective, authority }).collect();
    let native = (DIALECT.compile)(&subjects);
    assert_eq!(native.shared["permissions"]["allow"], json!([]));
    let alone = (DIALECT.compile)(subjects.get(..1).expect("one"));
    assert_eq!(alone.shared["permissions"]["allow"], json!(["mcp__payments__refund"]));
}
