//! What an edit of a deployed file means.

mod agents;
mod modes;

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::{Drift, Meaning, drift};
use crate::permission::{Action, Authority};
use crate::render::deployed::{Deployed, Standing};
use crate::render::dialect::{Subject, Weight};
use crate::render::{Targets, held, render};
use crate::workspace::{Workspace, load};
use crate::world::Memory;

const SETTINGS: &str = ".claude/settings.json";
const LOCAL: &str = ".claude/settings.local.json";
const CLERK: &str = ".claude/agents/clerk.md";

const TEXT: &str = r#"
agent "reader" {
    summary "Reads"
    permissions {
        ask read "**"
    }
}
agent "clerk" {
    summary "Answers"
    instructions "Answer."
    permissions {
        allow run "git status **" "ls **"
        deny run "rm -rf **"
        otherwise ask run
        ask read "**"
        ask write "**"
    }
}
"#;

/// What differs of a rendering of this workspace after an edit.
fn drifted(text: &str, target: &str, edit: impl FnOnce(&mut Deployed)) -> Drift {
    let workspace: Workspace = load(&Memory::example(text));
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    let (target, flaws) = targets.read(targets.find(target).expect("a target"));
    assert!(flaws.is_empty(), "{flaws:?}");
    let environment = workspace.fleet().environments().first().copied();
    let rendered = render(&workspace, environment, &target, &[]);
    assert!(rendered.refusals.is_empty(), "{:?}", rendered.refusals);
    let mut deployed = Deployed::of(&rendered.files);
    edit(&mut deployed);
    drift(&workspace, environment, &target, &[], &rendered, &deployed)
}

fn text(deployed: &Deployed, path: &str) -> String {
    let bytes = deployed.files[path].bytes().expect("a file");
    String::from_utf8(bytes.to_vec()).expect("a text")
}

fn put(deployed: &mut Deployed, path: &str, text: impl Into<String>) {
    let standing = Standing::File(text.into().into_bytes());
    match path.strip_prefix("~/") {
        Some(path) => deployed.home.insert(path.to_owned(), standing),
        None => deployed.files.insert(path.to_owned(), standing),
    };
}

/// Replaces a part of a file, which must be there.
fn replace(deployed: &mut Deployed, path: &str, from: &str, to: &str) {
    let before = text(deployed, path);
    assert!(before.contains(from), "{from} in {before}");
    put(deployed, path, before.replacen(from, to, 1));
}

fn shown(drift: &Drift) -> String {
    let mut text = String::new();
    for file in &drift.files {
        writeln!(text, "{}: {:?}", file.path, file.state).expect("a text");
    }
    let Meaning::Read(compared, _) = &drift.meaning else { return format!("{text}not read\n") };
    for agent in &compared.absent {
        writeln!(text, "absent: {agent}").expect("a text");
    }
    for change in compared.changes.keys() {
        let (action, shift) = (change.action, &change.shift);
        let beyond = shift.after > change.declared;
        let (before, after) = (shift.before, shift.after);
        let mark = if beyond { ", beyond the declaration" } else { "" };
        writeln!(text, "{action} {}: {before} -> {after}{mark}", shift.request).expect("a text");
    }
    assert!(compared.unproven.is_empty(), "{:?}", compared.unproven);
    for note in &compared.notes {
        writeln!(text, "{:?} {} {}: {}", note.weight, note.file, note.what, note.why)
            .expect("a text");
    }
    let verdict = if drift.is_any() { "drift" } else { "no drift" };
    text + verdict + "\n"
}

fn check(edit: impl FnOnce(&mut Deployed), expected: &Expect) {
    expected.assert_eq(&shown(&drifted(TEXT, "claude-code", edit)));
}

#[test]
fn what_was_rendered_has_not_drifted() {
    check(
        |_| {},
        &expect![[r#"
        no drift
    "#]],
    );
}

#[test]
fn a_rule_that_is_added_or_taken_away_is_shown_with_a_request() {
    let allow = "\"allow\": [";
    check(
        |all| replace(all, SETTINGS, allow, "\"allow\": [\"Bash(git push:*)\","),
        &expect![[r#"
        .claude/settings.json: Edited
        run git push: deny -> allow, beyond the declaration
        drift
    "#]],
    );
    check(
        |all| replace(all, SETTINGS, "\"Bash(rm -rf *)\"", "\"Bash(rm -rf x)\""),
        &expect![[r#"
        .claude/settings.json: Edited
        drift
    "#]],
    );
    check(
        |all| replace(all, SETTINGS, "\"Bash(git status *)\"", ""),
        &expect![[r#"
            .claude/settings.json: Edited
            read /: deny -> ask, beyond the declaration
            read a: deny -> allow, beyond the declaration
            write a: deny -> ask
            run :: deny -> allow, beyond the declaration
            run a: deny -> ask
            Loosens .claude/settings.json no `disableAutoMode`: a session can be started in which nobody is asked
            Loosens .claude/settings.json no `disableBypassPermissionsMode`: a session can be started in which nobody is asked
            Loosens .claude/settings.json the file: not what Claude Code reads: Claude Code passes over the whole file, with all that it asks and denies
            drift
        "#]],
    );
    check(
        |all| replace(all, SETTINGS, allow, "\"allow\": [\"Read\", \"Write\","),
        &expect![[r#"
            .claude/settings.json: Edited
            read /: deny -> allow, beyond the declaration
            write a: deny -> allow, beyond the declaration
            drift
        "#]],
    );
    check(
        |all| replace(all, SETTINGS, allow, "\"allow\": [\"Edit(notes)\","),
        &expect![[r#"
            .claude/settings.json: Edited
            write a: deny -> allow, beyond the declaration
            drift
        "#]],
    );
}

#[test]
fn an_edit_that_means_nothing_is_told_as_such() {
    let edit = |all: &mut Deployed| {
        let rules = text(all, SETTINGS).replace("Bash(git status *)", "Bash(git status:*)");
        let value: serde_json::Value = serde_json::from_str(&rules).expect("JSON");
        put(all, SETTINGS, value.to_string());
    };
    check(
        edit,
        &expect![[r#"
        .claude/settings.json: Edited
        drift
    "#]],
    );
    let allow = "\"allow\": [";
    let dead = "\"allow\": [\"bash(rm *)\", \"Write(x)\", \"mcp__*\", \"Bash(rm -rf *)\", 7,";
    check(
        |all| replace(all, SETTINGS, allow, dead),
        &expect![[r#"
            .claude/settings.json: Edited
            Nothing .claude/settings.json allow: "Write(x)": rules about paths are those of `Read` and `Edit`
            Nothing .claude/settings.json allow: "bash(rm *)": no tool has this name, so that it matches nothing
            Nothing .claude/settings.json allow: "mcp__*": no server is named, so that it matches nothing
            Nothing .claude/settings.json allow: 7: it is no text, and passed over
            drift
        "#]],
    );
}

#[test]
fn a_file_that_claude_code_passes_over_denies_nothing() {
    check(
        |all| put(all, SETTINGS, "{"),
        &expect![[r#"
            .claude/settings.json: Edited
            read /: deny -> ask, beyond the declaration
            read a: deny -> allow, beyond the declaration
            write a: deny -> ask
            run :: deny -> allow, beyond the declaration
            run a: deny -> ask
            Loosens .claude/settings.json no `disableAutoMode`: a session can be started in which nobody is asked
            Loosens .claude/settings.json no `disableBypassPermissionsMode`: a session can be started in which nobody is asked
            Loosens .claude/settings.json the file: not what Claude Code reads: Claude Code passes over the whole file, with all that it asks and denies
            drift
        "#]],
    );
    check(
        |all| replace(all, SETTINGS, "{", "{\"env\": 5,"),
        &expect![[r#"
            .claude/settings.json: Edited
            read /: deny -> ask, beyond the declaration
            read a: deny -> allow, beyond the declaration
            write a: deny -> ask
            run :: deny -> allow, beyond the declaration
            run a: deny -> ask
            Loosens .claude/settings.json env: not what Claude Code reads: Claude Code passes over the whole file, with all that it asks and denies
            Loosens .claude/settings.json no `disableAutoMode`: a session can be started in which nobody is asked
            Loosens .claude/settings.json no `disableBypassPermissionsMode`: a session can be started in which nobody is asked
            drift
        "#]],
    );
    let mark = |all: &mut Deployed| {
        let marked = format!("\u{feff}{}", text(all, SETTINGS));
        put(all, SETTINGS, marked);
    };
    check(
        mark,
        &expect![[r#"
        .claude/settings.json: Edited
        drift
    "#]],
    );
}

#[test]
fn layers_of_people_count_and_harmless_ones_do_not() {
    check(
        |all| put(all, LOCAL, "{\"theme\": \"dark\"}"),
        &expect![[r#"
        Nothing .claude/settings.local.json theme: "dark": it says nothing about permissions
        no drift
    "#]],
    );
    let local = r#"{"permissions": {"allow": ["Bash(curl *)"], "deny": ["Bash(git status x)"]},
        "enableAllProjectMcpServers": true, "hooks": {"PreToolUse": []}, "frob": [1]}"#;
    check(
        |all| put(all, LOCAL, local),
        &expect![[r#"
        run curl: deny -> allow, beyond the declaration
        run git status x: allow -> deny
        Loosens .claude/settings.local.json enableAllProjectMcpServers: true: every server of the folder is started unasked
        Loosens .claude/settings.local.json hooks: {"PreToolUse":[]}: a hook may let pass what is asked about
        Unknown .claude/settings.local.json frob: [1]: it is not known here what it does to permissions
        drift
    "#]],
    );
    let user = r#"{"permissions": {"allow": ["Bash(make *)", "Edit(/x/**)"], "defaultMode": "bypassPermissions",
        "additionalDirectories": ["/srv"]}, "env": {"PATH": "/tmp"}}"#;
    check(
        |all| put(all, "~/.claude/settings.json", user),
        &expect![[r#"
            write a: deny -> allow, beyond the declaration
            run make: deny -> allow, beyond the declaration
            Loosens ~/.claude/settings.json env: {"PATH":"/tmp"}: it changes what programs and servers see
            Loosens ~/.claude/settings.json permissions.additionalDirectories: ["/srv"]: these folders are read as the working folder is
            drift
        "#]],
    );
    let edit = |all: &mut Deployed| {
        replace(all, SETTINGS, "\"disableBypassPermissionsMode\": \"disable\"", "\"model\": \"x\"");
        put(
            all,
            "~/.claude/settings.json",
            "{\"permissions\":{\"defaultMode\":\"bypassPermissions\"}}",
        );
    };
    check(
        edit,
        &expect![[r#"
        .claude/settings.json: Edited
        Loosens .claude/settings.json no `disableBypassPermissionsMode`: a session can be started in which nobody is asked
        Nothing .claude/settings.json permissions.model: "x": it says nothing about permissions
        drift
    "#]],
    );
}

#[test]
fn a_target_that_enforces_nothing_is_compared_by_its_files() {
    let same = drifted(TEXT, "agents-md", |_| {});
    assert!(!same.is_any() && matches!(same.meaning, Meaning::NotEnforced));
    let edited = drifted(TEXT, "agents-md", |all| put(all, "clerk/AGENTS.md", "mine"));
    assert!(edited.is_any());
}

#[test]
fn every_note_of_a_rendering_is_harmless() {
    let same = drifted(TEXT, "claude-code", |_| {});
    let Meaning::Read(compared, _) = same.meaning else { panic!("it is read back") };
    assert!(compared.notes.iter().all(|note| note.weight == Weight::Nothing));
}

/// What is read back of a rendering means what was proven of it.
#[test]
fn a_rendering_is_read_back_as_it_was_meant() {
    use crate::permission::decide_alike;
    use crate::render::dialects::dialect;
    let workspace = load(&Memory::example(TEXT));
    let environment = workspace.fleet().environments().first().copied();
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    let (target, _) = targets.read(targets.find("claude-code").expect("a target"));
    let rendered = render(&workspace, environment, &target, &[]);
    let deployed = Deployed::of(&rendered.files);
    let dialect = dialect("claude-code").expect("a dialect");
    let reader = dialect.read.expect("a reader");
    let shared = (reader.shared)(&deployed);
    let contexts = workspace.contexts(environment);
    let effectives = held(&contexts, &[]);
    let authorities: Vec<Authority<'_, '_>> = effectives.iter().map(Authority::of).collect();
    let subjects: Vec<Subject<'_, '_>> = effectives
        .iter()
        .zip(&authorities)
        .map(|(effective, authority)| Subject { effective, authority })
        .collect();
    let native = (dialect.compile)(&subjects);
    assert!(!subjects.is_empty());
    for subject in &subjects {
        let path = rendered.own.get(&subject.effective.name()).map(String::as_str);
        let read = (reader.agent)(&deployed, path, subject, &shared.native.shared);
        let (meant, is) =
            ((dialect.meaning)(&native).of(subject), (dialect.meaning)(&read.native).of(subject));
        for action in Action::ALL {
            let shifts = crate::permission::compare(&meant.given(action), &is.given(action));
            assert!(decide_alike(&meant.given(action), &is.given(action)), "{action}: {shifts:?}");
        }
    }
}
