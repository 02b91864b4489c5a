//! SARIF, held to the schema that OASIS published.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "cargo tells where the schema is"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use bailiwick_engine::baseline::fingerprints;
use expect_test::expect;
use serde_json::Value;

use super::forms::one_field_a_line;
use super::{FLOATING, UNKNOWN, many, print, print_with, report, text_of, totals};
use crate::output::diagnostics::Format;
use crate::output::diagnostics::sarif::log;
use crate::terminal::Look;

/// The schema of OASIS as the crate `serde-sarif` ships it; cargo knows where it put the crate.
fn official_schema() -> Value {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let metadata = |offline: bool| {
        let mut command = Command::new(env!("CARGO"));
        command.args(["metadata", "--format-version", "1", "--locked", "--manifest-path"]);
        command.arg(&manifest);
        if offline {
            command.arg("--offline");
        }
        let output = command.output().unwrap();
        output.status.success().then_some(output.stdout).ok_or(output.stderr)
    };
    let metadata = metadata(true).or_else(|_| metadata(false));
    let metadata = metadata.map_err(|error| String::from_utf8_lossy(&error).into_owned()).unwrap();
    let metadata: Value = serde_json::from_slice(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let schema = manifest.parent().unwrap().join("src/schema.json");
    serde_json::from_slice(&std::fs::read(&schema).unwrap()).unwrap()
}

/// The schema of OASIS has a stray `]` in the pattern of the languages, which strict readers of patterns refuse.
fn without_misprint(mut schema: Value) -> Value {
    for definition in ["run", "toolComponent"] {
        let pattern = &mut schema["definitions"][definition]["properties"]["language"]["pattern"];
        let text = pattern.as_str().unwrap();
        assert!(text.contains("{2}]?$"), "{text}");
        *pattern = text.replace("{2}]?$", "{2}$").into();
    }
    schema
}

/// The schema of OASIS, to be read strictly.
pub(in crate::output) fn sarif_schema() -> Value {
    without_misprint(official_schema())
}

#[test]
fn sarif_is_valid_by_the_schema_of_oasis() {
    let schema = official_schema();
    assert_eq!(schema["$id"].as_str().unwrap().rsplit('/').next(), Some("sarif-schema-2.1.0.json"));
    let validator = jsonschema::draft7::new(&without_misprint(schema)).unwrap();
    for text in [print(Format::Sarif), print_with(Format::Sarif, &[], totals(), Look::PLAIN)] {
        let log: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let broken = validator.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{}] }));
    assert!(!broken, "the schema refuses a run without a tool");
}

#[test]
fn results_carry_places_fixes_and_fingerprints_and_rules_their_help() {
    let log: Value = serde_json::from_str(&print(Format::Sarif)).unwrap();
    let mut run = log["runs"][0].clone();
    let results = run["results"].as_array_mut().unwrap();
    results.truncate(1);
    for fingerprint in results[0]["partialFingerprints"].as_object_mut().unwrap().values_mut() {
        assert_eq!(fingerprint.as_str().unwrap().len(), 64);
        *fingerprint = "…".into();
    }
    let rules = run["tool"]["driver"]["rules"].as_array_mut().unwrap();
    assert_eq!(rules.len(), 3);
    rules.truncate(1);
    run["tool"]["driver"]["semanticVersion"] = "…".into();
    let result = run["results"][0].clone();
    let rule = run["tool"]["driver"]["rules"][0].clone();
    run["results"] = "…".into();
    run["tool"]["driver"]["rules"] = "…".into();
    expect![[r#"
        tool: {"driver":{"name":"bailiwick","semanticVersion":"…","rules":"…"}}
        columnKind: "utf16CodeUnits"
        originalUriBaseIds: {"%SRCROOT%":{"description":{"text":"the folder that paths are relative to"}},"BAILIWICK_STD":{"description":{"text":"the standard library in the binary"}}}
        invocations: [{"executionSuccessful":true,"toolExecutionNotifications":[]}]
        results: "…"
    "#]].assert_eq(&one_field_a_line(&run));
    expect![[r#"
        id: "BW3001"
        name: "unknown-name"
        shortDescription: {"text":"A name that nothing declares."}
        fullDescription: {"text":"A name that nothing declares."}
        help: {"text":"Nothing stands behind it.","markdown":"Nothing stands behind it.\n\nWrong:\n\n```kdl\nagent \"a\" { delegate \"b\"; }\n```\n\nRight:\n\n```kdl\nagent \"a\"\n```\n"}
        defaultConfiguration: {"level":"error"}
        properties: {"tags":["CWE-1"],"problem.severity":"error"}
    "#]].assert_eq(&one_field_a_line(&rule));
    expect![[r#"
        ruleId: "BW3001"
        ruleIndex: 0
        level: "error"
        message: {"text":"no agent `<U+202E>summarizr`, 100%: <found>\nhelp: did you mean `summarizer`?"}
        locations: [{"physicalLocation":{"artifactLocation":{"uri":"context/a%20b.kdl","uriBaseId":"%SRCROOT%"},"region":{"startLine":2,"startColumn":14,"endLine":2,"endColumn":26}},"message":{"text":"named here & nowhere else"}}]
        relatedLocations: [{"physicalLocation":{"artifactLocation":{"uri":"agents.kdl","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":7,"endLine":1,"endColumn":19}},"message":{"text":"this one is near"},"id":1},{"physicalLocation":{"artifactLocation":{"uri":"std/server/git%401","uriBaseId":"BAILIWICK_STD"},"region":{"startLine":1,"startColumn":8,"endLine":1,"endColumn":13}},"id":2}]
        fixes: [{"description":{"text":"write `summarizer`"},"artifactChanges":[{"artifactLocation":{"uri":"context/a%20b.kdl","uriBaseId":"%SRCROOT%"},"replacements":[{"deletedRegion":{"startLine":2,"startColumn":14,"endLine":2,"endColumn":26},"insertedContent":{"text":"\"summarizer\""}}]}]}]
        partialFingerprints: {"primaryLocationLineHash":"…","bailiwickFinding/v1":"…"}
    "#]].assert_eq(&one_field_a_line(&result));
}

#[test]
fn too_many_results_keep_the_worst_and_say_how_many_are_left_out() {
    let mut found = many(&FLOATING, 4);
    found.extend(many(&UNKNOWN, 3));
    let prints = fingerprints(&found, &text_of);
    let log = log(&report(&found, &prints, totals()), 5);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 5);
    let errors = results.iter().take_while(|result| result["level"] == "error").count();
    assert_eq!(errors, 3);
    let notification = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["message"]["text"], "2 findings of the lowest levels are left out");
}
