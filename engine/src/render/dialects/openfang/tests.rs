//! What is rendered for permissions, and how it stands to them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::{DIALECT, Native, Subject};
use crate::compose::Effective;
use crate::permission::{Action, Authority};
use crate::render::proof::prove;
use crate::workspace::load;
use crate::world::Memory;

/// Renders an agent with these permissions.
fn check(permissions: &str, expect: &Expect) {
    let text = format!(
        "agent \"clerk\" {{\n server \"tickets\"\n server \"mail-box\"\n server \"builtin\" {{ only \"web-search\"; }}\n permissions {{\n{permissions}\n}}\n}}\n"
    );
    rendered(&text, |native, subject, authority| {
        let mut text = format!("{}\n", native.agents[0]["tools"]);
        let meaning = (DIALECT.meaning)(native).of(subject);
        for action in Action::ALL {
            let proof = prove(action, authority, &meaning);
            assert!(proof.holds(), "{proof:?}");
            for shift in proof.stricter.iter().chain(&proof.unguarded) {
                let (before, after) = (shift.before, shift.after);
                writeln!(text, "{action} {}: {before}, here {after}", shift.request).unwrap();
            }
        }
        expect.assert_eq(&text);
    });
}

fn rendered(text: &str, told: impl FnOnce(&Native, &Subject<'_, '_>, &Authority<'_, '_>)) {
    let workspace = load(&Memory::example(text));
    let effective: Effective<'_> =
        workspace.effective(workspace.agent("clerk").expect("an agent"), None);
    let authority = Authority::of(&effective);
    let subject = Subject { effective: &effective, authority: &authority };
    let native = (DIALECT.compile)(&[subject]);
    told(&native, &subject, &authority);
}

#[test]
fn a_tool_is_there_where_all_that_it_does_is_allowed() {
    check(
        "allow read \"**\"",
        &expect![[r#"
        ["file_list","file_read"]
    "#]],
    );
    check(
        "allow read \"**\"; allow write \"**\"; allow fetch \"**\"",
        &expect![[r#"
        ["apply_patch","file_list","file_read","file_write","web_fetch"]
    "#]],
    );
    check(
        "allow read \"docs/**\"; allow fetch \"https://a.example/**\"",
        &expect![[r#"
        ["bailiwick-nothing"]
        read docs: allow, here deny
        fetch https://a.example/: allow, here deny
    "#]],
    );
    check(
        "allow read \"**\"; deny read \"**/.env\"; allow write \"**\"",
        &expect![[r#"
        ["file_write"]
        read a: allow, here deny
    "#]],
    );
}

#[test]
fn no_program_is_started_and_nobody_is_asked() {
    check(
        "allow run \"git **\" \"ls\"; otherwise ask run",
        &expect![[r#"
        ["bailiwick-nothing"]
        run ls: allow, here deny
        run a: ask, here deny
    "#]],
    );
    check(
        "otherwise ask read; ask fetch \"**\"",
        &expect![[r#"
        ["bailiwick-nothing"]
        read a: ask, here deny
        fetch ws://a/: ask, here deny
    "#]],
    );
}

#[test]
fn tools_of_servers_are_listed_by_name() {
    check(
        "allow call \"tickets/get-ticket\" \"builtin/web-search\"",
        &expect![[r#"
        ["mcp_tickets_get_ticket","web_search"]
    "#]],
    );
    check(
        "allow call \"tickets/*\"; deny call \"tickets/drop\"",
        &expect![[r#"
        ["bailiwick-nothing"]
        call tickets/a: allow, here deny
    "#]],
    );
    // One name stands for both.
    check(
        "allow call \"tickets/get_a\"; deny call \"tickets/get-a\"",
        &expect![[r#"
        ["bailiwick-nothing"]
        call tickets/get_a: allow, here deny
    "#]],
    );
    // What stands before the first `_` is no server's name.
    check(
        "allow call \"mail-box/send\"",
        &expect![[r#"
        ["bailiwick-nothing"]
        call mail-box/send: allow, here deny
    "#]],
    );
    check(
        "allow call \"tickets/pay\" { when \"n\" at-most=2; }",
        &expect![[r#"
        ["bailiwick-nothing"]
        call tickets/pay n=0: allow, here deny
    "#]],
    );
}

#[test]
fn lists_that_are_not_made_here_mean_everything() {
    let text = "agent \"clerk\" { permissions { allow read \"**\"; }; }";
    rendered(text, |native, subject, authority| {
        let holds = |native: &Native| {
            let meaning = (DIALECT.meaning)(native).of(subject);
            Action::ALL.iter().all(|action| prove(*action, authority, &meaning).holds())
        };
        assert!(holds(native));
        for (key, value) in [
            ("tools", serde_json::json!([])),
            ("tools", serde_json::json!(["*"])),
            ("tools", serde_json::json!(["file_read", "shell_exec"])),
            ("tools", serde_json::json!(["file_read", "agent_send"])),
            ("exec", "full".into()),
            ("exec", "allowlist".into()),
        ] {
            let mut other = native.clone();
            other.agents[0][key] = value;
            assert!(!holds(&other), "{key}");
        }
    });
}
