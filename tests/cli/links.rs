//! Links and detours lead neither a reader nor a writer out of the workspace.

use std::fs;
use std::os::unix::fs::symlink;

use crate::revisions::Fleet;
use crate::run::run;
use crate::tree::{read, snapshot, workspace, write};

#[test]
fn a_workspace_file_that_leads_out_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "credentials", "password = hunter2\n");
    fs::create_dir(folder.path().join("inside")).unwrap();
    symlink("../credentials", folder.path().join("inside/bailiwick.kdl")).unwrap();
    let ran = run(&folder.path().join("inside"), &["check"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.stdout.matches("error[").count(), 1, "{}", ran.stdout);
    assert!(ran.stdout.contains("error[BW3003]"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("hunter2"), "{}", ran.stdout);
}

#[test]
fn what_is_used_lies_in_the_workspace() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "shared/a.kdl", "base \"secret\"\n");
    let detour = format!("../{}", outside.path().file_name().unwrap().to_str().unwrap());
    for name in [detour.as_str(), "link", outside.path().to_str().unwrap()] {
        let folder = workspace(&[("use.kdl", &format!("use \"{name}/shared\"\n"))]);
        symlink(outside.path(), folder.path().join("link")).unwrap();
        let ran = run(folder.path(), &["check", "use.kdl"]);
        assert_eq!(ran.code, Some(1), "{name}");
        assert!(ran.stdout.contains("error[BW3004]"), "{}", ran.stdout);
    }
}

#[test]
fn what_is_used_by_a_detour_is_read_once() {
    let folder = workspace(&[
        (
            "use.kdl",
            "use \"shared\"\nuse \"shared/../shared\"\nagent \"a\" {\n    extends \"b\"\n}\n",
        ),
        ("shared/b.kdl", "base \"b\"\n"),
    ]);
    let ran = run(folder.path(), &["check"]);
    assert!(ran.stdout.ends_with("nothing found\n"), "{}", ran.stdout);
}

#[test]
fn a_link_is_not_replaced_when_it_is_formatted() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.kdl", "agent    \"a\"\n");
    symlink("a.kdl", folder.path().join("link.kdl")).unwrap();
    let before = snapshot(folder.path());
    let ran = run(folder.path(), &["fmt", "link.kdl"]);
    assert_eq!(ran.stderr, "error: `link.kdl` is not written: it is a symlink\n");
    assert_eq!(ran.code, Some(2));
    assert_eq!(snapshot(folder.path()), before);
    assert!(folder.path().join("link.kdl").is_symlink());
}

#[test]
fn a_file_that_is_named_several_times_is_formatted_once() {
    let folder = workspace(&[("a.kdl", "agent    \"a\"\n"), ("b/c.kdl", "")]);
    let ran = run(folder.path(), &["fmt", "a.kdl", "./a.kdl", "b/../a.kdl", "."]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(ran.stdout.matches("formatted ").count(), 1, "{}", ran.stdout);
    assert_eq!(read(folder.path(), "a.kdl"), "agent \"a\"\n");
}

#[test]
fn a_baseline_replaces_no_device() {
    let folder = workspace(&[]);
    let ran = run(folder.path(), &["check", "--baseline", "/dev/null", "--update-baseline"]);
    assert_eq!(
        ran.stderr,
        "error: the baseline `/dev/null` cannot be read: it is no regular file\n"
    );
    assert_eq!(ran.code, Some(2));
}

#[test]
fn what_lies_behind_a_link_that_leads_out_is_not_formatted() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "far/a.kdl", "agent    \"a\"\n");
    let folder = workspace(&[]);
    symlink(outside.path(), folder.path().join("link")).unwrap();
    for path in ["link", "link/far", "link/far/a.kdl", "./link/far/../far/a.kdl"] {
        let ran = run(folder.path(), &["fmt", path]);
        assert_eq!(ran.code, Some(2), "{path}: {}", ran.stderr);
        assert!(ran.stderr.contains("leads out of the workspace"), "{path}: {}", ran.stderr);
    }
    assert_eq!(read(outside.path(), "far/a.kdl"), "agent    \"a\"\n");
}

const POLICY: &str = "policy \"no-shell\" {\n    forbid run \"sh **\"\n}\n";
const CLERK: &str = "agent \"clerk\" {\n    permissions {\n        allow run \"sh **\"\n    }\n}\n";

#[test]
fn a_link_to_what_is_not_read_as_kdl_is_an_error_and_shows_nothing_of_it() {
    let folder = workspace(&[("clerk.kdl", CLERK), ("texts/rules.txt", POLICY)]);
    write(folder.path(), ".git/config", "[http] extraheader = hunter2\n");
    write(folder.path(), ".env", "TOKEN=hunter2\n");
    let clean = run(folder.path(), &["check"]);
    for target in ["texts/rules.txt", ".git/config", ".env"] {
        symlink(target, folder.path().join("policies.kdl")).unwrap();
        let ran = run(folder.path(), &["check"]);
        assert!(
            ran.stdout.contains("`policies.kdl` is a symlink to a file that is not read as KDL"),
            "{target}: {}",
            ran.stdout
        );
        assert_eq!(ran.code, Some(1), "{target}");
        assert!(!ran.stdout.contains("hunter2"), "{}", ran.stdout);
        fs::remove_file(folder.path().join("policies.kdl")).unwrap();
    }
    // A second name of a KDL file declares nothing again.
    symlink("clerk.kdl", folder.path().join("again.kdl")).unwrap();
    assert_eq!(run(folder.path(), &["check"]).stdout, clean.stdout);
    // What leads out is an error.
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "rules.txt", POLICY);
    symlink(outside.path().join("rules.txt"), folder.path().join("policies.kdl")).unwrap();
    let ran = run(folder.path(), &["check"]);
    assert!(ran.stdout.contains("`policies.kdl` is a symlink that leads out"), "{}", ran.stdout);
}

#[test]
fn a_policy_behind_a_link_is_told_by_a_difference_as_by_a_check() {
    let fleet = Fleet::new();
    fleet.write("texts/rules.txt", POLICY);
    symlink("texts/rules.txt", fleet.path().join("policies.kdl")).unwrap();
    let told = "policies.kdl:1: `policies.kdl` is a symlink to a file that is not read as KDL";
    let printed = fleet.printed(&[]);
    assert!(printed.starts_with("undecided: ") && printed.contains(told), "{printed}");
    assert!(!printed.contains("no-shell"), "{printed}");
    fleet.commit();
    let both = fleet.printed(&["HEAD~1", "HEAD"]);
    assert!(both.starts_with("undecided: ") && both.contains(told), "{both}");
}

#[test]
fn a_pipe_or_a_folder_behind_the_name_of_a_kdl_file_is_told() {
    let folder = workspace(&[("texts/a.md", "x")]);
    let pipe = folder.path().join("pipe.kdl");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink("pipe.kdl", folder.path().join("linked.kdl")).unwrap();
    symlink("texts", folder.path().join("texts.kdl")).unwrap();
    let ran = run(folder.path(), &["check"]);
    for told in [
        "`pipe.kdl` is not read: it is a pipe",
        "`linked.kdl` is not read: it is a pipe",
        "`texts.kdl` is a folder",
    ] {
        assert!(ran.stdout.contains(told), "{told}: {}", ran.stdout);
    }
}
