//! `bailiwick diff` in git: revisions, the index, the working tree, and everything that a repository can lack.

use std::fs;
use std::path::Path;

use git2::{IndexAddOption, Oid, Repository, RepositoryInitOptions, Signature, Time};
use tempfile::TempDir;

use crate::run::{Ran, bailiwick, run};
use crate::tree::{WORKSPACE, write};

pub const CLERK: &str = "agent \"clerk\" {
    summary \"Answers\"
    permissions {
        allow read \"docs/**\"
    }
}
";

/// A repository with a workspace in its first commit.
pub struct Fleet {
    folder: TempDir,
    pub git: Repository,
}

impl Fleet {
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = RepositoryInitOptions::new();
        options.initial_head("main").external_template(false);
        let git = Repository::init_opts(folder.path(), &options).unwrap();
        Self { folder, git }
    }

    pub fn new() -> Self {
        let fleet = Self::empty();
        fleet.write("bailiwick.kdl", WORKSPACE);
        fleet.write("clerk.kdl", CLERK);
        fleet.commit();
        fleet
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let full = self.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }

    /// Lets the clerk read this, too.
    pub fn widen(&self, pattern: &str) {
        let rule = format!("allow read \"docs/**\"\n        allow read \"{pattern}\"");
        self.write("clerk.kdl", &CLERK.replace("allow read \"docs/**\"", &rule));
    }

    pub fn stage(&self) {
        let mut index = self.git.index().unwrap();
        index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
        index.update_all(["*"], None).unwrap();
        index.write().unwrap();
    }

    pub fn commit(&self) -> Oid {
        self.stage();
        let tree = self.git.index().unwrap().write_tree().unwrap();
        let tree = self.git.find_tree(tree).unwrap();
        let parent = self.git.head().ok().map(|head| head.peel_to_commit().unwrap());
        let by = Signature::new("Ada", "ada@acme.example", &Time::new(1_700_000_000, 0)).unwrap();
        let parents: Vec<_> = parent.iter().collect();
        self.git.commit(Some("HEAD"), &by, &by, "a change", &tree, &parents).unwrap()
    }

    pub fn diff(&self, arguments: &[&str]) -> Ran {
        let mut all = vec!["diff"];
        all.extend(arguments);
        run(self.path(), &all)
    }

    /// What is printed, where it succeeds and notes nothing.
    pub fn printed(&self, arguments: &[&str]) -> String {
        let ran = self.diff(arguments);
        assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)), "{arguments:?}");
        ran.stdout
    }

    /// What is said, where it fails.
    fn refused(&self, arguments: &[&str]) -> String {
        let ran = self.diff(arguments);
        assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(2)), "{arguments:?}");
        ran.stderr
    }
}

fn reads(pattern: &str) -> String {
    format!("may now read `{pattern}`")
}

#[test]
fn head_is_compared_with_the_working_tree() {
    let fleet = Fleet::new();
    let printed = fleet.printed(&["--exit-code"]);
    assert!(printed.starts_with("no effective change from `HEAD ("), "{printed}");
    assert!(printed.contains("to `the working tree`"), "{printed}");
    fleet.widen("secrets/key");
    let ran = fleet.diff(&["--exit-code", "--only", "widens"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains(&reads("secrets/key")), "{}", ran.stdout);
    assert!(ran.stdout.contains("clerk.kdl:5"), "{}", ran.stdout);
    // As seen from a folder below.
    write(fleet.path(), "below/x.txt", "x");
    let ran = run(&fleet.path().join("below"), &["diff"]);
    assert!(ran.stdout.contains("../clerk.kdl:5"), "{}", ran.stdout);
}

#[test]
fn revisions_the_index_and_ranges_are_written_as_in_git() {
    let fleet = Fleet::new();
    let first = fleet.git.head().unwrap().peel_to_commit().unwrap();
    fleet.git.tag_lightweight("v1", first.as_object(), false).unwrap();
    fleet.widen("second");
    fleet.commit();
    fleet.widen("staged");
    fleet.stage();
    fleet.widen("loose");
    let has = |arguments: &[&str], pattern: &str| {
        let printed = fleet.printed(arguments);
        for other in ["second", "staged", "loose"] {
            assert_eq!(
                printed.contains(&reads(other)),
                other == pattern,
                "{arguments:?} {other}: {printed}"
            );
        }
    };
    has(&[], "loose");
    has(&["v1"], "loose");
    has(&["HEAD~1", "HEAD"], "second");
    has(&["v1..HEAD"], "second");
    has(&["v1.."], "second");
    has(&["v1...main"], "second");
    has(&["--staged"], "staged");
    has(&["--cached", "v1"], "staged");
    has(&["HEAD", "HEAD"], "nothing");
    // Back again.
    assert!(fleet.printed(&["main..v1"]).contains("may no longer read `second`"));
}

#[test]
fn a_range_with_three_dots_starts_where_the_branches_parted() {
    let fleet = Fleet::new();
    let first = fleet.git.head().unwrap().peel_to_commit().unwrap();
    fleet.git.branch("feature", &first, false).unwrap();
    fleet.widen("on-main");
    fleet.commit();
    let printed = fleet.printed(&["feature...main"]);
    assert!(printed.contains(&reads("on-main")), "{printed}");
    let printed = fleet.printed(&["main...feature"]);
    let short: String = first.id().to_string().chars().take(10).collect();
    assert!(
        printed
            .starts_with(&format!("no effective change from `{short}, where feature left main`")),
        "{printed}"
    );
    assert!(fleet.printed(&["main..feature"]).contains("may no longer read `on-main`"));
}

#[test]
fn folders_and_revisions_go_together_and_are_told_apart() {
    let fleet = Fleet::new();
    let head = fleet.git.head().unwrap().peel_to_commit().unwrap();
    let other = tempfile::tempdir().unwrap();
    write(other.path(), "bailiwick.kdl", WORKSPACE);
    write(other.path(), "clerk.kdl", CLERK.replace("docs", "papers"));
    let path = other.path().to_str().unwrap();
    assert!(fleet.printed(&["HEAD", path]).contains("may now read `papers`"));
    fleet.git.branch("twice", &head, false).unwrap();
    write(fleet.path(), "twice/bailiwick.kdl", WORKSPACE);
    let error = fleet.refused(&["twice"]);
    assert!(error.contains("`twice` is a revision and a folder"), "{error}");
    assert!(error.contains("`./twice`"), "{error}");
    assert!(fleet.printed(&["./twice", "."]).contains("agent"));
    assert!(fleet.printed(&["twice..HEAD"]).starts_with("no effective change"));
}

#[test]
fn a_pull_request_starts_where_its_service_says() {
    let fleet = Fleet::new();
    let first = fleet.git.head().unwrap().peel_to_commit().unwrap().id();
    fleet.widen("on-main");
    let tip = fleet.commit();
    fleet.git.reference("refs/remotes/origin/main", tip, false, "").unwrap();
    fleet.git.set_head_detached(first).unwrap();
    fleet.git.checkout_head(Some(git2::build::CheckoutBuilder::new().force())).unwrap();
    fleet.widen("on-branch");
    fleet.commit();
    let printed = |name: &str, value: &str| {
        let mut command = bailiwick(fleet.path(), &["diff"]);
        let output = command.env(name, value).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    for (name, value) in
        [("GITHUB_BASE_REF", "main"), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", &first.to_string())]
    {
        let printed = printed(name, value);
        assert!(printed.contains(&reads("on-branch")) && !printed.contains("on-main"), "{printed}");
    }
    assert!(printed("GITHUB_BASE_REF", "").starts_with("no effective change from `HEAD ("));
    // The base is named where it is printed.
    fleet.git.checkout_head(Some(git2::build::CheckoutBuilder::new().force())).unwrap();
    fleet.write("clerk.kdl", CLERK);
    let printed = printed("GITHUB_BASE_REF", "main");
    assert!(printed.contains("where HEAD left origin/main, from GITHUB_BASE_REF"), "{printed}");
}

#[test]
fn across_the_commit_that_brought_bailiwick_every_agent_is_new() {
    let fleet = Fleet::empty();
    fleet.write("readme.txt", "x");
    fleet.write("other.kdl", "layout { pane; }\n");
    fleet.commit();
    fs::remove_file(fleet.path().join("other.kdl")).unwrap();
    fleet.write("bailiwick.kdl", WORKSPACE);
    fleet.write("clerk.kdl", CLERK);
    fleet.commit();
    let ran = fleet.diff(&["HEAD~1", "HEAD"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stderr.starts_with("note: there is no workspace in `HEAD~1 ("), "{}", ran.stderr);
    assert!(ran.stdout.contains("1 added"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("broken"), "{}", ran.stdout);
    let ran = fleet.diff(&["HEAD", "HEAD~1"]);
    assert!(ran.stdout.contains("1 removed"), "{}", ran.stdout);
    let error = fleet.refused(&["HEAD~1", "HEAD~1"]);
    assert!(error.contains("there is no workspace on either side"), "{error}");
}

#[test]
fn before_the_first_commit_every_agent_is_new() {
    let fleet = Fleet::empty();
    fleet.write("bailiwick.kdl", WORKSPACE);
    fleet.write("clerk.kdl", CLERK);
    let ran = fleet.diff(&[]);
    assert_eq!(ran.stderr, "note: there is no workspace in `HEAD (no commit yet)`\n");
    assert!(ran.stdout.contains("1 added"), "{}", ran.stdout);
    fleet.stage();
    assert!(fleet.diff(&["--staged"]).stdout.contains("1 added"));
}

#[test]
fn what_a_repository_lacks_is_said() {
    let fleet = Fleet::new();
    let head = fleet.git.head().unwrap().peel_to_commit().unwrap();
    fleet.git.branch("feature-login", &head, false).unwrap();
    let error = fleet.refused(&["feature-logn"]);
    assert!(error.contains("there is no revision `feature-logn`"), "{error}");
    assert!(error.contains("did you mean `feature-login`?"), "{error}");
    let error = fleet.refused(&["a\u{202e}b"]);
    assert!(error.contains("`a<U+202E>b`"), "{error}");
    fleet.write(".git/shallow", &format!("{}\n", head.id()));
    let error = fleet.refused(&["HEAD~3"]);
    assert!(error.contains("shallow clone") && error.contains("fetch-depth: 0"), "{error}");

    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "bailiwick.kdl", WORKSPACE);
    let ran = run(outside.path(), &["diff"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("there is no git repository here"), "{}", ran.stderr);
    assert!(ran.stderr.contains("bailiwick diff OLD NEW"), "{}", ran.stderr);
    let ran = run(outside.path(), &["diff", "main"]);
    assert!(
        ran.stderr.contains("there is no folder `main`, and no git repository"),
        "{}",
        ran.stderr
    );
    assert_eq!(run(outside.path(), &["diff", ".", "."]).code, Some(0));
}

#[test]
fn a_bare_repository_is_compared_by_revisions() {
    let fleet = Fleet::new();
    fleet.widen("second");
    fleet.commit();
    let folder = tempfile::tempdir().unwrap();
    let bare = folder.path().join("fleet.git");
    let from = fleet.path().to_str().unwrap();
    drop(git2::build::RepoBuilder::new().bare(true).clone(from, &bare).unwrap());
    let ran = run(&bare, &["diff", "HEAD~1", "HEAD"]);
    assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
    assert!(ran.stdout.contains(&reads("second")), "{}", ran.stdout);
    let ran = run(&bare, &["diff"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("the repository is bare"), "{}", ran.stderr);
}

#[test]
fn in_a_monorepo_the_workspace_is_a_subfolder() {
    let fleet = Fleet::empty();
    fleet.write("web/agent.kdl", "not ours {");
    fleet.write("ops/fleet/bailiwick.kdl", WORKSPACE);
    fleet.write("ops/fleet/clerk.kdl", CLERK);
    fleet.commit();
    fleet.write("web/agent.kdl", "not ours, and others {");
    fleet.write("web/new.kdl", "agent \"theirs\"");
    let ran = run(&fleet.path().join("ops/fleet"), &["diff", "--exit-code"]);
    assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)), "{}", ran.stdout);
    fleet.write("ops/fleet/clerk.kdl", &CLERK.replace("docs", "papers"));
    let ran = run(fleet.path(), &["-C", "ops/fleet", "diff"]);
    assert!(ran.stdout.contains("may now read `papers`"), "{}", ran.stdout);
}

#[test]
fn a_file_that_is_broken_on_one_side_hides_nothing_else() {
    let fleet = Fleet::new();
    fleet.write("broken.kdl", "agent \"x\" {\n    model \"\n");
    fleet.commit();
    fleet.write("broken.kdl", "agent \"x\"\n");
    fleet.widen("second");
    let ran = fleet.diff(&[]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("broken: broken.kdl:1"), "{}", ran.stdout);
    assert!(ran.stdout.contains(&reads("second")), "{}", ran.stdout);
}

#[test]
fn a_hook_is_told_the_index_of_the_commit_that_is_made() {
    let fleet = Fleet::new();
    fleet.widen("second");
    fleet.stage();
    // As git does for `git commit FILE`.
    fs::copy(fleet.path().join(".git/index"), fleet.path().join(".git/next-index")).unwrap();
    fleet.write("clerk.kdl", CLERK);
    fleet.stage();
    let staged = |index: Option<&str>| {
        let mut command = bailiwick(fleet.path(), &["diff", "--staged"]);
        if let Some(index) = index {
            command.env("GIT_INDEX_FILE", index);
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(staged(None).starts_with("no effective change"), "{}", staged(None));
    assert!(staged(Some(".git/next-index")).contains(&reads("second")));
}

#[test]
fn a_file_that_moves_changes_nothing_and_a_file_that_goes_takes_its_agents() {
    let fleet = Fleet::new();
    fs::create_dir(fleet.path().join("agents")).unwrap();
    fs::rename(fleet.path().join("clerk.kdl"), fleet.path().join("agents/clerk.kdl")).unwrap();
    assert!(fleet.printed(&[]).starts_with("no effective change"));
    fs::remove_file(fleet.path().join("agents/clerk.kdl")).unwrap();
    assert!(fleet.printed(&[]).contains("1 removed"));
    fs::remove_file(fleet.path().join("bailiwick.kdl")).unwrap();
    let ran = fleet.diff(&[]);
    assert!(ran.stderr.contains("note: there is no workspace in `the working tree`"));
    assert!(ran.stdout.contains("1 removed"), "{}", ran.stdout);
}
