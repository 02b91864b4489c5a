//! The sides of `bailiwick diff`: named in what is printed, and found where they are said to be.

use std::fs;

use crate::forms::valid;
use crate::revisions::{CLERK, Fleet};
use crate::run::{bailiwick, run};
use crate::tree::{WORKSPACE, workspace, write};

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
    assert!(error.contains("`git fetch origin release:refs/remotes/origin/release`"), "{error}");
    let id = "1234567890123456789012345678901234567890";
    let error = refused("CI_MERGE_REQUEST_DIFF_BASE_SHA", id);
    assert!(error.contains("`CI_MERGE_REQUEST_DIFF_BASE_SHA` says"), "{error}");
    assert!(error.contains(&format!("`git fetch origin {id}`")), "{error}");
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

/// In prod, the clerk may read more.
fn two_environments(fleet: &Fleet, pattern: &str) {
    let overlay = format!(
        "    in \"prod\" {{\n        permissions {{\n            allow read \"{pattern}\"\n        }}\n    }}\n}}\n"
    );
    let declared = CLERK.strip_suffix("}\n").unwrap();
    fleet.write("clerk.kdl", &format!("{declared}{overlay}"));
}

#[test]
fn an_environment_is_compared_with_another_one() {
    let fleet = Fleet::new();
    two_environments(&fleet, "logs/**");
    let printed = fleet.printed(&["env:dev", "env:prod"]);
    assert!(
        printed.starts_with(
            "widens: 1 widens; 1 of 1 agent changed\n\
             from `env:dev of the working tree` to `env:prod of the working tree`\n\n\
             widens\n  permissions read  clerk; in dev -> prod\n    may now read `logs`; before: denied\n"
        ),
        "{printed}"
    );
    assert!(fleet.printed(&["env:prod", "env:dev"]).contains("may no longer read `logs`"));
    // A side that names none has the other's.
    assert!(fleet.printed(&["env:dev"]).starts_with("no effective change from `env:dev of the"));
    assert!(fleet.printed(&["HEAD", "env:dev"]).starts_with("no effective change"));
    let printed = fleet.printed(&["HEAD:env:prod"]);
    assert!(printed.contains("permissions read  clerk; in prod\n"), "{printed}");
    fleet.commit();
    two_environments(&fleet, "secrets/**");
    let printed = fleet.printed(&["HEAD:env:dev", "HEAD:env:prod"]);
    assert!(printed.contains("`logs`") && !printed.contains("secrets"), "{printed}");
    let printed = fleet.printed(&["HEAD~1..HEAD:env:prod"]);
    assert!(printed.contains("clerk; in prod\n    may now read `logs`"), "{printed}");
    fleet.stage();
    let printed = fleet.printed(&["--staged", "HEAD:env:dev"]);
    assert!(printed.starts_with("no effective change"), "{printed}");
    let json = fleet.printed(&["env:dev", "env:prod", "--format", "json"]);
    let json = valid("diff", &json);
    assert_eq!(json["groups"][0]["agents"][0]["environments"][0], "dev -> prod");
    assert_eq!(json["from"], "env:dev of the working tree");
    let markdown = fleet.printed(&["env:dev", "env:prod", "--format", "markdown"]);
    assert!(markdown.contains("| `clerk`; in `dev -> prod` |"), "{markdown}");
    let html = fleet.printed(&["env:dev", "env:prod", "--format", "html"]);
    assert!(html.contains("clerk; in dev -&gt; prod"), "{html}");
}

#[test]
fn an_environment_that_is_not_there_is_refused_with_those_that_are() {
    let fleet = Fleet::new();
    let refused = |arguments: &[&str]| {
        let ran = fleet.diff(arguments);
        assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(2)), "{arguments:?}");
        ran.stderr
    };
    let error = refused(&["env:dev", "HEAD:env:prd"]);
    assert!(error.contains("there is no environment `prd` in `HEAD ("), "{error}");
    assert!(error.contains("did you mean `prod`? it has `dev`, `prod`"), "{error}");
    let error = refused(&["env:somewhere"]);
    assert!(error.contains("there is no environment `somewhere` in `the working tree`"), "{error}");
    assert!(error.contains("it has `dev`, `prod`"), "{error}");
    let error = refused(&["env:"]);
    assert!(error.contains("`env:` names no environment"), "{error}");
    let error = refused(&["env:dev", "--env", "prod"]);
    assert!(error.contains("`--env` and `env:NAME` both name environments"), "{error}");
    // Outside of git, too.
    let folder = workspace(&[("clerk.kdl", CLERK)]);
    let ran = run(folder.path(), &["diff", "env:dev", "env:prod"]);
    assert_eq!(ran.stdout, "no effective change from `env:dev of .` to `env:prod of .`\n");
}
