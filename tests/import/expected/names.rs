//! Names that are none.

use expect_test::expect;

use super::check;

#[test]
fn spaces_and_capitals() {
    check(
        "30-spaces-and-capitals.md",
        &expect![[r#"
        approximated
        == context/agents/senior-backend-architect-v2-0.kdl
        agent "senior-backend-architect-v2-0" {
            title "Senior  Backend_Architect (v2.0)"
            summary "Named as people write"
            extends "claude-code-tools"
            instructions file="instructions/senior-backend-architect-v2-0.md"
        }

        == instructions/senior-backend-architect-v2-0.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: `Senior  Backend_Architect (v2.0)` is not a valid agent name; it is written as `senior-backend-architect-v2-0`, and kept as its title
    "#]],
    );
}

#[test]
fn slashes() {
    check(
        "31-slashes.md",
        &expect![[r#"
        approximated
        == context/agents/team/payments/refund-clerk.kdl
        agent "team/payments/refund-clerk" {
            title "/team//payments/refund-clerk/"
            summary "Has parts"
            extends "claude-code-tools"
            instructions file="instructions/team/payments/refund-clerk.md"
        }

        == instructions/team/payments/refund-clerk.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: `/team//payments/refund-clerk/` is not a valid agent name; it is written as `team/payments/refund-clerk`, and kept as its title
    "#]],
    );
}

#[test]
fn path_traversal() {
    check(
        "32-path-traversal.md",
        &expect![[r#"
        approximated
        == context/agents/etc/cron-d/evil.kdl
        agent "etc/cron-d/evil" {
            title "../../../etc/cron.d/evil"
            summary "Wants out"
            extends "claude-code-tools"
            instructions file="instructions/etc/cron-d/evil.md"
        }

        == instructions/etc/cron-d/evil.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: `../../../etc/cron.d/evil` is not a valid agent name; it is written as `etc/cron-d/evil`, and kept as its title
    "#]],
    );
}

#[test]
fn windows_path() {
    check(
        "33-windows-path.md",
        &expect![[r##"
        approximated
        == context/agents/c-users-agents-evil-md.kdl
        agent "c-users-agents-evil-md" {
            title #"C:\Users\agents\evil.md"#
            summary #"\\server\share"#
            extends "claude-code-tools"
            instructions file="instructions/c-users-agents-evil-md.md"
        }

        == instructions/c-users-agents-evil-md.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: `C:\Users\agents\evil.md` is not a valid agent name; it is written as `c-users-agents-evil-md`, and kept as its title
    "##]],
    );
}

#[test]
fn letters_of_the_world() {
    check(
        "34-letters-of-the-world.md",
        &expect![[r#"
        approximated
        == context/agents/berpr-fer.kdl
        agent "berpr-fer" {
            title "Überprüfer-для-кода"
            summary "Prüft, проверяет, 検査する"
            extends "claude-code-tools"
            instructions file="instructions/berpr-fer.md"
        }

        == instructions/berpr-fer.md
        Код.

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: `Überprüfer-для-кода` is not a valid agent name; it is written as `berpr-fer`, and kept as its title
    "#]],
    );
}

#[test]
fn only_emoji() {
    check(
        "35-only-emoji.md",
        &expect![[r#"
        approximated
        == context/agents/35-only-emoji.kdl
        agent "35-only-emoji" {
            title "🦀🦀"
            summary "No letter at all"
            extends "claude-code-tools"
            instructions file="instructions/35-only-emoji.md"
        }

        == instructions/35-only-emoji.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        name-from-file 2: `🦀🦀` has no letter or digit for a name; the file's name makes `35-only-emoji` of it, and it is kept as its title
    "#]],
    );
}

#[test]
fn hidden_characters() {
    check(
        "36-hidden-characters.md",
        &expect![[r#"
        approximated
        == context/agents/safe-txt-exe.kdl
        agent "safe-txt-exe" {
            title "safe\u{202E}txt.exe\u{200b}"
            summary "left\u{202E}right\u{2066} \u{e0041}tag"
            extends "claude-code-tools"
            instructions file="instructions/safe-txt-exe.md"
        }

        == instructions/safe-txt-exe.md
        Body with \u{202e} bidi.

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: `safe\u{202e}txt.exe\u{200b}` is not a valid agent name; it is written as `safe-txt-exe`, and kept as its title
    "#]],
    );
}

#[test]
fn keyword() {
    check(
        "45-keyword.md",
        &expect![[r##"
        approximated
        == context/agents/true-2.kdl
        agent "true-2" {
            title "#true"
            summary "null-like -inf .5"
            extends "claude-code-tools"
            instructions file="instructions/true-2.md"
        }

        == instructions/true-2.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: `#true` is not a valid agent name; it is written as `true`, and kept as its title
        renamed 2: the name `true` stands in several files; this agent is `true-2`, and keeps its name as title
        frontmatter 3: what stands behind the value of `description` is a comment, no part of it: `#inf`
    "##]],
    );
}

#[test]
fn device() {
    check(
        "46-device.md",
        &expect![[r#"
        approximated
        == context/agents/con_.kdl
        agent "con" {
            title "CON"
            summary "A file that Windows cannot have"
            extends "claude-code-tools"
            instructions file="instructions/con_.md"
        }

        == instructions/con_.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: `CON` is not a valid agent name; it is written as `con`, and kept as its title
    "#]],
    );
}

#[test]
fn kept_prefix() {
    check(
        "52-kept-prefix.md",
        &expect![[r#"
        approximated
        == context/agents/std-agent/evil.kdl
        agent "std-agent/evil" {
            title "std/agent/evil"
            summary "Wants the standard library's place"
            extends "claude-code-tools"
            instructions file="instructions/std-agent/evil.md"
        }

        == instructions/std-agent/evil.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: `std/agent/evil` is not a valid agent name; it is written as `std-agent/evil`, and kept as its title
    "#]],
    );
}
