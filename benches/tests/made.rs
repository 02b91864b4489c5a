//! What is measured on is sound: made workspaces are clean, the same twice, and planted errors are found.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "a test reads what was made")]

use std::collections::BTreeMap;

use bailiwick_benches::fleet::Plan;
use bailiwick_benches::plant::{self, PLANTS};
use bailiwick_benches::prose::Prose;
use bailiwick_benches::{contexts, fleet};
use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Disk;
use bailiwick_schema::json_schema;

const PLAN: Plan = Plan { agents: 300, seed: 7 };

fn made() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let prose = Prose::find();
    PLAN.write(&prose, &PLAN.files(&prose), folder.path()).unwrap();
    folder
}

#[test]
fn a_made_workspace_is_clean() {
    let folder = made();
    let workspace = load(&Disk::at(folder.path()));
    let shown = workspace.diagnostics().diagnostics;
    let first: Vec<_> = shown
        .iter()
        .take(5)
        .map(|found| format!("{} {}: {}", found.rule.name, found.primary.path, found.message))
        .collect();
    assert!(shown.is_empty(), "{} findings: {first:#?}", shown.len());
    assert_eq!(workspace.totals().agents, PLAN.agents);
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let prose = Prose::of_words();
    assert_eq!(PLAN.files(&prose), PLAN.files(&prose));
    assert_ne!(PLAN.files(&prose), Plan { seed: 8, ..PLAN }.files(&prose));
}

#[test]
fn declarations_are_of_the_size_that_is_measured() {
    let files = PLAN.files(&Prose::find());
    let sizes: Vec<usize> = files
        .iter()
        .filter(|made| made.path.starts_with("agents/"))
        .map(|made| made.text.len())
        .collect();
    let mean = sizes.iter().sum::<usize>() / sizes.len();
    assert!((1_400..1_800).contains(&mean), "{mean}");
}

#[test]
fn every_planted_error_is_found_in_its_file_and_nothing_else_is() {
    let folder = made();
    let files = plant::in_declarations(&PLAN, folder.path()).unwrap();
    let workspace = load(&Disk::at(folder.path()));
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for finding in workspace.diagnostics().diagnostics {
        let rules = found.entry(finding.primary.path.to_string()).or_default();
        rules.push(finding.rule.name);
        rules.dedup();
    }
    let expected: BTreeMap<String, Vec<&str>> =
        files.into_iter().zip(PLANTS.iter().map(|plant| vec![plant.rule])).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_json_schema_finds_every_planted_error_and_nothing_else() {
    let folder = made();
    let out = tempfile::tempdir().unwrap();
    contexts::write(folder.path(), out.path()).unwrap();
    let validator = jsonschema::validator_for(&json_schema::schema()).unwrap();
    let refused = || -> Vec<String> {
        let entries = std::fs::read_dir(out.path().join("agents/prod")).unwrap();
        let mut refused: Vec<String> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                let value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
                !validator.is_valid(&value)
            })
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        refused.sort();
        refused
    };
    assert_eq!(refused(), Vec::<String>::new());
    let mut planted = plant::in_contexts(&PLAN, &out.path().join("agents/prod")).unwrap();
    planted.sort();
    assert_eq!(refused(), planted);
    assert_eq!(planted.len(), PLANTS.len());
    assert!(fleet::name(&PLAN, 0).ends_with("-0"));
}
