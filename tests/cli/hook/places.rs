//! Where an event takes place, and where links lead.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::json;

use super::{POLICY, answered, denied, desk, event, told};
use crate::run::run;
use crate::tree::write;

#[test]
fn a_link_gives_no_more_than_what_it_leads_to() {
    let desk = desk();
    let at = desk.path();
    write(at, "secret/key", "k");
    symlink(at.join("secret"), at.join("docs/link")).unwrap();
    symlink("../secret/new", at.join("out/new")).unwrap();
    symlink(at.join("docs"), at.join("more")).unwrap();
    symlink("internal", at.join("docs/inside")).unwrap();
    symlink("loop", at.join("docs/loop")).unwrap();
    let read = |path: &str| told(&answered(at, &event(at, "Read", &json!({ "file_path": path }))));
    assert_eq!(read("docs/plain"), "nothing");
    assert_eq!(read("docs/link/key"), "deny");
    assert_eq!(read("docs/link/../plain"), "deny");
    assert_eq!(read("docs/inside/a"), "ask");
    // Whoever is given a place is not given it under every name.
    assert_eq!(read("more/plain"), "deny");
    assert_eq!(read("docs/loop"), "deny");
    assert_eq!(read("docs/loop/x"), "deny");
    let write =
        |path: &str| told(&answered(at, &event(at, "Write", &json!({ "file_path": path }))));
    assert_eq!(write("out/plain/deep/new"), "nothing");
    assert_eq!(write("out/new"), "deny");
    let bash = |line: &str| told(&answered(at, &event(at, "Bash", &json!({ "command": line }))));
    assert_eq!(bash("git log > out/plain"), "nothing");
    assert_eq!(bash("git log > out/new"), "deny");
    assert_eq!(bash("cat < docs/link/key"), "deny");
    assert_eq!(bash("cat < docs/inside/key"), "ask");
}

#[test]
fn a_folder_below_the_root_is_seen_from_the_root() {
    let desk = desk();
    let at = desk.path();
    let sub = at.join("docs");
    let ran = |tool: &str, input| told(&answered(at, &event(&sub, tool, &input)));
    assert_eq!(ran("Read", json!({ "file_path": "a" })), "nothing");
    assert_eq!(ran("Read", json!({ "file_path": "../docs/a" })), "nothing");
    assert_eq!(ran("Read", json!({ "file_path": "../a" })), "deny");
    assert_eq!(ran("Grep", json!({ "pattern": "x" })), "ask");
    assert_eq!(ran("Bash", json!({ "command": "git log > ../out/x" })), "nothing");
    assert_eq!(ran("Bash", json!({ "command": "git log > out/x" })), "deny");
    // Elsewhere, the same words start another program.
    assert_eq!(ran("Bash", json!({ "command": "./tool x" })), "ask");
    let root = event(at, "Bash", &json!({ "command": "./tool x" }));
    assert_eq!(told(&answered(at, &root)), "nothing");
}

#[test]
fn another_folder_or_working_tree_is_denied() {
    let desk = desk();
    let at = desk.path();
    let other = tempfile::tempdir().unwrap();
    let read = json!({ "file_path": at.join("docs/a") });
    let why = |folder: &std::path::Path| denied(&answered(at, &event(folder, "Read", &read)));
    assert!(why(other.path()).ends_with("does not lie in the root of the policy"));
    assert!(why(at.parent().unwrap()).ends_with("does not lie in the root of the policy"));
    assert!(why(std::path::Path::new("docs")).ends_with("cannot be found"));
    write(at, ".claude/worktrees/x/.git", "gitdir: /r/.git/worktrees/x\n");
    let tree = at.join(".claude/worktrees/x");
    assert!(why(&tree).contains("lies in another working tree"));
    symlink(&tree, at.join("docs/tree")).unwrap();
    assert!(why(&at.join("docs/tree")).contains("lies in another working tree"));
}

#[test]
fn a_policy_moves_with_its_tree() {
    let desk = desk();
    let moved = tempfile::tempdir().unwrap();
    let at = moved.path();
    write(at, POLICY, fs::read(desk.path().join(POLICY)).unwrap());
    fs::create_dir_all(at.join("docs")).unwrap();
    let read = json!({ "file_path": at.join("docs/a") });
    assert_eq!(told(&answered(at, &event(at, "Read", &read))), "nothing");
    let before = json!({ "file_path": desk.path().join("docs/a") });
    assert_eq!(told(&answered(at, &event(at, "Read", &before))), "deny");
}

#[test]
fn the_root_is_the_folder_that_is_named() {
    let desk = desk();
    let at = desk.path();
    let compile = |more: &[&str]| {
        let arguments = ["hook", "compile", "--agent", "clerk", "--env", "dev", "--out"];
        let ran = run(at, &[&arguments, more].concat());
        (ran.code, ran.stdout, ran.stderr)
    };
    let root = |path: &str| {
        let text = fs::read_to_string(at.join(path)).unwrap();
        let policy: serde_json::Value = serde_json::from_str(&text).unwrap();
        policy["root"].as_str().unwrap().to_owned()
    };
    assert_eq!(compile(&["deploy/a/b.json"]).0, Some(0));
    assert_eq!(root("deploy/a/b.json"), "../..");
    assert_eq!(compile(&["deploy/a/b.json", "--root", "deploy/a"]).0, Some(0));
    assert_eq!(root("deploy/a/b.json"), ".");
    assert_eq!(compile(&["b.json", "--root", "docs"]).0, Some(0));
    assert_eq!(root("b.json"), "docs");
    let (code, _, error) = compile(&["b.json", "--root", "nowhere"]);
    assert_eq!(code, Some(2), "{error}");
}
