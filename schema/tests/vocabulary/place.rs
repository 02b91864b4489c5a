//! A document around one node: its parents as their own examples begin, with what they must hold.

use std::sync::Arc;

use bailiwick_schema::document::decode;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::syntax::{self, Limits};
use bailiwick_schema::vocabulary::{NodeSpec, Occurs, Row, child_named};

/// The rows from the top down to one.
pub type Chain = Vec<&'static NodeSpec>;

pub fn chain(row: &Row) -> Chain {
    let mut chain: Chain = Vec::new();
    for name in &row.path {
        chain.push(child_named(chain.last().copied(), name).unwrap());
    }
    chain
}

/// All findings in a document that holds this text at the end of the chain.
pub fn findings(chain: &[&'static NodeSpec], text: &str) -> Vec<String> {
    let document = document(chain, text);
    let file = if chain.first().is_some_and(|spec| spec.name == "workspace") {
        "bailiwick.kdl"
    } else {
        "a.kdl"
    };
    let path = FilePath::from(file);
    let parsed = syntax::parse(&path, Arc::from(document.as_str()), &Limits::default());
    let decoded = decode(&path, &parsed.tree);
    let all = parsed.diagnostics.iter().chain(&decoded.diagnostics);
    all.map(|found| {
        let level = if found.severity == Severity::Error { "error" } else { "note" };
        format!("{level} {}: {}\n{document}", found.rule.name, found.message)
    })
    .collect()
}

/// The text within its parents.
fn document(chain: &[&'static NodeSpec], text: &str) -> String {
    let Some((spec, parents)) = chain.split_last() else { return text.to_owned() };
    let mut text = text.to_owned();
    for at in (0..parents.len()).rev() {
        let child = if at + 1 == parents.len() { spec } else { parents.get(at + 1).unwrap() };
        let parent = parents.get(at).unwrap();
        let needed: Vec<&str> = needed(&chain[..=at])
            .into_iter()
            .filter(|other| {
                let clash =
                    child.excludes.contains(&other.name) || other.excludes.contains(&child.name);
                other != child && !clash
            })
            .map(|other| other.example)
            .collect();
        text = format!("{} {{\n{}\n{text}\n}}", header(parent), needed.join("\n"));
    }
    text
}

/// How the row's example begins, without its block.
pub fn header(spec: &NodeSpec) -> &'static str {
    spec.example.split(" {").next().unwrap_or_default()
}

/// The children without which the last row of a chain is not complete.
pub fn needed(chain: &[&'static NodeSpec]) -> Chain {
    let spec = chain.last().unwrap();
    let must: Chain = spec
        .child_specs()
        .iter()
        .copied()
        .filter(|child| child.occurs == Occurs::Required)
        .collect();
    let is_clean = |children: &Chain| {
        let block: Vec<&str> = children.iter().map(|child| child.example).collect();
        let text = format!("{} {{\n{}\n}}", header(spec), block.join("\n"));
        findings(chain, &text).is_empty()
    };
    if spec.child_specs().is_empty() || is_clean(&must) {
        return must;
    }
    for child in spec.child_specs() {
        let more: Chain = must.iter().copied().chain([*child]).collect();
        if is_clean(&more) {
            return more;
        }
    }
    must
}
