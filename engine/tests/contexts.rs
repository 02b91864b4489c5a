//! Contexts of the examples: valid against the published JSON Schema, canonical by a second opinion.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may fail loudly")]

use std::path::PathBuf;

use bailiwick_engine::canonical;
use bailiwick_engine::compose;
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Disk;
use bailiwick_schema::json_schema;
use bailiwick_schema::vocabulary::Kind;

fn examples() -> Vec<(String, Workspace)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("bailiwick.kdl").is_file());
    folders.sort();
    assert!(!folders.is_empty(), "no examples found");
    folders
        .into_iter()
        .map(|folder| {
            (folder.file_name().unwrap().to_string_lossy().into_owned(), load(&Disk::at(&folder)))
        })
        .collect()
}

fn contexts() -> Vec<(String, String)> {
    let mut contexts = Vec::new();
    for (example, workspace) in examples() {
        let scope = workspace.scope();
        let sources = scope.sources();
        for (name, agent) in workspace.fleet().sorted(Kind::Agent) {
            let lineage = compose::lineage(workspace.fleet(), agent);
            let release = canonical::release_digest(&sources, &lineage);
            for environment in workspace.fleet().environments() {
                let effective = workspace.effective(agent, Some(environment));
                let json = canonical::full(&sources, &effective, release);
                contexts.push((format!("{example} {name} {}", environment.text().unwrap()), json));
            }
        }
    }
    contexts
}

#[test]
fn contexts_of_the_examples_are_valid_against_the_json_schema() {
    let validator =
        jsonschema::validator_for(&json_schema::schema()).expect("the schema is a schema");
    let contexts = contexts();
    assert!(contexts.len() > 10, "only {} contexts", contexts.len());
    for (name, json) in contexts {
        let value: serde_json::Value =
            serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}\n{json}"));
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn contexts_are_canonical_by_a_second_opinion() {
    for (name, json) in contexts() {
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json, serde_json_canonicalizer::to_string(&value).unwrap(), "{name}");
    }
}

#[test]
fn sharing_between_environments_changes_no_digest() {
    let mut compared = 0;
    for (example, workspace) in examples() {
        let scope = workspace.scope();
        let sources = scope.sources();
        for digests in workspace.digests() {
            let agent = workspace.agent(&digests.agent).unwrap();
            for (environment, digest) in &digests.contexts {
                let effective = workspace.effective(agent, workspace.environment(environment));
                let whole = canonical::context_digest(&sources, &effective);
                assert_eq!(*digest, whole, "{example} {} {environment}", digests.agent);
                compared += 1;
            }
        }
    }
    assert!(compared > 10, "only {compared} compared");
}
