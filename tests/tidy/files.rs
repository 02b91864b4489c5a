//! Files: their length, their first line, their names, and words that do not belong into a repository.

use crate::repository::{rust, sources};

const LONGEST: usize = 400;

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_of_code_is_longer_than_400_lines() {
    let wrong: Vec<String> = rust()
        .iter()
        .map(|source| (&source.path, source.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path} has {lines} lines"))
        .collect();
    none(&wrong);
}

#[test]
fn every_file_of_code_says_first_what_it_holds() {
    let wrong: Vec<String> = rust()
        .iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| format!("{} does not start with `//!`", source.path))
        .collect();
    none(&wrong);
}

#[test]
fn files_are_named_after_what_they_hold() {
    let vague =
        ["mod.rs", "utils.rs", "util.rs", "helpers.rs", "helper.rs", "common.rs", "misc.rs"];
    let wrong: Vec<String> = rust()
        .iter()
        .filter(|source| vague.iter().any(|name| source.path.ends_with(&format!("/{name}"))))
        .map(|source| source.path.clone())
        .collect();
    none(&wrong);
}

#[test]
fn nothing_names_a_machine_or_a_registry_host() {
    // Put together here, so that this file does not hold what it looks for.
    let words = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("registry.np", "mjs"),
        concat!("index.crates", ".io"),
        concat!("static.crates", ".io"),
        concat!("files.python", "hosted"),
        concat!("Co-authored", "-by"),
        concat!("todo", "!("),
        concat!("#[ig", "nore"),
    ];
    // The rule on package sources has to know the registries that are meant where nothing is said.
    let judges = "engine/src/check/rules/server/foreign_package_source.rs";
    let mut wrong = Vec::new();
    let sources = sources();
    let read = |path: &str| !path.ends_with(".lock") && path != judges;
    for source in sources.iter().filter(|source| read(&source.path)) {
        for (at, line) in source.text.lines().enumerate() {
            for word in words.iter().filter(|word| holds(line, word)) {
                wrong.push(format!("{}:{} holds `{word}`", source.path, at + 1));
            }
        }
    }
    none(&wrong);
}

/// Whether a line holds the word; a path only where it starts, so that `team/work/x` is none.
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.as_bytes().get(at.wrapping_sub(1)).copied().unwrap_or(b' ');
        !word.starts_with('/') || !(before.is_ascii_alphanumeric() || b"-_.*}".contains(&before))
    })
}

#[test]
fn modules_stand_before_imports() {
    let is_import = |line: &str| line.starts_with("use ");
    let is_module = |line: &str| {
        let name = line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ");
        name.is_some_and(|name| name.ends_with(';'))
    };
    let wrong: Vec<String> = rust()
        .iter()
        .filter(|source| source.text.lines().skip_while(|line| !is_import(line)).any(is_module))
        .map(|source| format!("{} declares a module behind its imports", source.path))
        .collect();
    none(&wrong);
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    let allowed = concat!("#[al", "low(");
    let wrong: Vec<String> = rust()
        .iter()
        .filter(|source| source.text.contains(allowed))
        .map(|source| source.path.clone())
        .collect();
    none(&wrong);
}
