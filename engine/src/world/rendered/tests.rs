//! What is written, kept, removed and never touched.

use std::fs;
use std::path::Path;

use super::{Foreign, Problem, plan, write};
use crate::render::{MANIFEST_FILE, Manifest, OutputFile};

fn files(all: &[(&str, &str)]) -> Vec<OutputFile> {
    let mut files: Vec<OutputFile> = all
        .iter()
        .map(|(path, text)| OutputFile {
            path: (*path).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// What a rendering of these files did, in words.
fn written(root: &Path, all: &[(&str, &str)], foreign: Foreign) -> String {
    let files = files(all);
    let manifest = Manifest::of("t@1".to_owned(), Some("prod"), None, &files);
    match write(root, &files, &manifest, foreign) {
        Ok(plan) => {
            format!(
                "wrote {}, kept {}, removed {}",
                plan.steps.len(),
                plan.kept,
                plan.removed.len()
            )
        }
        Err(Problem::InTheWay(all)) => {
            let all: Vec<String> = all.iter().map(|(path, why)| format!("{path}: {why}")).collect();
            all.join("; ")
        }
        Err(other) => format!("{other:?}"),
    }
}

/// Every file and folder below a folder, with the texts of files.
fn tree(root: &Path) -> Vec<String> {
    let mut all = Vec::new();
    let mut pending = vec![root.to_path_buf()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_symlink() {
                all.push(format!("{name} -> {}", fs::read_link(&path).unwrap().display()));
            } else if path.is_dir() {
                all.push(format!("{name}/"));
                pending.push(path);
            } else if name != MANIFEST_FILE {
                all.push(format!("{name}={}", fs::read_to_string(&path).unwrap()));
            }
        }
    }
    all.sort();
    all
}

#[test]
fn what_is_no_longer_rendered_is_removed_with_its_empty_folders() {
    let folder = tempfile::tempdir().unwrap();
    let root = &folder.path().join("deep/out");
    let first = [("a/b/one.md", "1"), ("a/two.md", "2"), ("three.md", "3")];
    assert_eq!(written(root, &first, Foreign::Refuse), "wrote 3, kept 0, removed 0");
    fs::write(root.join("a/mine.txt"), "mine").unwrap();
    let second = [("a/two.md", "2"), ("three.md", "III")];
    assert_eq!(written(root, &second, Foreign::Refuse), "wrote 1, kept 1, removed 1");
    assert_eq!(tree(root), ["a/", "a/mine.txt=mine", "a/two.md=2", "three.md=III"]);
    assert_eq!(written(root, &second, Foreign::Refuse), "wrote 0, kept 2, removed 0");
    assert_eq!(written(root, &[], Foreign::Refuse), "wrote 0, kept 0, removed 2");
    assert_eq!(tree(root), ["a/", "a/mine.txt=mine"]);
}

#[test]
fn what_is_not_ours_is_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("b.md"), "mine").unwrap();
    fs::write(root.join("same.md"), "same").unwrap();
    fs::create_dir(root.join("folder.md")).unwrap();
    fs::write(root.join("file"), "").unwrap();
    let all =
        [("a.md", "a"), ("b.md", "b"), ("file/c.md", "c"), ("folder.md", "d"), ("same.md", "same")];
    let before = tree(root);
    assert_eq!(
        written(root, &all, Foreign::Refuse),
        "b.md: it was not rendered; file/c.md: a file stands where its folder would be; \
         folder.md: a folder stands in its way"
    );
    assert_eq!(tree(root), before);
    assert!(!root.join(MANIFEST_FILE).exists());
    let some = [("a.md", "a"), ("b.md", "b"), ("same.md", "same")];
    assert_eq!(written(root, &some, Foreign::Overwrite), "wrote 2, kept 1, removed 0");
}

#[test]
fn what_was_edited_by_hand_is_neither_replaced_nor_removed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    written(root, &[("a.md", "a"), ("b.md", "b")], Foreign::Refuse);
    fs::write(root.join("a.md"), "mine").unwrap();
    fs::write(root.join("b.md"), "mine").unwrap();
    assert_eq!(
        written(root, &[("a.md", "A")], Foreign::Refuse),
        "a.md: it was rendered, and edited since; \
         b.md: it was rendered, edited since, and is not rendered any more"
    );
    assert_eq!(tree(root), ["a.md=mine", "b.md=mine"]);
    assert_eq!(written(root, &[("a.md", "A")], Foreign::Overwrite), "wrote 1, kept 0, removed 1");
    assert_eq!(tree(root), ["a.md=A"]);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_and_none_is_replaced() {
    use std::os::unix::fs::symlink;
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let root = folder.path();
    fs::write(other.path().join("target"), "theirs").unwrap();
    written(root, &[("gone/x.md", "x")], Foreign::Refuse);
    fs::remove_dir_all(root.join("gone")).unwrap();
    fs::write(other.path().join("x.md"), "x").unwrap();
    symlink(other.path(), root.join("gone")).unwrap();
    symlink(other.path().join("target"), root.join("a.md")).unwrap();
    for foreign in [Foreign::Refuse, Foreign::Overwrite] {
        let all = [("a.md", "a"), ("gone/x.md", "y")];
        let expected = "a.md: a symlink stands in its way; gone/x.md: a symlink stands in its way";
        assert_eq!(written(root, &all, foreign), expected);
    }
    // The old file behind the link has the digest of ours, and is not.
    assert_eq!(written(root, &[("b.md", "b")], Foreign::Overwrite), "wrote 1, kept 0, removed 0");
    assert_eq!(tree(other.path()), ["target=theirs", "x.md=x"]);
    symlink(other.path().join("target"), root.join("manifest")).unwrap();
    fs::rename(root.join("manifest"), root.join(MANIFEST_FILE)).unwrap();
    assert!(written(root, &[], Foreign::Overwrite).starts_with("Manifest("));
}

#[test]
fn a_second_process_has_to_wait() {
    let folder = tempfile::tempdir().unwrap();
    let lock = super::Lock::of(folder.path()).unwrap().unwrap();
    assert_eq!(written(folder.path(), &[("a.md", "a")], Foreign::Refuse), "Busy");
    drop(lock);
    let expected = "wrote 1, kept 0, removed 0";
    assert_eq!(written(folder.path(), &[("a.md", "a")], Foreign::Refuse), expected);
}

#[test]
fn whatever_a_killed_process_left_is_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    written(root, &[("a.md", "old"), ("b.md", "b")], Foreign::Refuse);
    let next = files(&[("a.md", "new"), ("c.md", "c")]);
    let manifest = Manifest::of("t@1".to_owned(), Some("prod"), None, &next);
    let older = plan(root, &next, &manifest, Foreign::Refuse).unwrap().older;
    fs::write(root.join(MANIFEST_FILE), manifest.with_older(&older).text()).unwrap();
    fs::create_dir(root.join(".bailiwick-render.staging")).unwrap();
    fs::write(root.join(".bailiwick-render.staging/7"), "half").unwrap();
    fs::write(root.join("a.md"), "new").unwrap();
    // What comes next is neither the one nor the other.
    let expected = "wrote 1, kept 0, removed 1";
    assert_eq!(written(root, &[("a.md", "newest")], Foreign::Refuse), expected);
    assert_eq!(tree(root), ["a.md=newest"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_is_put_in_the_way_meanwhile_leads_nowhere() {
    use std::os::unix::fs::symlink;
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let root = folder.path();
    fs::write(other.path().join("x.md"), "x").unwrap();
    let mut staging = super::Staging::in_folder(root).unwrap();
    // The plan was made before the link was there.
    symlink(other.path(), root.join("a")).unwrap();
    for step in [super::Step::Create, super::Step::Replace] {
        assert!(staging.put(root, "a/x.md", b"mine", &step).is_err());
        assert!(staging.put(root, "a/b/y.md", b"mine", &step).is_err());
    }
    let mut older = Manifest::default();
    older.files.insert("a/x.md".to_owned(), vec![crate::digest::Digest::of(b"x").to_string()]);
    for foreign in [Foreign::Refuse, Foreign::Overwrite] {
        super::remove_ours(root, "a/x.md", &older, foreign).unwrap();
    }
    assert_eq!(tree(other.path()), ["x.md=x"]);
}

#[test]
fn a_file_that_changed_meanwhile_is_not_removed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut older = Manifest::default();
    older.files.insert("x.md".to_owned(), vec![crate::digest::Digest::of(b"x").to_string()]);
    fs::write(root.join("x.md"), "mine").unwrap();
    assert!(super::remove_ours(root, "x.md", &older, Foreign::Refuse).is_err());
    assert_eq!(tree(root), ["x.md=mine"]);
    fs::write(root.join("x.md"), "x").unwrap();
    super::remove_ours(root, "x.md", &older, Foreign::Refuse).unwrap();
    assert_eq!(tree(root), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode_but_lends_nobody_rights() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    written(root, &[("a.md", "a"), ("b.md", "b")], Foreign::Refuse);
    fs::set_permissions(root.join("a.md"), fs::Permissions::from_mode(0o6755)).unwrap();
    fs::set_permissions(root.join("b.md"), fs::Permissions::from_mode(0o400)).unwrap();
    let expected = "wrote 2, kept 0, removed 0";
    assert_eq!(written(root, &[("a.md", "A"), ("b.md", "B")], Foreign::Refuse), expected);
    let mode = |name: &str| fs::metadata(root.join(name)).unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode("a.md"), mode("b.md")), (0o755, 0o400));
}

#[test]
fn a_huge_file_in_the_way_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    // Sparse: nothing of it lies on the disk.
    fs::File::create(root.join("a.md")).unwrap().set_len(1 << 40).unwrap();
    let expected = "a.md: a file larger than any that is rendered stands in its way";
    for foreign in [Foreign::Refuse, Foreign::Overwrite] {
        assert_eq!(written(root, &[("a.md", "a")], foreign), expected);
    }
}

#[test]
fn a_manifest_that_names_what_is_not_in_the_folder_stops_everything() {
    let folder = tempfile::tempdir().unwrap();
    let root = &folder.path().join("out");
    fs::create_dir(root).unwrap();
    fs::write(folder.path().join("x"), "theirs").unwrap();
    let digest = crate::digest::Digest::of(b"theirs").to_string();
    for path in ["../x", "/etc/passwd", "a/../../x", ".git/config", "~/x", "C:\\x"] {
        let list =
            format!(r#"{{"version": 1, "files": [{{"path": "{path}", "sha256": "{digest}"}}]}}"#);
        fs::write(root.join(MANIFEST_FILE), &list).unwrap();
        for foreign in [Foreign::Refuse, Foreign::Overwrite] {
            let said = written(root, &[("a.md", "a")], foreign);
            assert!(said.starts_with("Manifest("), "{path}: {said}");
        }
    }
    assert_eq!(fs::read_dir(root).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(folder.path().join("x")).unwrap(), "theirs");
}
