//! Repositories made to do harm.

use std::fs;

use bailiwick_schema::path::FilePath;

use super::super::super::{ReadError, World};
use super::super::{GitError, Repository};
use super::{Made, listed};

#[test]
fn a_tree_that_holds_itself_over_and_over_is_given_up() {
    let made = Made::workspace();
    let blob = made.git.blob(b"x").unwrap();
    let mut builder = made.git.treebuilder(None).unwrap();
    for index in 0..10 {
        builder.insert(format!("f{index}.kdl"), blob, 0o100_644).unwrap();
    }
    let mut tree = builder.write().unwrap();
    for _ in 0..9 {
        let mut builder = made.git.treebuilder(None).unwrap();
        for index in 0..10 {
            builder.insert(format!("d{index}"), tree, 0o040_000).unwrap();
        }
        tree = builder.write().unwrap();
    }
    made.commit_tree("ten thousand million files", tree);
    let repository = made.open();
    let head = repository.revision("HEAD").unwrap();
    assert_eq!(repository.at(&head).err(), Some(GitError::TooMany));
}

#[test]
fn a_folder_within_a_folder_a_hundred_thousand_times_is_given_up() {
    let made = Made::workspace();
    let mut tree = made.git.treebuilder(None).unwrap().write().unwrap();
    for _ in 0..5_000 {
        let mut builder = made.git.treebuilder(None).unwrap();
        builder.insert("d", tree, 0o040_000).unwrap();
        tree = builder.write().unwrap();
    }
    made.commit_tree("deep", tree);
    let repository = made.open();
    let head = repository.revision("HEAD").unwrap();
    assert_eq!(repository.at(&head).err(), Some(GitError::TooMany));
}

#[test]
fn links_lead_nowhere_but_inside() {
    let made = Made::workspace();
    let mut builder = made.git.treebuilder(None).unwrap();
    for (name, target) in [
        ("passwd.md", "/etc/passwd"),
        ("up.md", "../../../../etc/passwd"),
        ("a.md", "b.md"),
        ("b.md", "a.md"),
        ("dots.md", "./././../x"),
        ("empty.md", ""),
        ("bytes.md", "\u{1b}[2J"),
    ] {
        let blob = made.git.blob(target.as_bytes()).unwrap();
        builder.insert(name, blob, 0o120_000).unwrap();
    }
    let binary = made.git.blob(&[0xff, 0xfe]).unwrap();
    builder.insert("binary.md", binary, 0o120_000).unwrap();
    let long = made.git.blob("a/".repeat(100_000).as_bytes()).unwrap();
    builder.insert("long.md", long, 0o120_000).unwrap();
    let tree = builder.write().unwrap();
    made.commit_tree("links", tree);
    let repository = made.open();
    let head = repository.at(&repository.revision("HEAD").unwrap()).unwrap();
    for (path, error) in [
        ("passwd.md", ReadError::Outside),
        ("up.md", ReadError::Outside),
        ("dots.md", ReadError::Outside),
        ("a.md", ReadError::Other),
        ("binary.md", ReadError::Other),
        ("long.md", ReadError::Other),
        ("empty.md", ReadError::Folder),
        ("bytes.md", ReadError::Missing),
        ("/etc/passwd", ReadError::Outside),
        ("../x", ReadError::Outside),
    ] {
        assert_eq!(head.read(&FilePath::from(path)), Err(error), "{path}");
    }
}

#[test]
fn an_index_that_names_files_outside_reads_none() {
    let made = Made::workspace();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.kdl"), "agent \"secret\"\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path(), made.path().join("out")).unwrap();
    // Kept as if it lay in a plain folder.
    let blob = made.git.blob(b"agent \"mine\"\n").unwrap();
    let mut index = made.git.index().unwrap();
    let mut entry = index.get_path("agents/clerk.kdl".as_ref(), 0).unwrap();
    (entry.path, entry.id) = (b"out/secret.kdl".to_vec(), blob);
    index.add(&entry).unwrap();
    index.write().unwrap();
    let repository = made.open();
    let working = repository.working_tree(made.disk()).unwrap();
    assert_eq!(listed(&working), ["agents/clerk.kdl", "bailiwick.kdl"]);
    assert!(working.read(&FilePath::from("out/secret.kdl")).is_err());
}

#[test]
fn no_program_of_the_configuration_runs() {
    let made = Made::workspace();
    let ran = made.path().join("ran");
    let program = format!("touch {}", ran.display());
    let mut config = made.git.config().unwrap();
    for name in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.editor",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "diff.evil.command",
        "diff.evil.textconv",
        "diff.external",
        "alias.status",
    ] {
        config.set_str(name, &program).unwrap();
    }
    made.write(".gitattributes", "* filter=evil diff=evil\n");
    for hook in ["post-index-change", "pre-commit", "post-checkout", "fsmonitor-watchman"] {
        made.write(&format!(".git/hooks/{hook}"), &format!("#!/bin/sh\n{program}\n"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let path = made.path().join(".git/hooks").join(hook);
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }
    made.commit("attributes");
    made.write("agents/clerk.kdl", "agent \"clerk\" {\n}\n");
    let before = fs::read(made.path().join(".git/index")).unwrap();
    let repository = made.open();
    let head = repository.at(&repository.revision("HEAD").unwrap()).unwrap();
    let working = repository.working_tree(made.disk()).unwrap();
    assert!(!working.is_same(&head));
    assert_ne!(
        working.read(&FilePath::from("agents/clerk.kdl")),
        head.read(&FilePath::from("agents/clerk.kdl"))
    );
    assert!(!ran.exists(), "a program ran");
    assert_eq!(fs::read(made.path().join(".git/index")).unwrap(), before, "the index was written");
}

#[test]
fn a_working_tree_somewhere_else_is_refused() {
    let made = Made::workspace();
    let outside = tempfile::tempdir().unwrap();
    let mut config = made.git.config().unwrap();
    config.set_str("core.worktree", outside.path().to_str().unwrap()).unwrap();
    let refused = Repository::around(&made.path()).err();
    assert_eq!(refused, Some(GitError::Elsewhere));
}
