//! What is rendered for permissions, and how it stands to them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::{DIALECT, Subject};
use crate::permission::{Action, Authority};
use crate::render::proof::prove;
use crate::workspace::load;
use crate::world::Memory;

/// Renders an agent with these permissions.
fn check(permissions: &str, expect: &Expect) {
    let text = format!(
        "server \"tickets\" {{ url \"https://mcp.acme.example\"; }}\nagent \"helper\" {{}}\nagent \"clerk\" {{\n server \"tickets\"\n server \"builtin\"\n delegate \"helper\"\n permissions {{\n{permissions}\n}}\n}}\n"
    );
    let workspace = load(&Memory::example(&text));
    let effective = workspace.effective(workspace.agent("clerk").expect("an agent"), None);
    let other = workspace.effective(workspace.agent("helper").expect("an agent"), None);
    let authorities = [Authority::of(&effective), Authority::of(&other)];
    let subjects = [
        Subject { effective: &effective, authority: &authorities[0] },
        Subject { effective: &other, authority: &authorities[1] },
    ];
    let native = (DIALECT.compile)(&subjects);
    let own = &native.shared["agent"]["clerk"]["permission"];
    let mut text = String::new();
    for (key, rules) in own.as_object().expect("a map") {
        if !["*", "doom_loop", "external_directory"].contains(&key.as_str()) {
            writeln!(text, "{key}: {rules}").expect("a text");
        }
    }
    let guard = &native.shared["plugin"]["agents"]["clerk"];
    writeln!(text, "plain: {}, partial: {}", guard["plain"], guard["partial"]).expect("a text");
    for (at, subject) in subjects.iter().enumerate() {
        let meaning = (DIALECT.meaning)(&native).of(subject);
        for action in Action::ALL {
            let proof = prove(action, subject.authority, &meaning);
            assert!(proof.holds(), "{action}: {proof:?}\n{text}");
            for shift in proof.stricter.iter().chain(&proof.unguarded) {
                let (before, after) = (shift.before, shift.after);
                writeln!(text, "{at} {action} {}: {before}, here {after}", shift.request)
                    .expect("a text");
            }
        }
    }
    expect.assert_eq(&text);
}

#[test]
fn commands_are_given_as_they_are_declared() {
    check(
        "allow run \"git status **\" \"ls **\"\n deny run \"rm -rf **\"\n otherwise ask run",
        &expect![[r#"
            bash: {"*":"ask","git status *":"allow","ls *":"allow","rm -rf *":"deny"}
            plain: false, partial: []
        "#]],
    );
    check(
        "allow run \"git status\" \"cd docs\"",
        &expect![[r#"
        bash: {"*":"deny","git status":"allow","'cd' docs":"allow"}
        plain: false, partial: []
    "#]],
    );
    check(
        "allow run \"git ** --force\"\n deny run \"git push **\" \"env **\"",
        &expect![[r#"
        bash: {"*":"deny","git * --force":"allow","git --force":"allow","git push *":"deny","env *":"deny"}
        plain: true, partial: []
        0 run git ' ' --force: allow, here deny
    "#]],
    );
    check(
        "allow run \"**\"\n ask run \"git push **\"\n deny run \"rm **\"",
        &expect![[r#"
            bash: {"*":"deny","git push *":"ask","rm *":"deny"}
            plain: false, partial: []
            0 run a: allow, here deny
            0 run /git push: ask, here deny
        "#]],
    );
    check(
        "allow run \"cat *.md\" \"env **\" \"make 'a b'\"\n ask run \"sudo *\"",
        &expect![[r#"
        bash: "deny"
        plain: false, partial: []
        0 run env: allow, here deny
        0 run sudo a: ask, here deny
    "#]],
    );
    check(
        "ask run \"git ** --force **\"\n deny run \"echo a*\"",
        &expect![[r#"
        bash: {"*":"deny","git * --force *":"ask","git --force *":"ask"}
        plain: true, partial: []
        0 run /git --force: ask, here deny
    "#]],
    );
}

#[test]
fn paths_are_given_as_far_as_texts_say_them() {
    check(
        "allow read \"**\"",
        &expect![[r#"
            read: {"*":"allow","..":"deny","../*":"deny"}
            glob: "allow"
            grep: "allow"
            plain: false, partial: []
        "#]],
    );
    check(
        "allow read \"**\"\n deny read \"secrets/**\" \".env\"\n ask write \"docs/**\"",
        &expect![[r#"
        read: {"*":"allow","secrets":"deny","secrets/*":"deny",".env":"deny","..":"deny","../*":"deny"}
        edit: {"*":"deny","docs":"ask","docs/*":"ask","..":"deny","../*":"deny"}
        plain: false, partial: ["read","edit"]
        0 read \: allow, here deny
        0 write docs/\: ask, here deny
    "#]],
    );
    check(
        "allow read \"docs/*.md\" \"src/**/*.rs\" \"a/**/b\"\n allow write \"*\"",
        &expect![[r#"
        read: {"*":"deny","docs/*.md":"allow","docs/*/*.md":"deny","src/*.rs":"allow","a/b":"allow","a/*/b":"allow","..":"deny","../*":"deny"}
        edit: {"*":"allow","*/*":"deny","..":"deny","../*":"deny"}
        plain: false, partial: ["read","edit"]
        0 read a/\/b: allow, here deny
        0 write \: allow, here deny
    "#]],
    );
    check(
        "allow read \"**\" \"/etc/**\"\n deny read \"{.env,key}*\"\n ask read \"x/*\"",
        &expect![[r#"
            read: {"*":"allow","x/*":"ask",".env*":"deny","key*":"deny","..":"deny","../*":"deny"}
            plain: false, partial: ["read"]
            0 read \: allow, here deny
            0 read x/a/a: allow, here ask
            0 read x/\: ask, here deny
        "#]],
    );
    check(
        "otherwise ask read write\n deny write \"7\"",
        &expect![[r#"
        read: {"*":"ask","..":"ask","../*":"ask"}
        glob: "ask"
        grep: "ask"
        edit: {"*":"ask","7*":"deny","..":"ask","../*":"ask"}
        plain: false, partial: ["edit"]
        0 write \: ask, here deny
    "#]],
    );
    check(
        "ask read \"docs/*.md\"\n allow read \"~/x\" \"a?\"",
        &expect![[r#"
        read: {"*":"deny","docs/*.md":"ask","docs/*/*.md":"deny","..":"deny","../*":"deny"}
        plain: false, partial: ["read"]
        0 read aa: allow, here deny
        0 read docs/\.md: ask, here deny
    "#]],
    );
    check(
        "allow read \"{**,/**,~/**}\"",
        &expect![[r#"
            read: {"*":"allow","..":"allow","../*":"allow"}
            glob: "allow"
            grep: "allow"
            plain: false, partial: []
        "#]],
    );
}

#[test]
fn tools_agents_and_addresses_are_given_by_name() {
    check(
        "allow call \"tickets/get_*\" \"builtin/todo-write\"\n otherwise ask call\n deny call \"tickets/delete\"\n allow delegate \"*\"",
        &expect![[r#"
            task: {"*":"deny","helper":"allow"}
            tickets_*: "ask"
            lsp: "ask"
            question: "ask"
            skill: "ask"
            websearch: "ask"
            todowrite: "allow"
            tickets_delete: "deny"
            plain: false, partial: []
            0 call tickets/get_: allow, here ask
            0 call builtin/a: ask, here deny
        "#]],
    );
    check(
        "allow call \"**\" { when \"/a\" 1; }\n ask fetch \"https://docs.rs/**\"",
        &expect![[r#"
        plain: false, partial: []
        0 fetch https://docs.rs/: ask, here deny
        0 call builtin/a a=1: allow, here deny
    "#]],
    );
    check(
        "allow fetch \"**\"\n ask delegate \"helper\"",
        &expect![[r#"
        webfetch: "allow"
        task: {"*":"deny","helper":"ask"}
        plain: false, partial: []
    "#]],
    );
}
