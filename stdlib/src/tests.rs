//! What holds for every module of the standard library.

use std::fs;
use std::path::{Path, PathBuf};

use super::targets::{DECLARATION, files};
use super::{module, modules, target_file};

/// Every `*.kdl` file below the crate, as the name that `use` calls it by.
#[expect(clippy::disallowed_methods, reason = "a test looks at the crate's own folder")]
fn module_files() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pending = vec![root.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "targets") {
                    pending.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "kdl") {
                let name = path.strip_prefix(root).unwrap().with_extension("");
                found.push((format!("std/{}", name.to_str().unwrap().replace('\\', "/")), path));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_file_is_registered_and_every_name_has_its_file() {
    let files: Vec<String> = module_files().into_iter().map(|(name, _)| name).collect();
    let registered: Vec<&str> = modules().map(|(name, _)| name).collect();
    assert!(!files.is_empty());
    assert_eq!(files, registered);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test looks at the crate's own folder")]
fn a_name_gives_the_text_of_its_own_file() {
    for (name, path) in module_files() {
        assert_eq!(module(&name), Some(fs::read_to_string(path).unwrap().as_str()), "{name}");
    }
}

#[test]
fn an_unknown_name_gives_nothing() {
    assert_eq!(module("std/server/github"), None);
    assert_eq!(module("std/server/github@2"), None);
    assert_eq!(module(""), None);
}

#[test]
fn every_name_ends_in_a_version() {
    for (name, _) in modules() {
        let (_, version) = name.rsplit_once('@').unwrap();
        assert!(version.parse::<u32>().unwrap() > 0, "{name}");
    }
}

#[test]
fn every_module_says_what_it_is_and_when_it_was_looked_at() {
    for (name, text) in modules() {
        let opening = format!("// {name}: ");
        assert!(text.starts_with(&opening), "{name} does not start with `{opening}`");
        let comment: Vec<&str> = text.lines().take_while(|line| line.starts_with("//")).collect();
        assert!(comment.iter().any(|line| line.contains("2026-")), "{name} has no date");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test looks at the crate's own folder")]
fn every_file_of_every_target_is_registered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("targets");
    let mut found = Vec::new();
    for target in fs::read_dir(root).unwrap() {
        let target = target.unwrap();
        for file in fs::read_dir(target.path()).unwrap() {
            let file = file.unwrap();
            let text = fs::read_to_string(file.path()).unwrap();
            let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
            assert_eq!(target_file(&name(&target), &name(&file)), Some(text.as_str()));
            found.push((name(&target), name(&file)));
        }
    }
    found.sort();
    let registered: Vec<(String, String)> =
        files().iter().map(|file| (file.target.to_owned(), file.path.to_owned())).collect();
    assert_eq!(found, registered);
    for (target, _) in registered {
        assert!(target_file(&target, DECLARATION).is_some(), "{target} has no {DECLARATION}");
    }
}
