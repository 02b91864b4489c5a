//! Import edges: what a crate depends on, and where a library's name may stand.

use std::collections::BTreeSet;

use crate::dependencies::direct;
use crate::repository::rust;

/// Our crates and those of ours that they may import.
const CRATES: [(&str, &[&str]); 5] = [
    ("bailiwick", &["bailiwick-engine", "bailiwick-schema", "bailiwick-stdlib"]),
    ("bailiwick-benches", &["bailiwick-engine", "bailiwick-schema"]),
    ("bailiwick-engine", &["bailiwick-schema", "bailiwick-stdlib"]),
    ("bailiwick-schema", &[]),
    ("bailiwick-stdlib", &[]),
];

/// A name in code and the only places of the product where it may stand.
const PLACES: [(&str, &[&str]); 19] = [
    ("kdl::", &["schema/src/syntax/"]),
    ("clap::", &["cli/src/"]),
    ("clap_complete::", &["cli/src/"]),
    ("annotate_snippets::", &["cli/src/"]),
    ("minijinja::", &["engine/src/render/", "engine/src/render.rs"]),
    ("ignore::", &["engine/src/world/"]),
    ("notify::", &["engine/src/world/"]),
    ("git2::", &["engine/src/world/"]),
    ("ureq::", &["engine/src/world/remote/"]),
    ("std::fs", &["engine/src/world/", "benches/"]),
    ("std::env", &["engine/src/world/", "cli/src/", "benches/"]),
    ("TcpStream", &["engine/src/world/"]),
    ("TcpListener", &["engine/src/world/"]),
    ("UdpSocket", &["engine/src/world/"]),
    ("std::process::Command", &["engine/src/world/"]),
    ("SystemTime::now", &["engine/src/world/", "cli/src/"]),
    ("tokio::", &["lsp/"]),
    ("tower_lsp::", &["lsp/"]),
    ("saphyr_parser::", &["engine/src/frontmatter/", "engine/src/frontmatter.rs"]),
];

#[test]
fn crates_import_only_what_lies_below_them() {
    let known: BTreeSet<&str> = CRATES.iter().map(|(name, _)| *name).collect();
    let found = direct();
    let names: BTreeSet<&str> = found.iter().map(|edge| edge.from.as_str()).collect();
    assert_eq!(names, known, "a crate is not in the list of this test");
    for (name, below) in CRATES {
        for edge in
            found.iter().filter(|edge| edge.from == name && known.contains(edge.to.as_str()))
        {
            assert!(below.contains(&edge.to.as_str()), "{name} may not import {}", edge.to);
        }
    }
}

#[test]
fn libraries_are_used_only_where_they_belong() {
    let mut wrong = Vec::new();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for source in rust().iter().filter(|source| is_product(&source.path)) {
        for (at, line) in source.text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (name, places) in PLACES.iter().filter(|(name, _)| imports(code, name)) {
                used.insert(name);
                if !places.iter().any(|place| source.path.starts_with(place)) {
                    wrong.push(format!("{}:{} uses `{name}`", source.path, at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(used.len() >= 6, "the search finds too little to be right: {used:?}");
}

/// Whether the code names a library: at the start of a path, not within a longer name.
fn imports(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code.get(..at).and_then(|text| text.chars().next_back()).unwrap_or(' ');
        !(before.is_alphanumeric()
            || before == '_'
            || before == ':'
            || before == '"'
            || before == '`')
    })
}

fn is_product(path: &str) -> bool {
    path.contains("/src/") && !format!("/{path}").contains("/tests/") && !path.ends_with("tests.rs")
}
