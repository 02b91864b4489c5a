//! What an edit of an agent's file means, and files that nobody rendered.

use expect_test::expect;

use super::{CLERK, check, put, replace};
use crate::render::OutputFile;
use crate::render::deployed::Standing;

#[test]
fn an_agent_with_more_tools_may_do_more() {
    check(
        |all| replace(all, CLERK, "\ntools: [", "\ntools: [\"WebFetch\", \"mcp__other\", "),
        &expect![[r#"
            .claude/agents/clerk.md: Edited
            drift
        "#]],
    );
    check(
        |all| replace(all, CLERK, "\ntools: ", "\ntool: "),
        &expect![[r#"
            .claude/agents/clerk.md: Edited
            Unknown .claude/agents/clerk.md tool: a list (sha256:5f19d71ee4aec6155a3641d353d5e0a085e5f38fd2f7871a5e12bcd7b0898b20): it is not known here what it does to permissions
            drift
        "#]],
    );
    check(
        |all| replace(all, CLERK, "\ntools: ", "\ndisallowedTools: Bash(ls *)\ntools: "),
        &expect![[r#"
            .claude/agents/clerk.md: Edited
            run ls: allow -> deny
            drift
        "#]],
    );
    check(
        |all| replace(all, CLERK, "\ntools: ", "\npermissionMode: acceptEdits\ntools: "),
        &expect![[r#"
            .claude/agents/clerk.md: Edited
            read a: deny -> ask
            write /: deny -> ask, beyond the declaration
            write a: deny -> allow, beyond the declaration
            run a: deny -> ask
            run cp: deny -> allow, beyond the declaration
            Loosens .claude/agents/clerk.md permissionMode: "acceptEdits": it counts for this agent, whatever the settings say
            drift
        "#]],
    );
    check(
        |all| replace(all, CLERK, "\nAnswer.", "\nAnswer nobody."),
        &expect![[r#"
        .claude/agents/clerk.md: Edited
        drift
    "#]],
    );
    check(
        |all| replace(all, CLERK, "name: ", "nom: "),
        &expect![[r#"
        .claude/agents/clerk.md: Edited
        absent: clerk
        Narrows .claude/agents/clerk.md the file: it has no `name`, so that Claude Code passes over it
        drift
    "#]],
    );
}

#[test]
fn a_tool_that_an_agent_was_not_given_is_shown() {
    let reader = ".claude/agents/reader.md";
    check(
        |all| replace(all, reader, "\ntools: [", "\ntools: [\"Bash(ls *)\", "),
        &expect![[r#"
        .claude/agents/reader.md: Edited
        run ls: deny -> allow, beyond the declaration
        drift
    "#]],
    );
    check(
        |all| replace(all, reader, "\ntools: [", "\ntools: [\"*\", "),
        &expect![[r#"
        .claude/agents/reader.md: Edited
        run ls: deny -> allow, beyond the declaration
        drift
    "#]],
    );
}

#[test]
fn files_are_missing_stale_foreign_or_unread() {
    let edit = |all: &mut crate::render::deployed::Deployed| {
        all.files.remove(CLERK);
        put(all, ".claude/agents/other.md", "---\nname: other\n---\nMore.\n");
        put(all, ".claude/agents/old.md", "old");
        all.files
            .insert(".mcp.json".to_owned(), Standing::Unread("a symlink, which is not followed"));
        let old = OutputFile { path: ".claude/agents/old.md".to_owned(), bytes: b"old".to_vec() };
        let manifest = crate::render::Manifest::of("claude-code@1".to_owned(), None, None, &[old]);
        put(all, crate::render::MANIFEST_FILE, manifest.text());
    };
    check(
        edit,
        &expect![[r#"
        .claude/agents/clerk.md: Missing
        .claude/agents/old.md: Stale
        .claude/agents/other.md: Foreign
        .mcp.json: Unread("a symlink, which is not followed")
        absent: clerk
        drift
    "#]],
    );
}
