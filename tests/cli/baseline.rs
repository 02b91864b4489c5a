//! `check --baseline`: a grown workspace adopts the tool, and only new findings fail.

use crate::run::run;
use crate::tree::{read, workspace, write};

const OLD: &str = "agent \"a\" {\n    delegate \"gone\"\n    delegate \"lost\"\n}\n";

#[test]
fn findings_of_before_are_known_and_new_ones_fail() {
    let folder = workspace(&[("a.kdl", OLD)]);
    let at = folder.path();
    assert_eq!(run(at, &["check"]).code, Some(1));
    let update = run(at, &["check", "--baseline", "known.json", "--update-baseline"]);
    assert_eq!(
        (update.code, update.stderr.as_str()),
        (Some(0), "wrote 2 findings to `known.json`\n")
    );
    assert!(update.stdout.ends_with(": nothing found (2 known)\n"), "{}", update.stdout);
    let baseline = read(at, "known.json");
    assert!(!baseline.contains(&*at.to_string_lossy()), "{baseline}");

    // Lines move, and another finding comes.
    write(at, "a.kdl", format!("// moved\n\n{OLD}agent \"b\" {{\n    delegate \"nobody\"\n}}\n"));
    let check = run(at, &["check", "--baseline", "known.json"]);
    assert_eq!(check.code, Some(1));
    assert!(check.stdout.contains("`nobody`"), "{}", check.stdout);
    assert!(!check.stdout.contains("`gone`"), "{}", check.stdout);
    assert!(check.stdout.ends_with(": 1 error (2 known)\n"), "{}", check.stdout);
    assert_eq!(read(at, "known.json"), baseline);
}

#[test]
fn what_is_gone_is_told_and_dropped_when_asked() {
    let folder = workspace(&[("a.kdl", OLD)]);
    let at = folder.path();
    run(at, &["check", "--baseline", "known.json", "--update-baseline"]);
    write(at, "a.kdl", OLD.replace("    delegate \"lost\"\n", ""));
    let check = run(at, &["check", "--baseline", "known.json"]);
    assert_eq!(check.code, Some(0));
    assert!(
        check.stderr.starts_with("note: 1 known finding is gone from the workspace"),
        "{}",
        check.stderr
    );
    // Of a part of the workspace nothing is said about the rest.
    assert_eq!(run(at, &["check", "--baseline", "known.json", "bailiwick.kdl"]).stderr, "");
    run(at, &["check", "--baseline", "known.json", "--update-baseline"]);
    assert_eq!(run(at, &["check", "--baseline", "known.json"]).stderr, "");
}

#[test]
fn what_is_no_baseline_is_refused() {
    let folder = workspace(&[("a.kdl", OLD), ("known.json", "{}")]);
    let ran = run(folder.path(), &["check", "--baseline", "known.json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(
        ran.stderr.starts_with("error: `known.json` is not a baseline: it has no `version`\n"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_file_that_is_no_baseline_is_not_written_over() {
    let folder = workspace(&[("a.kdl", OLD)]);
    let manifest = folder.path().join("bailiwick.kdl");
    let before = std::fs::read(&manifest).unwrap();
    let arguments = ["check", "--baseline", "bailiwick.kdl", "--update-baseline"];
    let ran = run(folder.path(), &arguments);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.starts_with("error: `bailiwick.kdl` is not a baseline"), "{}", ran.stderr);
    assert_eq!(std::fs::read(&manifest).unwrap(), before);
}
