//! A revision, the index and the working tree say what the disk says.

use std::sync::Arc;

use bailiwick_schema::path::FilePath;

use super::super::super::{ContentId, Edited, Listing, World};
use super::{Made, listed};
use crate::workspace::{Kept, load_unchecked};

/// A workspace with everything that a walk of the disk treats in its own way.
fn odd() -> Made {
    let made = Made::workspace();
    for (path, text) in [
        (".hidden/a.kdl", "agent \"hidden\"\n"),
        (".dotted.kdl", ""),
        ("releases/one.kdl", ""),
        ("agents/releases/two.kdl", "agent \"two\"\n"),
        ("nested/bailiwick.kdl", ""),
        ("nested/deep/b.kdl", ""),
        ("folder.kdl/c.kdl", "agent \"c\"\n"),
        (".env", "A=1\n"),
        (".env.example", "A=\n"),
        ("skills/x/run.sh", "#!/bin/sh\n"),
        ("texts/a b.md", "Greet.\n"),
        ("texts/rules.txt", "agent \"ruled\"\n"),
    ] {
        made.write(path, text);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let at = |path: &str| made.path().join(path);
        symlink("agents/clerk.kdl", at("inside.kdl")).unwrap();
        symlink("texts", at("linked")).unwrap();
        symlink("texts/rules.txt", at("rules.kdl")).unwrap();
        symlink("../texts/rules.txt", at("agents/rules.kdl")).unwrap();
        symlink(".hidden/a.kdl", at("shown.kdl")).unwrap();
        symlink("texts", at("texts.kdl")).unwrap();
        symlink("texts/rules.txt", at(".unseen.kdl")).unwrap();
        symlink("../nowhere.kdl", at("outside.kdl")).unwrap();
        symlink("missing.kdl", at("agents/dangling.kdl")).unwrap();
        symlink("round.md", at("round.md")).unwrap();
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(at("skills/x/run.sh"), mode).unwrap();
    }
    made.commit("all kinds");
    made
}

fn paths(listing: Listing) -> Vec<String> {
    listing.entries.into_iter().map(|entry| entry.path.to_string()).collect()
}

#[test]
fn every_side_lists_and_reads_what_the_disk_does() {
    let made = odd();
    let (repository, disk) = (made.open(), made.disk());
    let head = repository.at(&repository.revision("HEAD").unwrap()).unwrap();
    let index = repository.index().unwrap();
    let working = repository.working_tree(made.disk()).unwrap();
    assert!(listed(&disk).len() > 8, "{:?}", listed(&disk));
    #[cfg(unix)]
    for (path, is_listed) in [
        ("rules.kdl", false),
        ("agents/rules.kdl", false),
        ("shown.kdl", false),
        ("inside.kdl", false),
        ("texts.kdl", false),
        (".unseen.kdl", false),
    ] {
        assert_eq!(disk.list().has(&FilePath::from(path)), is_listed, "{path}");
    }
    let sides: [(&str, &dyn World); 3] = [("head", &head), ("index", &index), ("tree", &working)];
    for (name, side) in sides {
        assert_eq!(listed(side), listed(&disk), "{name}");
        for folder in ["", "agents", "nested", "linked", "agents/../folder.kdl", "..", "gone"] {
            assert_eq!(paths(side.folder(folder)), paths(disk.folder(folder)), "{name} {folder}");
        }
        for path in [
            "agents/clerk.kdl",
            ".hidden/a.kdl",
            "nested/deep/b.kdl",
            "texts/a b.md",
            "linked/a b.md",
            "inside.kdl",
            "rules.kdl",
            "agents/rules.kdl",
            "shown.kdl",
            "agents/../inside.kdl",
            "skills/x/run.sh",
            "agents",
            "linked",
            "gone.md",
            "agents/clerk.kdl/x",
            "round.md",
            "agents/dangling.kdl",
        ] {
            let path = FilePath::from(path);
            assert_eq!(side.read(&path), disk.read(&path), "{name} {path}");
            if disk.read(&path).is_ok() {
                let (here, there) = (side.is_executable(&path), disk.is_executable(&path));
                assert_eq!(here, there, "{name} {path}");
            }
        }
    }
    assert!(working.is_same(&head) && index.is_same(&head) && head.is_same(&index));
}

#[test]
fn a_kept_file_that_git_would_ignore_is_in_the_working_tree_and_other_ignored_files_are_not() {
    let made = Made::workspace();
    made.write(".gitignore", "build/\n*.gen.md\n");
    made.write("build/kept.kdl", "agent \"kept\"\n");
    made.write("build/loose.kdl", "agent \"loose\"\n");
    made.write("x.gen.md", "x");
    made.force("build/kept.kdl");
    made.commit("keep");
    let repository = made.open();
    let head = repository.at(&repository.revision("HEAD").unwrap()).unwrap();
    let working = repository.working_tree(made.disk()).unwrap();
    assert!(working.is_same(&head));
    assert_eq!(listed(&working), listed(&head));
    assert_eq!(paths(working.folder("build")), ["build/kept.kdl"]);
    assert!(working.read(&FilePath::from("x.gen.md")).is_err());
    assert!(working.read(&FilePath::from("build/kept.kdl")).is_ok());
    assert!(!listed(&made.disk()).contains(&"build/kept.kdl".to_owned()));

    made.write("build/kept.kdl", "agent \"other\"\n");
    made.write(".agents/new.md", "new");
    let working = repository.working_tree(made.disk()).unwrap();
    assert!(!working.is_same(&head));
    assert_eq!(working.read(&FilePath::from("build/kept.kdl")).unwrap(), b"agent \"other\"\n");
    assert_eq!(working.read(&FilePath::from(".agents/new.md")).unwrap(), b"new");
    assert_eq!(listed(&working), listed(&head));
}

#[test]
fn what_changed_on_disk_is_seen_and_what_was_only_touched_is_not() {
    let made = Made::workspace();
    made.write("a.md", "a");
    made.commit("more");
    let repository = made.open();
    let head = repository.at(&repository.revision("HEAD").unwrap()).unwrap();
    let is_same = || repository.working_tree(made.disk()).unwrap().is_same(&head);
    assert!(is_same());
    made.write("a.md", "a");
    assert!(is_same(), "written again, the same");
    made.write("a.md", "b");
    assert!(!is_same(), "another text of the same length");
    made.write("a.md", "a");
    made.remove("agents/clerk.kdl");
    assert!(!is_same());
    let working = repository.working_tree(made.disk()).unwrap();
    assert_eq!(listed(&working), ["a.md", "bailiwick.kdl"]);
    assert!(working.read(&FilePath::from("agents/clerk.kdl")).is_err());
    made.write("agents/clerk.kdl", "agent \"clerk\"\n");
    made.write("new.kdl", "agent \"new\"\n");
    assert!(!is_same());
    let index = repository.index().unwrap();
    assert!(index.is_same(&head));
    made.stage();
    assert_eq!(listed(&repository.index().unwrap()).len(), 4);
    assert!(!repository.working_tree(made.disk()).unwrap().is_same(&head));
}

#[cfg(unix)]
#[test]
fn a_link_that_was_changed_on_disk_leads_where_it_leads_now() {
    use std::os::unix::fs::symlink;

    let made = Made::workspace();
    let link = |target: &str, path: &str| symlink(target, made.path().join(path)).unwrap();
    for name in ["a", "b"] {
        made.write(&format!("{name}.md"), name);
        made.write(&format!("{name}/text.md"), name);
        made.write(&format!("{name}/{name}.kdl"), "");
    }
    for (target, path) in [
        ("a.md", "same.md"),
        ("a.md", "moved.md"),
        ("moved.md", "twice.md"),
        ("a.md", "gone.md"),
        ("a", "folder"),
        ("a", "lost"),
    ] {
        link(target, path);
    }
    made.commit("links");
    for path in ["moved.md", "gone.md", "folder", "lost"] {
        made.remove(path);
    }
    link("b.md", "moved.md");
    link("b", "folder");
    let (repository, disk) = (made.open(), made.disk());
    let working = repository.working_tree(made.disk()).unwrap();
    let read = |path: &str| working.read(&FilePath::from(path)).ok();
    assert_eq!(read("same.md").as_deref(), Some(&b"a"[..]));
    assert_eq!(read("moved.md").as_deref(), Some(&b"b"[..]));
    assert_eq!(read("twice.md").as_deref(), Some(&b"b"[..]));
    assert_eq!(read("folder/text.md").as_deref(), Some(&b"b"[..]));
    assert_eq!(read("gone.md"), None);
    assert_eq!(read("lost/text.md"), None);
    for folder in ["folder", "lost", "a"] {
        assert_eq!(paths(working.folder(folder)), paths(disk.folder(folder)), "{folder}");
    }
}

#[test]
fn files_of_submodules_belong_to_somebody_else() {
    let made = Made::workspace();
    made.write("vendor/sub/a.kdl", "agent \"theirs\"\n");
    let entry = git2::IndexEntry {
        ctime: git2::IndexTime::new(0, 0),
        mtime: git2::IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: 0o160_000,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: git2::Oid::from_str("1234567890123456789012345678901234567890").unwrap(),
        flags: 0,
        flags_extended: 0,
        path: b"vendor/sub".to_vec(),
    };
    let mut index = made.git.index().unwrap();
    index.add(&entry).unwrap();
    index.write().unwrap();
    let tree = index.write_tree().unwrap();
    made.commit_tree("a submodule", tree);
    let repository = made.open();
    let head = repository.at(&repository.revision("HEAD").unwrap()).unwrap();
    let working = repository.working_tree(made.disk()).unwrap();
    assert_eq!(listed(&working), listed(&head));
    assert_eq!(listed(&head), ["agents/clerk.kdl", "bailiwick.kdl"]);
    assert_eq!(head.submodules(), [FilePath::from("vendor/sub")]);
    assert_eq!(working.submodules(), head.submodules());
    assert!(working.read(&FilePath::from("vendor/sub/a.kdl")).is_err());
}

#[test]
fn a_workspace_in_a_subfolder_is_the_subfolder() {
    let made = Made::new();
    made.write("service/main.kdl", "agent \"elsewhere\"\n");
    made.commit("before");
    made.write("ops/fleet/bailiwick.kdl", "workspace \"w\" {\n    edition 1\n}\n");
    made.write("ops/fleet/a.kdl", "agent \"a\"\n");
    made.commit("after");
    made.write("service/new.kdl", "not ours");
    let repository = made.open_at("ops/fleet");
    assert_eq!(repository.below(), "ops/fleet/");
    let [head, before] = ["HEAD", "HEAD~1"].map(|name| repository.revision(name).unwrap());
    let [now, then] = [&head, &before].map(|revision| repository.at(revision).unwrap());
    assert_eq!(listed(&now), ["a.kdl", "bailiwick.kdl"]);
    assert!(now.is_workspace() && !then.is_workspace());
    assert_eq!(listed(&then), Vec::<String>::new());
    assert!(repository.is_same(&head, &head).unwrap());
    assert!(!repository.is_same(&head, &before).unwrap());
    let disk = super::super::super::Disk::at(&made.path().join("ops/fleet"));
    assert!(repository.working_tree(disk).unwrap().is_same(&now));
}

#[test]
fn a_file_that_is_the_same_on_both_sides_is_read_once() {
    let made = Made::workspace();
    made.write("b.kdl", "agent \"b\"\n");
    made.commit("second");
    let repository = made.open();
    let [head, before] = ["HEAD", "HEAD~1"].map(|name| repository.revision(name).unwrap());
    let kept = Kept::default();
    let old = load_unchecked(&repository.at(&before).unwrap(), &kept);
    let new = load_unchecked(&repository.at(&head).unwrap(), &kept);
    let working = load_unchecked(&repository.working_tree(made.disk()).unwrap(), &kept);
    let text = |workspace: &crate::workspace::Workspace, path: &str| {
        workspace.source(&FilePath::from(path)).unwrap()
    };
    for other in [&new, &working] {
        let path = "agents/clerk.kdl";
        assert!(Arc::ptr_eq(&text(&old, path), &text(other, path)));
    }
    assert!(Arc::ptr_eq(&text(&new, "b.kdl"), &text(&working, "b.kdl")));
    assert!(old.source(&FilePath::from("b.kdl")).is_none());
    assert_eq!(new.digests().len(), 2);
}

#[test]
fn an_edited_text_is_not_taken_for_the_file_that_was_kept() {
    let made = Made::workspace();
    let repository = made.open();
    let head = repository.at(&repository.revision("HEAD").unwrap()).unwrap();
    let path = FilePath::from("agents/clerk.kdl");
    assert!(head.content(&path).is_some());
    assert_ne!(head.content(&path), ContentId::of(&[0; 20]));
    let texts = [(path.clone(), Arc::from("agent \"other\"\n"))].into();
    assert_eq!(Edited { world: &head, texts: &texts }.content(&path), None);
}
