//! The forms that machines read.

use std::collections::BTreeSet;

use expect_test::expect;
use serde_json::Value;

use super::{FLOATING, HINT, UNKNOWN, many, print, print_with, totals};
use crate::output::diagnostics::{Format, Totals};
use crate::terminal::Look;

/// An object with each field on a line.
pub(super) fn one_field_a_line(object: &Value) -> String {
    let fields = object.as_object().unwrap().iter();
    fields.map(|(key, value)| format!("{key}: {value}\n")).collect()
}

/// The published schema of what `check --format json` prints.
pub(super) fn check_schema() -> Value {
    let schema = include_str!("../../../../../schema/json/check.schema.json");
    serde_json::from_str(schema).unwrap()
}

fn valid_against_the_schema(text: &str) -> Value {
    let document: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::draft202012::new(&check_schema()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    document
}

#[test]
fn json_is_what_its_published_schema_says() {
    let document = valid_against_the_schema(&print(Format::Json));
    let finding = &document["findings"][0];
    expect![[r#"
        code: "BW3001"
        rule: "unknown-name"
        severity: "error"
        message: "no agent `<U+202E>summarizr`, 100%: <found>"
        path: "context/a b.kdl"
        span: {"start":{"offset":31,"line":2,"column":14},"end":{"offset":45,"line":2,"column":26}}
        label: "named here & nowhere else"
        related: [{"path":"agents.kdl","span":{"start":{"offset":6,"line":1,"column":7},"end":{"offset":18,"line":1,"column":19}},"label":"this one is near"},{"path":"std/server/git@1","span":{"start":{"offset":7,"line":1,"column":8},"end":{"offset":12,"line":1,"column":13}},"label":""}]
        help: "did you mean `summarizer`?"
        fix: {"title":"write `summarizer`","applicability":"unsafe","edits":[{"path":"context/a b.kdl","span":{"start":{"offset":31,"line":2,"column":14},"end":{"offset":45,"line":2,"column":26}},"replacement":"\"summarizer\""}]}
        fingerprint: "712057314e7a54548c2c2474a8f0a036c8c1fa7c702fa3edb351c584afbe65d1"
    "#]].assert_eq(&one_field_a_line(finding));
    let text = print_with(Format::Json, &[], Totals { unlisted: 7, ..totals() }, Look::PLAIN);
    let summary = valid_against_the_schema(&text)["summary"].clone();
    assert_eq!((&summary["errors"], &summary["unlisted"]), (&Value::from(7), &Value::from(7)));
}

#[test]
fn github_gets_escaped_commands_and_a_summary() {
    expect![[r#"
        ::error file=context/a b.kdl,line=2,col=14,endColumn=25,title=BW3001 unknown-name::no agent `<U+202E>summarizr`, 100%25: <found>%0Anamed here & nowhere else%0Ahelp: did you mean `summarizer`?
        ::error file=gone.kdl,line=1,col=1,endColumn=1,title=BW3001 unknown-name::`gone.kdl` cannot be read%0Ait is not UTF-8
        ::warning file=context/a b.kdl,line=3,col=8,endColumn=20,title=BW4002 floating-model-alias::`acme/latest` floats
        ::notice file=context/a b.kdl,line=2,col=32,endColumn=34,title=BW8003 odd-text::odd "text"
        checked 3 agents in 2 environments, 4 files: 2 errors, 1 warning, 1 info
    "#]].assert_eq(&print(Format::Github));
}

#[test]
fn github_gets_at_most_ten_of_a_level_and_the_tenth_counts_the_rest() {
    let mut found = many(&UNKNOWN, 12);
    found.extend(many(&FLOATING, 10));
    found.extend(many(&HINT, 11));
    let text = print_with(Format::Github, &found, totals(), Look::PLAIN);
    let count = |prefix: &str| text.lines().filter(|line| line.starts_with(prefix)).count();
    assert_eq!((count("::error"), count("::warning"), count("::notice")), (10, 10, 10));
    assert!(text.contains("::error::… and 3 more findings"), "{text}");
    assert!(text.contains("::notice::… and 2 more findings"), "{text}");
    assert!(!text.contains("::warning::…"), "{text}");
}

#[test]
fn gitlab_gets_issues_with_fingerprints_of_their_own() {
    let document: Value = serde_json::from_str(&print(Format::Gitlab)).unwrap();
    let mut first = document[0].clone();
    first["fingerprint"] = "…".into();
    expect![[r#"
        {
          "description": "no agent `<U+202E>summarizr`, 100%: <found>; did you mean `summarizer`?",
          "check_name": "BW3001",
          "fingerprint": "…",
          "severity": "major",
          "location": {
            "path": "context/a b.kdl",
            "lines": {
              "begin": 2,
              "end": 2
            }
          }
        }"#]]
    .assert_eq(&format!("{first:#}"));
    let severities: Vec<&str> = document
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| issue["severity"].as_str().unwrap())
        .collect();
    assert_eq!(severities, ["major", "minor", "info", "major"]);
    let mut found = many(&UNKNOWN, 50);
    found.extend(many(&UNKNOWN, 50));
    let text = print_with(Format::Gitlab, &found, totals(), Look::PLAIN);
    let issues: Vec<Value> = serde_json::from_str(&text).unwrap();
    let distinct: BTreeSet<String> =
        issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
    assert_eq!(distinct.len(), 100);
}

#[test]
fn junit_has_a_suite_a_file_and_a_case_a_rule() {
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="bailiwick check" tests="5" failures="2" errors="0">
          <testsuite name="workspace" tests="1" failures="0" errors="0">
            <testcase classname="workspace" name="checked">
              <system-out>checked 3 agents in 2 environments, 4 files: 2 errors, 1 warning, 1 info</system-out>
            </testcase>
          </testsuite>
          <testsuite name="context/a b.kdl" tests="3" failures="1" errors="0">
            <testcase classname="context/a b.kdl" name="BW3001 unknown-name" file="context/a b.kdl">
              <failure type="BW3001" message="no agent `&lt;U+202E&gt;summarizr`, 100%: &lt;found&gt;">context/a b.kdl:2:14: error: no agent `&lt;U+202E&gt;summarizr`, 100%: &lt;found&gt; (help: did you mean `summarizer`?)</failure>
            </testcase>
            <testcase classname="context/a b.kdl" name="BW4002 floating-model-alias" file="context/a b.kdl">
              <system-out>context/a b.kdl:3:8: warning: `acme/latest` floats</system-out>
            </testcase>
            <testcase classname="context/a b.kdl" name="BW8003 odd-text" file="context/a b.kdl">
              <system-out>context/a b.kdl:2:32: info: odd &quot;text&quot;</system-out>
            </testcase>
          </testsuite>
          <testsuite name="gone.kdl" tests="1" failures="1" errors="0">
            <testcase classname="gone.kdl" name="BW3001 unknown-name" file="gone.kdl">
              <failure type="BW3001" message="`gone.kdl` cannot be read">gone.kdl:1:1: error: `gone.kdl` cannot be read</failure>
            </testcase>
          </testsuite>
        </testsuites>
    "#]].assert_eq(&print(Format::Junit));
}

#[test]
fn junit_of_a_clean_workspace_has_one_case_that_passes() {
    let text = print_with(Format::Junit, &[], totals(), Look::PLAIN);
    assert!(text.contains("tests=\"1\" failures=\"0\""), "{text}");
    assert!(!text.contains("<failure"), "{text}");
}
