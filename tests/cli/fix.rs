//! `check --fix`, `--dry-run` and `--unsafe`.

use crate::run::run;
use crate::tree::{WORKSPACE, read, snapshot, workspace, write};

/// Two habits of KDL 1, each with a safe fix, and a mistyped name, whose fix is not safe.
const HABITS: &str = "agent \"a\" {
    instructions file=\"a.md\" template=true
    delegate \"helpr\"
}
agent \"helper\" {
    summary r\"Helps\"
}
";

const MENDED: &str = "agent \"a\" {
    instructions file=\"a.md\" template=#true
    delegate \"helpr\"
}
agent \"helper\" {
    summary #\"Helps\"#
}
";

#[test]
fn safe_fixes_are_written_and_the_rest_is_reported() {
    let folder = workspace(&[("a.kdl", HABITS), ("a.md", "Answer with a source.\n")]);
    let ran = run(folder.path(), &["check", "--fix"]);
    assert_eq!(read(folder.path(), "a.kdl"), MENDED, "{}", ran.stdout);
    assert_eq!(ran.stderr, "fixed 2 findings in 1 file\n");
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("no agent is called `helpr`"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("BW1"), "{}", ran.stdout);
}

#[test]
fn unsafe_fixes_are_written_only_when_asked_for() {
    let folder = workspace(&[("a.kdl", HABITS), ("a.md", "Answer with a source.\n")]);
    let ran = run(folder.path(), &["check", "--fix", "--unsafe"]);
    assert_eq!(read(folder.path(), "a.kdl"), MENDED.replace("helpr", "helper"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "fixed 3 findings in 1 file\n");
    let again = run(folder.path(), &["check", "--fix", "--unsafe"]);
    assert_eq!(again.stderr, "fixed 0 findings in 0 files\n");
}

#[test]
fn a_dry_run_prints_a_diff_and_writes_nothing() {
    let folder = workspace(&[("a.kdl", HABITS), ("a.md", "Answer with a source.\n")]);
    let before = snapshot(folder.path());
    let ran = run(folder.path(), &["check", "--fix", "--dry-run"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.stderr, "would fix 2 findings in 1 file\n");
    let expected = "--- a/a.kdl
+++ b/a.kdl
@@ -1,7 +1,7 @@
 agent \"a\" {
-    instructions file=\"a.md\" template=true
+    instructions file=\"a.md\" template=#true
     delegate \"helpr\"
 }
 agent \"helper\" {
-    summary r\"Helps\"
+    summary #\"Helps\"#
 }
";
    assert_eq!(ran.stdout, expected);
    assert_eq!(snapshot(folder.path()), before);
}

#[test]
fn only_the_files_that_are_named_are_mended() {
    let folder = workspace(&[("a.kdl", HABITS), ("a.md", "Answer.\n")]);
    write(folder.path(), "b.kdl", "agent \"b\" {\n    summary r\"B\"\n}\n");
    run(folder.path(), &["check", "--fix", "b.kdl"]);
    assert_eq!(read(folder.path(), "a.kdl"), HABITS);
    assert_eq!(read(folder.path(), "b.kdl"), "agent \"b\" {\n    summary #\"B\"#\n}\n");
}

#[test]
fn a_file_that_is_not_utf_8_is_not_edited() {
    let folder = workspace(&[]);
    let bytes = b"agent \"a\" {\n    summary r\"caf\xE9\"\n}\n";
    write(folder.path(), "a.kdl", bytes);
    let ran = run(folder.path(), &["check", "--fix"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(snapshot(folder.path()).get("a.kdl").unwrap(), bytes);
}

#[test]
fn of_two_fixes_of_one_place_the_first_wins_and_then_everything_is_checked_again() {
    let folder = workspace(&[]);
    let use_line = "\nuse \"std/lifecycle/simple@1\"\n";
    let once = format!("{WORKSPACE}{use_line}");
    // The second `use` is to go, and its text is to be written as in KDL 2.
    write(folder.path(), "bailiwick.kdl", format!("{once}use r\"std/lifecycle/simple@1\"\n"));
    let found = run(folder.path(), &["check"]).stdout;
    assert!(found.contains("2 findings can be fixed with `--fix`"), "{found}");
    let ran = run(folder.path(), &["check", "--fix"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), "fixed 1 finding in 1 file\n"));
    assert!(ran.stdout.ends_with(": nothing found\n"), "{}", ran.stdout);
    assert_eq!(read(folder.path(), "bailiwick.kdl").trim_end(), once.trim_end());
}
