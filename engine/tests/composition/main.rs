//! Composition against a second implementation, made from the words of the language's description: over small random
//! workspaces, what `show` prints as JSON is what the reference puts together.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod reference;
mod workspaces;

use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Memory;
use bailiwick_engine::{canonical, compose};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// What `bailiwick show clerk --env E --format json` prints.
fn shown(workspace: &Workspace, environment: &str) -> Map<String, Value> {
    let scope = workspace.scope();
    let sources = scope.sources();
    let agent = workspace.agent("clerk").unwrap();
    let release = canonical::release_digest(&sources, &compose::lineage(workspace.fleet(), agent));
    let effective = workspace.effective(agent, workspace.environment(environment));
    match serde_json::from_str(&canonical::full(&sources, &effective, release)).unwrap() {
        Value::Object(object) => object,
        other => unreachable!("a context is no object: {other}"),
    }
}

/// The part of a context that layers decide: no names of its own, no digests, nothing of what it points at.
fn layered(mut context: Map<String, Value>) -> Map<String, Value> {
    for key in ["version", "agent", "environment", "digest", "params"] {
        context.remove(key);
    }
    if let Some(Value::Array(all)) = context.get_mut("instructions") {
        *all = all.iter().map(|one| one["text"].clone()).collect();
    }
    for server in context.get_mut("server").and_then(Value::as_object_mut).into_iter().flatten() {
        let own = server.1.as_object_mut().unwrap();
        own.retain(|key, _| key == "only");
    }
    context
}

#[expect(clippy::disallowed_methods, reason = "the count is set from outside")]
fn cases() -> u32 {
    std::env::var("BAILIWICK_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn contexts_are_what_the_reference_puts_together(kdl in workspaces::workspace()) {
        let workspace = load(&Memory::example(&kdl));
        let shown_findings = workspace.diagnostics().diagnostics;
        let wrong = shown_findings.iter().find(|found| found.rule.code < "BW3");
        prop_assert!(wrong.is_none(), "the made workspace is wrong: {:?}\n{}", wrong, kdl);
        for environment in ["dev", "prod"] {
            let ours = layered(shown(&workspace, environment));
            let theirs = reference::effective(&kdl, "clerk", environment);
            prop_assert_eq!(
                Value::Object(ours), Value::Object(theirs), "in {} of\n{}", environment, kdl
            );
        }
    }
}
