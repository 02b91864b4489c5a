//! `bailiwick test` and `bailiwick can` as programs read them, and where they are hurt: hostile texts, many requests.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use super::cases::folder;
use super::run::{bailiwick, run};
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

/// The answers to these lines, each valid against the published schema.
fn answers(root: &Path, lines: &[u8], code: i32) -> Vec<Value> {
    fs::write(root.join("requests.jsonl"), lines).unwrap();
    let ran = run(root, &["can", "--batch", "requests.jsonl"]);
    assert_eq!(ran.code, Some(code), "{}", ran.stderr);
    let schema = include_str!("../../schema/json/can.schema.json");
    let all = ran.stdout.lines().map(|line| {
        let answer = serde_json::from_str(line).unwrap();
        let found = errors(schema, &answer);
        assert!(found.is_empty(), "{line}: {found:?}");
        answer
    });
    all.collect()
}

#[test]
fn a_line_that_is_no_request_is_told_and_the_others_are_answered() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "bailiwick.kdl", format!("{WORKSPACE}agent \"clerk\"\n"));
    let sound = "{\"agent\":\"clerk\",\"action\":\"read\",\"resource\":\"a\",\"env\":\"dev\"}";
    let mut lines = format!("{sound}\r\n\n").into_bytes();
    for bad in [
        "{\"agent\":\"clerk\",\"agent\":\"clerk\",\"action\":\"read\",\"resource\":\"a\",\"env\":\"dev\"}",
        "{\"agent\":\"clerk\",\"action\":\"read\",\"resource\":\"a\"}",
        "{\"agent\":\"clerk\",\"action\":\"read\",\"env\":\"dev\"}",
        "{\"agent\":\"\u{202e}\\u001b\",\"action\":\"read\",\"resource\":\"a\",\"env\":\"dev\"}",
        "{\"agent\":\"clerk\",\"action\":\"read\",\"resource\":\"a\",\"env\":\"dev\",\"user\":1}",
        "null",
        "{",
    ] {
        lines.extend(format!("{bad}\n").bytes());
    }
    lines.extend(format!("{}\n", "[".repeat(100_000)).bytes());
    lines.extend(b"\xff\xfe\n");
    lines.extend(std::iter::repeat_n(b'x', 3 << 20));
    lines.extend(format!("\n{sound}").bytes());
    let answers = answers(root.path(), &lines, 2);
    let numbers: Vec<u64> = answers.iter().map(|answer| answer["line"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    let sound: Vec<u64> = answers
        .iter()
        .filter(|answer| answer.get("error").is_none())
        .map(|answer| answer["line"].as_u64().unwrap())
        .collect();
    assert_eq!(sound, [1, 13]);
}

#[test]
fn answers_come_in_the_order_of_requests() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "bailiwick.kdl", format!("{WORKSPACE}agent \"clerk\"\n"));
    let mut lines = String::new();
    for number in 0..20_000 {
        writeln!(
            lines,
            "{{\"agent\":\"clerk\",\"action\":\"read\",\"resource\":\"{number}\",\"env\":\"prod\"}}"
        )
        .unwrap();
    }
    let answers = answers(root.path(), lines.as_bytes(), 0);
    assert_eq!(answers.len(), 20_000);
    for (number, answer) in answers.iter().enumerate() {
        assert_eq!(answer["resource"], number.to_string());
    }
}

#[test]
fn whoever_waits_for_an_answer_before_the_next_request_gets_it() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "bailiwick.kdl", format!("{WORKSPACE}agent \"clerk\"\n"));
    let mut command = bailiwick(root.path(), &["can", "--batch", "-", "--env", "dev"]);
    let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut requests = process.stdin.take().unwrap();
    let mut answers = BufReader::new(process.stdout.take().unwrap()).lines();
    for number in 1..4 {
        requests
            .write_all(b"{\"agent\":\"clerk\",\"action\":\"read\",\"resource\":\"a\"}\n")
            .unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["line"], number);
    }
    drop(requests);
    assert_eq!(process.wait().unwrap().code(), Some(0));
}

/// A clerk who may refund little of an order, and open nothing but what a rule names.
const CLERK: &str = "server \"payments\" {
    url \"https://pay.acme.example\"
}
agent \"clerk\" {
    server \"payments\"
    permissions {
        allow call \"payments/refund\" {
            when \"/order/total\" at-most=50
        }
        ask call \"payments/open\" {
            when \"note\" \"x\"
            only-these-arguments
        }
    }
}
";

#[test]
fn a_name_that_begins_with_a_slash_is_a_pointer_in_words_and_a_name_in_requests() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "bailiwick.kdl", format!("{WORKSPACE}{CLERK}"));
    let line = |arguments: &str| {
        format!(
            "{{\"agent\":\"clerk\",\"action\":\"call\",\"resource\":\"payments/refund\",\"env\":\"dev\",\"arguments\":{arguments}}}\n"
        )
    };
    let lines = [
        line("{\"order\": {\"total\": 50}}"),
        line("{\"order\": {\"total\": 51}}"),
        // Who makes the request chooses its names: none of them passes for a part of another argument.
        line("{\"/order/total\": 50}"),
        line("{\"/order/total\": 50, \"order\": {\"total\": 51}}"),
    ];
    let answers = answers(root.path(), lines.concat().as_bytes(), 0);
    let effects: Vec<&Value> = answers.iter().map(|answer| &answer["decided"]["effect"]).collect();
    assert_eq!(effects, ["allow", "deny", "deny", "deny"]);
    assert_eq!(answers[2]["arguments"][0], "/~1order~1total=50");
    let spoken = |total: &str| {
        let ran = run(
            root.path(),
            &["can", "clerk", "call", "payments/refund", total, "--env", "dev", "--format", "json"],
        );
        serde_json::from_str::<Value>(&ran.stdout).unwrap()
    };
    assert_eq!(spoken("/order/total=50")["decided"], answers[0]["decided"]);
    assert_eq!(spoken("/order/total=51")["decided"], answers[1]["decided"]);
    assert_eq!(spoken("/~1order~1total=50")["decided"], answers[2]["decided"]);
}

#[test]
fn a_denied_request_says_which_condition_does_not_hold() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "bailiwick.kdl", format!("{WORKSPACE}{CLERK}"));
    let failed = |words: &[&str]| {
        let all =
            [&["can", "clerk", "call"], words, &["--env", "dev", "--format", "json"]].concat();
        let answer: Value = serde_json::from_str(&run(root.path(), &all).stdout).unwrap();
        let found = errors(include_str!("../../schema/json/can.schema.json"), &answer);
        assert!(found.is_empty(), "{found:?}");
        answer["decided"]["unmet"][0]["failed"].clone()
    };
    let total = "when \"/order/total\" at-most=50: ";
    assert_eq!(failed(&["payments/refund", "/order/total=51"])[0], format!("{total}it is 51"));
    let text = failed(&["payments/refund", "/order/total=\"50\""]);
    assert_eq!(text[0], format!("{total}it is \"50\", of another type"));
    assert_eq!(failed(&["payments/refund"])[0], format!("{total}the argument is absent"));
    let parts = failed(&["payments/refund", "/order/total/net=1"]);
    assert_eq!(parts[0], format!("{total}the argument is an object or an array"));
    let open = failed(&["payments/open", "note=x", "more=1"]);
    assert_eq!(open[0], "only-these-arguments: `more` is passed, too");
}

#[test]
fn who_may_do_something_is_told_in_json_for_every_environment() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "bailiwick.kdl", format!("{WORKSPACE}{CLERK}"));
    let asked = ["can", "--who", "call", "payments/*", "--format", "json"];
    let schema = include_str!("../../schema/json/can.schema.json");
    let told = |more: &[&str]| {
        let ran = run(root.path(), &[&asked, more].concat());
        let document: Value = serde_json::from_str(&ran.stdout).unwrap();
        let found = errors(schema, &document);
        assert!(found.is_empty(), "{found:?}");
        document
    };
    let all = told(&[]);
    let names: Vec<&Value> =
        all["environments"].as_array().unwrap().iter().map(|one| &one["environment"]).collect();
    assert_eq!(names, ["dev", "prod"]);
    let may = &all["environments"][1]["may"][0];
    assert_eq!((&may["agent"], &may["effect"]), (&"clerk".into(), &"allow".into()));
    assert_eq!(may["request"]["arguments"][0], "/order/total=0");
    assert_eq!(
        told(&["--env", "prod"])["environments"],
        serde_json::json!([all["environments"][1]])
    );
}
