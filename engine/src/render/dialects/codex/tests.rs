//! What is rendered for permissions, and how it stands to them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::policy::Policy;
use super::{DIALECT, Native, Subject};
use crate::compose::Effective;
use crate::permission::{Action, Authority};
use crate::render::proof::prove;
use crate::workspace::load;
use crate::world::Memory;

/// Renders an agent with these permissions.
fn check(permissions: &str, expect: &Expect) {
    let text = format!(
        "agent \"clerk\" {{\n server \"tickets\"\n server \"builtin\" {{ only \"web-search\"; }}\n permissions {{\n{permissions}\n}}\n}}\n"
    );
    expect.assert_eq(&rendered(&text, &["clerk"]));
}

fn rendered(text: &str, agents: &[&str]) -> String {
    let workspace = load(&Memory::example(text));
    let held: Vec<Effective<'_>> = agents
        .iter()
        .map(|name| workspace.effective(workspace.agent(name).expect("an agent"), None))
        .collect();
    let authorities: Vec<Authority<'_, '_>> = held.iter().map(Authority::of).collect();
    let subjects: Vec<Subject<'_, '_>> = held
        .iter()
        .zip(&authorities)
        .map(|(effective, authority)| Subject { effective, authority })
        .collect();
    let native = (DIALECT.compile)(&subjects);
    let mut text = shown(&native.shared);
    for subject in &subjects {
        let meaning = (DIALECT.meaning)(&native).of(subject);
        for action in Action::ALL {
            let proof = prove(action, subject.authority, &meaning);
            assert!(proof.is_proven);
            let agent =
                if agents.len() > 1 { subject.effective.name() + " " } else { String::new() };
            for shift in proof.stricter.iter().chain(&proof.unguarded).chain(&proof.looser) {
                let (before, after) = (shift.before, shift.after);
                let mark = if proof.looser.contains(shift) { "REFUSED " } else { "" };
                let request = &shift.request;
                writeln!(text, "{mark}{agent}{action} {request}: {before}, here {after}").unwrap();
            }
        }
    }
    text
}

/// What of a policy is not always the same.
fn shown(native: &Value) -> String {
    let mut text = match &native["approval_policy"] {
        Value::String(word) => word.clone(),
        _ => "tools".to_owned(),
    };
    let is_on = |name: &str| native["features"][name] == json!(true);
    if is_on("shell_tool") {
        text += " commands";
    }
    if is_on("view_image") {
        text += " images";
    }
    if native["web_search"] != json!("disabled") {
        text += " search";
    }
    text.push('\n');
    for (path, access) in native["permissions"]["bailiwick"]["filesystem"][":workspace_roots"]
        .as_object()
        .into_iter()
        .flatten()
    {
        writeln!(text, "{} {path}", access.as_str().unwrap()).unwrap();
    }
    for host in native["hosts"].as_array().unwrap() {
        writeln!(text, "by name: {}", host.as_str().unwrap()).unwrap();
    }
    for rule in native["rules"].as_array().unwrap() {
        writeln!(text, "{} {}", rule["decision"].as_str().unwrap(), rule["pattern"]).unwrap();
    }
    for (name, server) in native["servers"].as_object().unwrap() {
        writeln!(text, "{name} {server}").unwrap();
    }
    text
}

#[test]
fn commands_are_given_as_they_are_declared() {
    check(
        "allow run \"git status **\" \"ls **\"\n deny run \"rm -rf **\"\n otherwise ask run write",
        &expect![[r#"
            on-request commands
            by name: git
            by name: ls
            allow ["git","status"]
            allow ["ls"]
            forbidden ["rm","-rf"]
            run ' /rm' -rf: deny, here ask
        "#]],
    );
}

#[test]
fn where_patches_are_not_to_be_asked_about_commands_are_not_either() {
    check(
        "allow run \"ls **\"\n otherwise ask run",
        &expect![[r#"
        never commands
        by name: ls
        allow ["ls"]
        run a: ask, here deny
    "#]],
    );
}

#[test]
fn only_whole_prefixes_are_allowed_and_whatever_denies_is_wider() {
    check(
        "allow run \"git status\" \"git log **\" \"./x **\" \"make *\" \"ls -l* **\"\n ask run \"git log -p\" \"/bin/git **\"\n deny run \"git * --force\" \"/bin/rm **\" \"rm '-r f'\"\n otherwise ask run write",
        &expect![[r#"
            on-request commands
            by name: git
            allow ["./x"]
            prompt ["/bin/git"]
            forbidden ["/bin/rm"]
            forbidden ["git"]
            allow ["git","log"]
            prompt ["git","log","-p"]
            forbidden ["rm","-r f"]
            run git log: allow, here deny
            run ls -l: allow, here ask
            run git: ask, here deny
            run /bin//rm: deny, here ask
        "#]],
    );
}

#[test]
fn folders_are_written_and_read_as_they_are_declared() {
    check(
        "allow write \"**\"\n deny write \".env\" \"secrets/**\"\n allow read \"**\"",
        &expect![[r#"
            never images
            write .
            read .env
            read secrets
            write .git: allow, here deny
        "#]],
    );
    check(
        "allow write \"docs/**\" \"src/**\"\n deny write \"src/**/*.lock\"",
        &expect![[r#"
            never
            write docs
            write src: allow, here deny
        "#]],
    );
    check(
        "allow write \"docs/**\"\n allow read \"src/**\" \"docs/**\"",
        &expect![[r#"
            never images
            read src
            write docs
            write docs/.git: allow, here deny
        "#]],
    );
    check(
        "allow write \"a/**\"\n otherwise ask write",
        &expect![[r#"
        on-request
        write a
        write a/.git: allow, here ask
    "#]],
    );
}

#[test]
fn tools_are_given_by_name() {
    check(
        "allow call \"tickets/get\"\n ask call \"tickets/put\"",
        &expect![[r#"
        tools
        tickets {"enabled_tools":["get","put"],"default_tools_approval_mode":"prompt","tools":{"get":{"approval_mode":"approve"},"put":{"approval_mode":"prompt"}}}
    "#]],
    );
    check(
        "allow call \"tickets/*\"\n deny call \"tickets/put\"",
        &expect![[r#"
        never
        call tickets/a: allow, here deny
    "#]],
    );
    check(
        "allow call \"tickets/**\"\n deny call \"tickets/put\"",
        &expect![[r#"
        never
        tickets {"disabled_tools":["put"],"default_tools_approval_mode":"approve","tools":{}}
    "#]],
    );
    check(
        "ask call \"tickets/*\"\n allow run \"ls **\"",
        &expect![[r#"
        never commands
        by name: ls
        allow ["ls"]
        call tickets/a: ask, here deny
    "#]],
    );
    check(
        "otherwise ask call run write\n allow call \"tickets/get_*\" \"builtin/web-search\"",
        &expect![[r#"
            on-request commands search
            tickets {"disabled_tools":[],"default_tools_approval_mode":"prompt","tools":{}}
            call tickets/get_: allow, here ask
        "#]],
    );
}

#[test]
fn several_agents_are_given_what_all_of_them_are() {
    let text = "server \"t\" { tool \"x\"; }\nagent \"one\" { server \"t\"; permissions { allow run \"ls **\" \"cat **\"; allow call \"t/x\"; }; }\nagent \"two\" { permissions { allow run \"ls **\"; deny run \"cat **\"; }; }\n";
    expect![[r#"
        never commands
        by name: cat
        by name: ls
        forbidden ["cat"]
        allow ["cat"]
        allow ["ls"]
        one run cat: allow, here deny
        one call t/x: allow, here deny
    "#]]
    .assert_eq(&rendered(text, &["one", "two"]));
}

#[test]
fn what_no_setting_takes_away_is_refused() {
    let text = "agent \"one\" { server \"builtin\"; permissions { allow read \"**\"; }; }\n";
    expect![[r#"
        never images
        read .
        REFUSED call builtin/todo-write: deny, here allow
        REFUSED call builtin/ask-user-question: deny, here ask
    "#]]
    .assert_eq(&rendered(text, &["one"]));
}

#[test]
fn settings_that_were_not_made_here_mean_everything() {
    let workspace =
        load(&Memory::example("agent \"one\" { permissions { allow run \"ls **\"; }; }\n"));
    let effective = workspace.effective(workspace.agent("one").unwrap(), None);
    let authority = Authority::of(&effective);
    let subject = Subject { effective: &effective, authority: &authority };
    let made = (DIALECT.compile)(&[subject]).shared;
    assert_eq!(Policy::read(&made).map(|policy| policy.to_value()), Some(made.clone()));
    let holds = |shared: Value| {
        let meaning = (DIALECT.meaning)(&Native { shared, ..Native::default() }).of(&subject);
        Action::ALL.into_iter().all(|action| prove(action, &authority, &meaning).holds())
    };
    assert!(holds(made.clone()));
    let changes = [
        ("/approval_policy", json!("on-failure")),
        ("/approvals_reviewer", json!("auto_review")),
        ("/features/unified_exec_tty", json!(true)),
        ("/agents/max_depth", json!(2)),
        ("/permissions/bailiwick/network/enabled", json!(true)),
        ("/permissions/bailiwick/filesystem", json!({":root": "read", ":workspace_roots": {}})),
        ("/permissions/bailiwick/filesystem/:workspace_roots", json!({"../x": "read"})),
        ("/hosts", json!([])),
        ("/rules/0/pattern", json!(["/bin/ls"])),
        ("/rules/0/pattern", json!([])),
    ];
    for (place, value) in changes {
        let mut changed = made.clone();
        *changed.pointer_mut(place).expect(place) = value;
        assert!(!holds(changed), "{place}");
    }
}
