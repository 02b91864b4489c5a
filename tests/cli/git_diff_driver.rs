//! `bailiwick git-diff-driver`, as git calls it.

use std::process::Command;

use crate::revisions::{CLERK, Fleet};
use crate::run::run;

/// What `git` prints with the driver set up; none where there is no git.
fn git(fleet: &Fleet, arguments: &[&str]) -> Option<String> {
    let driver = format!("{} git-diff-driver", env!("CARGO_BIN_EXE_bailiwick"));
    let mut command = Command::new("git");
    command.args(["-c", &format!("diff.bailiwick.command={driver}"), "--no-pager"]);
    command.args(arguments).current_dir(fleet.path()).env("HOME", fleet.path());
    command.env("GIT_CONFIG_NOSYSTEM", "1").env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
    let Ok(output) = command.output() else {
        eprintln!("SKIPPED: git is not there");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn git_diff_shows_what_changes_for_agents() {
    let fleet = Fleet::new();
    fleet.write(".gitattributes", "*.kdl diff=bailiwick\n");
    fleet.commit();
    fleet.widen("secrets/key");
    fleet.write("new.kdl", "agent \"new\"\n");
    fleet.stage();
    let Some(printed) = git(&fleet, &["diff", "HEAD"]) else { return };
    assert!(printed.contains("bailiwick diff clerk.kdl\nwidens: "), "{printed}");
    assert!(printed.contains("may now read `secrets/key`"), "{printed}");
    assert!(printed.contains("bailiwick diff new.kdl\n"), "{printed}");
    assert!(printed.contains("1 added"), "{printed}");
    // Of two revisions, with a file that is gone on disk.
    fleet.commit();
    std::fs::remove_file(fleet.path().join("new.kdl")).unwrap();
    fleet.write("clerk.kdl", CLERK);
    fleet.commit();
    let printed = git(&fleet, &["diff", "HEAD~1", "HEAD"]).unwrap();
    assert!(printed.contains("may no longer read `secrets/key`"), "{printed}");
    assert!(printed.contains("1 removed"), "{printed}");
    let printed = git(&fleet, &["log", "-p", "--ext-diff", "-1"]).unwrap();
    assert!(printed.contains("may no longer read `secrets/key`"), "{printed}");
    // Another layout is no change.
    fleet.write("clerk.kdl", &format!("// Who answers.\n{CLERK}"));
    let printed = git(&fleet, &["diff"]).unwrap();
    assert!(
        printed.contains("no effective change from `a/clerk.kdl` to `b/clerk.kdl`"),
        "{printed}"
    );
}

#[test]
fn a_file_that_is_renamed_or_lies_in_no_workspace_does_not_stop_git() {
    let fleet = Fleet::new();
    fleet.write(".gitattributes", "*.kdl diff=bailiwick\n");
    fleet.commit();
    std::fs::rename(fleet.path().join("clerk.kdl"), fleet.path().join("moved.kdl")).unwrap();
    fleet.write("moved.kdl", &format!("{CLERK}// The end.\n"));
    fleet.stage();
    let Some(printed) = git(&fleet, &["diff", "-M", "HEAD"]) else { return };
    assert!(
        printed.contains("bailiwick diff clerk.kdl -> moved.kdl\nno effective change"),
        "{printed}"
    );
    std::fs::remove_file(fleet.path().join("bailiwick.kdl")).unwrap();
    let printed = git(&fleet, &["diff"]).unwrap();
    assert!(printed.contains("not compared: it lies in no workspace"), "{printed}");
}

#[test]
fn words_that_git_does_not_say_are_refused() {
    let fleet = Fleet::new();
    let ran = run(fleet.path(), &["git-diff-driver", "clerk.kdl"]);
    assert_eq!((ran.stdout.as_str(), ran.code), ("clerk.kdl: a merge is not finished\n", Some(0)));
    let ran = run(fleet.path(), &["git-diff-driver", "a", "b"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("git calls the driver of a diff with 7 words"), "{}", ran.stderr);
    let words = ["git-diff-driver", "clerk.kdl", "gone", "1", "100644", "clerk.kdl", "2", "120000"];
    let ran = run(fleet.path(), &words);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("not compared: "), "{}", ran.stdout);
}
