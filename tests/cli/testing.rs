//! `bailiwick test` as programs read it, and where it is hurt: hostile texts, many scenarios.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::cases::folder;
use super::run::run;
use super::tree::{WORKSPACE, write};

/// What a JSON document breaks of a published schema.
fn errors(schema: &str, document: &Value) -> Vec<String> {
    let schema = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator.iter_errors(document).map(|error| error.to_string()).collect()
}

fn tested(folder: &Path) -> Value {
    let ran = run(folder, &["test", "--format", "json"]);
    let document = serde_json::from_str(&ran.stdout).unwrap();
    let found = errors(include_str!("../../schema/json/test.schema.json"), &document);
    assert!(found.is_empty(), "{found:?}");
    document
}

#[test]
fn the_json_of_tests_meets_its_schema() {
    let desk = tested(&folder().join("test/desk.in"));
    assert_eq!(desk["holds"], false);
    assert_eq!(desk["totals"]["failed"], 3);
    let broken = tested(&folder().join("test/broken.in"));
    assert_eq!(broken["totals"]["broken"], 2);
    let none = tested(&folder().join("test/none.in"));
    assert_eq!(none["holds"], true);
    let example = tested(&folder().join("../../examples/support-fleet"));
    assert_eq!(example["holds"], true);
    assert!(example["totals"]["expectations"].as_u64().unwrap() > 100);
}

#[test]
fn no_text_of_a_scenario_moves_the_cursor_or_leaves_its_place() {
    let root = tempfile::tempdir().unwrap();
    let text = "agent \"clerk\"
scenario \"a ]]></testcase> \\u{202e} & <b> sentence\" {
    because \"x\\u{1b}[2Jy\"
    for \"clerk\"
    allow read \"docs/\\u{1b}[2J\\u{202e}\\\"><x/>\"
}
";
    write(root.path(), "bailiwick.kdl", format!("{WORKSPACE}{text}"));
    for format in ["human", "junit", "json"] {
        let ran = run(root.path(), &["test", "--format", format]);
        assert_eq!(ran.code, Some(1), "{format}: {}", ran.stderr);
        for hidden in ['\u{1b}', '\u{202e}'] {
            assert!(!ran.stdout.contains(hidden), "{format}: {}", ran.stdout);
        }
        assert!(format != "junit" || !ran.stdout.contains("<x/>"), "{}", ran.stdout);
    }
}

#[test]
fn thousands_of_scenarios_are_run_in_a_moment() {
    let root = tempfile::tempdir().unwrap();
    write(
        root.path(),
        "bailiwick.kdl",
        format!(
            "{WORKSPACE}agent \"clerk\" {{\n    permissions {{\n        allow read \"docs/**\"\n    }}\n}}\n"
        ),
    );
    let mut text = String::new();
    for number in 0..2_000 {
        writeln!(text, "scenario \"number {number}\" {{\n    for \"clerk\" in=\"dev\"\n    allow read \"docs/{number}.md\"\n    deny read \"docs/{number}.md\"\n}}").unwrap();
    }
    fs::write(root.path().join("scenarios.kdl"), text).unwrap();
    let document = tested(root.path());
    assert_eq!(document["totals"]["expectations"], 4_000);
    assert_eq!(document["totals"]["failed"], 2_000);
}
