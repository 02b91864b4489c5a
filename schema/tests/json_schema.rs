//! The published JSON Schema is what the vocabulary says; `UPDATE_DOCS=1` writes it anew.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes the published file")]

use std::path::PathBuf;

use bailiwick_schema::{json_schema, vocabulary};

fn published() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("json/context.schema.json")
}

#[test]
fn the_published_json_schema_is_fresh() {
    let text =
        serde_json::to_string_pretty(&json_schema::schema()).expect("a schema is JSON") + "\n";
    if std::env::var("UPDATE_DOCS").is_ok() {
        std::fs::write(published(), &text).expect("the schema can be written");
    }
    let written = std::fs::read_to_string(published()).unwrap_or_default();
    assert!(
        written == text,
        "schema/json/context.schema.json is stale: run the tests with UPDATE_DOCS=1"
    );
}

#[test]
fn every_row_has_a_definition_with_its_words() {
    let schema = json_schema::schema();
    let definitions = schema["$defs"].as_object().expect("definitions");
    for row in vocabulary::rows() {
        let path = row.path.join(".");
        let definition =
            definitions.get(&path).unwrap_or_else(|| panic!("no definition of {path}"));
        assert_eq!(definition["description"], row.spec.summary, "{path}");
    }
}

#[test]
fn every_reference_in_the_schema_leads_to_a_definition() {
    let schema = json_schema::schema();
    let text = schema.to_string();
    let definitions = schema["$defs"].as_object().expect("definitions");
    let names: Vec<&str> =
        text.split("\"#/$defs/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(names.len() > 50);
    for name in names {
        assert!(definitions.contains_key(name), "`{name}` is referred to and not defined");
    }
}
