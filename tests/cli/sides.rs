//! The sides of `bailiwick diff`: named in what is printed, and found where they are said to be.

use std::fs;

use crate::revisions::{CLERK, Fleet};
use crate::run::{bailiwick, run};
use crate::tree::{WORKSPACE, write};

#[test]
fn a_difference_says_what_is_compared_with_what() {
    let fleet = Fleet::new();
    fleet.widen("secrets/key");
    let head = fleet.git.head().unwrap().peel_to_commit().unwrap().id().to_string();
    let short: String = head.chars().take(10).collect();
    let printed = fleet.printed(&[]);
    let second = printed.lines().nth(1);
    assert_eq!(second, Some(&*format!("from `HEAD ({short})` to `the working tree`")), "{printed}");
}

#[test]
fn a_base_that_is_not_here_is_told_from_one_that_was_typed() {
    let fleet = Fleet::new();
    fleet.widen("secrets/key");
    fleet.commit();
    let refused = |variable: &str, value: &str| {
        let output = bailiwick(fleet.path(), &["diff"]).env(variable, value).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let error = refused("GITHUB_BASE_REF", "release");
    let said = "`GITHUB_BASE_REF` says that the pull request starts from `release`, but there is no revision `release`";
    assert!(error.contains(said), "{error}");
    assert!(
        error.contains("`git fetch origin release:refs/remotes/origin/release --depth 1000`"),
        "{error}"
    );
    let id = "1234567890123456789012345678901234567890";
    let error = refused("CI_MERGE_REQUEST_DIFF_BASE_SHA", id);
    assert!(error.contains("`CI_MERGE_REQUEST_DIFF_BASE_SHA` says"), "{error}");
    assert!(error.contains(&format!("`git fetch origin {id} --depth 1000`")), "{error}");
    // Where the branch is here and its history is not.
    let by = git2::Signature::new("Ada", "ada@acme.example", &git2::Time::new(0, 0)).unwrap();
    let head = fleet.git.head().unwrap().peel_to_commit().unwrap();
    let tree = head.tree().unwrap();
    let other = fleet.git.commit(None, &by, &by, "apart", &tree, &[]).unwrap();
    fleet.git.reference("refs/remotes/origin/apart", other, false, "").unwrap();
    let error = refused("GITHUB_BASE_REF", "apart");
    assert!(error.contains("but `origin/apart` and `HEAD` have no common ancestor"), "{error}");
}

#[test]
fn a_folder_is_that_folder_and_not_the_one_around_it() {
    let fleet = Fleet::new();
    write(fleet.path(), "agents/notes.txt", "x");
    write(fleet.path(), "below/fleet/bailiwick.kdl", WORKSPACE);
    let refused = |arguments: &[&str]| {
        let ran = fleet.diff(arguments);
        assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(2)), "{arguments:?}");
        ran.stderr
    };
    let error = refused(&["./agents", "."]);
    assert!(error.contains("`./agents` is no workspace: it has no `bailiwick.kdl`"), "{error}");
    assert!(error.contains("the workspace around it is `.`"), "{error}");
    let error = refused(&[".", "agents"]);
    assert!(error.contains("`agents` is no workspace"), "{error}");
    let error = refused(&["./clerk.kdl", "."]);
    assert!(error.contains("`./clerk.kdl` is no folder"), "{error}");
    let error = refused(&["./nowhere", "."]);
    assert!(error.contains("there is no file or folder `./nowhere`"), "{error}");
    let ran = run(&fleet.path().join("agents"), &["diff", ".", ".."]);
    assert!(ran.stderr.contains("the workspace around it is `..`"), "{}", ran.stderr);
    fs::remove_file(fleet.path().join("bailiwick.kdl")).unwrap();
    let error = refused(&["below", "below/fleet"]);
    assert!(error.contains("`below/fleet`"), "{error}");
}

#[test]
fn from_the_top_of_a_monorepo_a_folder_says_which_workspace_is_meant() {
    let fleet = Fleet::empty();
    fleet.write("readme.txt", "x");
    fleet.write("ops/fleet/bailiwick.kdl", WORKSPACE);
    fleet.write("ops/fleet/clerk.kdl", CLERK);
    fleet.commit();
    fleet.write("ops/fleet/clerk.kdl", &CLERK.replace("docs", "papers"));
    for arguments in [["HEAD", "ops/fleet"], ["HEAD", "./ops/fleet/"]] {
        let printed = fleet.printed(&arguments);
        assert!(printed.contains("may now read `papers`"), "{printed}");
        assert!(printed.contains("+ allow read \"papers/**\"  ops/fleet/clerk.kdl:4"), "{printed}");
    }
    let printed = fleet.printed(&["ops/fleet", "HEAD"]);
    assert!(printed.contains("may no longer read `papers`"), "{printed}");
    // Nothing says which workspace of the working tree is meant.
    let ran = fleet.diff(&["ops/fleet"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stdout);
}

#[test]
fn an_index_without_the_workspace_is_said_as_such() {
    let fleet = Fleet::empty();
    fleet.write("clerk.kdl", CLERK);
    fleet.commit();
    fleet.write("bailiwick.kdl", WORKSPACE);
    let ran = fleet.diff(&["--staged"]);
    assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(2)));
    assert!(ran.stderr.contains("the index holds no `bailiwick.kdl`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`git add` it"), "{}", ran.stderr);
    fleet.stage();
    assert!(fleet.diff(&["--staged"]).stdout.contains("1 added"));
    // Who takes it away on purpose is told what that comes to.
    fleet.commit();
    fs::remove_file(fleet.path().join("bailiwick.kdl")).unwrap();
    fleet.stage();
    assert!(fleet.diff(&["--staged"]).stdout.contains("1 removed"));
}
