//! What only reads writes nothing, and what writes writes nothing else.

use crate::run::run;
use crate::tree::{snapshot, workspace};

#[test]
fn commands_that_read_write_nothing() {
    let folder = workspace(&[
        ("a.kdl", "agent  \"a\" { summary r\"A\"; delegate \"x\"; }\n"),
        ("in/x.md", "---\nname: x\n---\nX.\n"),
        ("known.json", "{\"version\": 1, \"findings\": []}"),
    ]);
    let before = snapshot(folder.path());
    for arguments in [
        &["check"] as &[&str],
        &["check", "--format", "sarif"],
        &["check", "--fix", "--dry-run"],
        &["check", "--baseline", "known.json"],
        &["fmt", "--check"],
        &["fmt", "-"],
        &["show", "a", "--env", "dev"],
        &["show", "a", "--env", "dev", "--why"],
        &["list"],
        &["explain"],
        &["explain", "agent"],
        &["schema"],
        &["completions", "bash"],
        &["import", "in", "--from", "claude-agents", "--out", "out", "--dry-run"],
        &["init"],
    ] {
        let ran = run(folder.path(), arguments);
        assert!(ran.code.is_some_and(|code| code <= 2), "{arguments:?}: {}", ran.stderr);
        assert_eq!(snapshot(folder.path()), before, "{arguments:?}");
    }
}

#[test]
fn commands_that_write_write_nothing_else() {
    let folder = workspace(&[("a.kdl", "agent  \"a\" { summary r\"A\"; }\n")]);
    let mut expected = snapshot(folder.path());
    assert_eq!(run(folder.path(), &["check", "--fix"]).stderr, "fixed 1 finding in 1 file\n");
    expected.insert("a.kdl".into(), b"agent  \"a\" { summary #\"A\"#; }\n".to_vec());
    assert_eq!(snapshot(folder.path()), expected);
    let formatted = run(folder.path(), &["fmt"]);
    assert_eq!((formatted.code, formatted.stdout.as_str()), (Some(0), "formatted a.kdl\n"));
    assert_eq!(formatted.stderr, "formatted 1 file, 1 unchanged\n");
    expected.insert("a.kdl".into(), b"agent \"a\" { summary #\"A\"# }\n".to_vec());
    let paths = |tree: &std::collections::BTreeMap<String, Vec<u8>>| {
        tree.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(paths(&snapshot(folder.path())), paths(&expected));
    assert_eq!(run(folder.path(), &["fmt", "--check"]).code, Some(0));
}
