//! Dependencies: each direct one is on a list, each at any depth has a licence that we accept.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::repository::{Source, root, rust, sources};

/// What one package of the workspace depends on.
#[derive(Debug)]
pub struct Edge {
    /// The package.
    pub from: String,
    /// What it depends on.
    pub to: String,
}

/// Libraries that a package of the workspace may name.
const DIRECT: &[&str] = &[
    "aho-corasick",
    "annotate-snippets",
    "clap",
    "clap_complete",
    "criterion",
    "expect-test",
    "git2",
    "globset",
    "idna",
    "ignore",
    "indexmap",
    "iso_currency",
    "jsonschema",
    "kdl",
    "memchr",
    "mimalloc",
    "minijinja",
    "notify",
    "proptest",
    "rayon",
    "regex-automata",
    "regex-syntax",
    "rust_decimal",
    "rustc-hash",
    "ryu-js",
    "saphyr-parser",
    "serde",
    "serde-sarif",
    "serde_json",
    "serde_json_canonicalizer",
    "sha2",
    "similar",
    "smallvec",
    "tempfile",
    "terminal_size",
    "toml",
    "trycmd",
    "unicode-general-category",
    "unicode-normalization",
    "unicode-security",
    "ureq",
    "url",
];

/// Licences that may stand in what we ship.
const LICENCES: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "CC0-1.0",
    "Unicode-3.0",
    "Unlicense",
    "BSL-1.0",
    "MPL-2.0",
    // The list of certificate authorities that Mozilla trusts: data.
    "CDLA-Permissive-2.0",
];

fn metadata(more: &[&str]) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(more)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn packages(metadata: &Value) -> Vec<&Value> {
    metadata.get("packages").and_then(Value::as_array).into_iter().flatten().collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Every direct dependency of every package of the workspace, for whatever purpose.
pub fn direct() -> Vec<Edge> {
    let metadata = metadata(&["--no-deps"]);
    let mut edges = Vec::new();
    for package in packages(&metadata) {
        let dependencies = package.get("dependencies").and_then(Value::as_array);
        for dependency in dependencies.into_iter().flatten() {
            edges.push(Edge {
                from: text(package, "name").to_owned(),
                to: text(dependency, "name").to_owned(),
            });
        }
        if dependencies.is_none_or(Vec::is_empty) {
            edges.push(Edge { from: text(package, "name").to_owned(), to: String::new() });
        }
    }
    edges
}

#[test]
fn every_direct_dependency_is_named_in_code() {
    let sources = rust();
    let is_named = |name: &str| {
        let (path, quoted) = (format!("{}::", name.replace('-', "_")), format!("\"{name}\""));
        sources
            .iter()
            .filter(|source| source.path != "tests/tidy/dependencies.rs")
            .any(|source| source.text.contains(&path) || source.text.contains(&quoted))
    };
    let all: BTreeSet<String> = direct().into_iter().map(|edge| edge.to).collect();
    let idle: Vec<&String> =
        all.iter().filter(|name| !name.is_empty() && !is_named(name)).collect();
    assert!(idle.is_empty(), "no code names {idle:?}");
}

#[test]
fn every_direct_dependency_is_on_the_list() {
    let found: BTreeSet<String> = direct()
        .into_iter()
        .map(|edge| edge.to)
        .filter(|name| !name.is_empty() && !name.starts_with("bailiwick"))
        .collect();
    let listed: BTreeSet<String> = DIRECT.iter().map(|name| (*name).to_owned()).collect();
    let new: Vec<&String> = found.difference(&listed).collect();
    assert!(new.is_empty(), "not on the list of tests/tidy/dependencies.rs: {new:?}");
    let gone: Vec<&String> = listed.difference(&found).collect();
    assert!(gone.is_empty(), "on the list, and nothing depends on it: {gone:?}");
}

#[test]
fn every_licence_is_one_that_we_accept() {
    let metadata = metadata(&[]);
    let packages = packages(&metadata);
    assert!(packages.len() > 50, "only {} packages", packages.len());
    for package in packages {
        let licence = text(package, "license");
        assert!(is_accepted(licence), "{} is under `{licence}`", text(package, "name"));
    }
}

/// Whether one way to read a licence expression is on the list.
fn is_accepted(licence: &str) -> bool {
    let plain =
        licence.replace(['(', ')'], " ").replace('/', " OR ").replace(" WITH LLVM-exception", "");
    let known = |word: &str| LICENCES.contains(&word.trim());
    // Every part of an AND must hold; within it, one part of an OR.
    plain.split(" AND ").all(|part| part.split(" OR ").any(known))
}

#[test]
fn a_licence_that_is_not_on_the_list_is_refused() {
    assert!(is_accepted("MIT OR GPL-3.0-only"));
    assert!(is_accepted("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!is_accepted("GPL-3.0-only"));
    assert!(!is_accepted("MIT AND GPL-3.0-only"));
    assert!(!is_accepted(""));
}

/// Whether a manifest is one of a workspace of its own.
fn is_apart(path: &str) -> bool {
    path.starts_with("fuzz/") || path.starts_with("tests/cedar/")
}

#[test]
fn the_first_command_of_the_readme_knows_which_program_to_run() {
    let manifests: Vec<Source> = sources()
        .into_iter()
        .filter(|source| source.path.ends_with("/Cargo.toml") && !is_apart(&source.path))
        .collect();
    let named = |source: &&Source| source.text.contains("\ndefault-run = \"bailiwick\"\n");
    assert_eq!(manifests.iter().filter(named).count(), 1, "`cargo run` has to choose one program");
}
