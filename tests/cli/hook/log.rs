//! The log of decisions, and the published schemas.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{POLICY, blocked, desk, event, given, started, told};

pub(super) fn errors(schema: &str, document: &Value) -> Vec<String> {
    let schema = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator.iter_errors(document).map(|error| error.to_string()).collect()
}

fn lines(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_policy_meets_its_schema() {
    let desk = desk();
    let text = fs::read_to_string(desk.path().join(POLICY)).unwrap();
    let policy: Value = serde_json::from_str(&text).unwrap();
    let schema = include_str!("../../../schema/json/hook-policy.schema.json");
    assert_eq!(errors(schema, &policy), [""; 0]);
    assert_eq!(policy["root"], "..");
}

#[test]
fn each_decision_is_a_line_without_values() {
    let desk = desk();
    let at = desk.path();
    let token = concat!("ghp", "_Xk29sLq0vBn7RtYw4HcJm1ZpAe6UdGo3fTiV");
    for (tool, input) in [
        ("Bash", json!({ "command": format!("git clone https://x:{token}@a.example; git push") })),
        ("mcp__tickets__close", json!({ "id": 7, "token": "hunter22", "to": { "name": "Ada" } })),
        ("Write", json!({ "file_path": "out/a", "content": "hunter22" })),
        ("Read", json!({ "file_path": "docs/internal/a" })),
        ("NewTool", json!({ "token": "hunter22" })),
        ("Bash", json!({ "command": format!("git {}", "x".repeat(100_000)) })),
    ] {
        let event = event(at, tool, &input).to_string();
        told(&given(started(at, &["--policy", POLICY, "--log", "log.jsonl"]), event.as_bytes()));
    }
    let all = lines(&at.join("log.jsonl"));
    let schema = include_str!("../../../schema/json/hook-log.schema.json");
    for line in &all {
        assert_eq!(errors(schema, line), [""; 0], "{line}");
    }
    let text = fs::read_to_string(at.join("log.jsonl")).unwrap();
    for secret in [token, "hunter22", "Ada"] {
        assert!(!text.contains(secret), "{secret} stands in {text}");
    }
    let told: Vec<(&str, &str)> = all
        .iter()
        .map(|line| (line["effect"].as_str().unwrap(), line["answer"].as_str().unwrap()))
        .collect();
    let allowed = ("allow", "nothing");
    assert_eq!(
        told,
        [("deny", "deny"), allowed, allowed, ("ask", "ask"), ("deny", "deny"), allowed]
    );
    assert_eq!(all[1]["arguments"], json!(["id", "/to/name", "token"]));
    assert_eq!(all[0]["decided-by"], "git push");
    assert_eq!(all[0]["rules"][0]["rule"], "deny run \"git push **\"");
    assert!(text.len() < 30_000);
}

#[test]
fn hooks_at_once_tear_no_line() {
    let desk = desk();
    let at = desk.path();
    let children: Vec<_> = (0..20)
        .map(|number| {
            let path = format!("docs/{number}-{}", "x".repeat(3000));
            let event = event(at, "Bash", &json!({ "command": format!("cat {path}") })).to_string();
            (started(at, &["--policy", POLICY, "--log", "log.jsonl"]), event)
        })
        .collect();
    for (child, event) in children {
        told(&given(child, event.as_bytes()));
    }
    assert_eq!(lines(&at.join("log.jsonl")).len(), 20);
}

#[test]
fn a_log_that_cannot_be_written_blocks() {
    let desk = desk();
    let at = desk.path();
    let event = event(at, "Read", &json!({ "file_path": "docs/a" })).to_string();
    for log in ["nowhere/log.jsonl", "docs", "/dev/full"] {
        let ran = given(started(at, &["--policy", POLICY, "--log", log]), event.as_bytes());
        assert!(blocked(&ran).contains("cannot be written, so nothing is done"), "{log}");
    }
}
