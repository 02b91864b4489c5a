//! What is printed for programs is what the published schemas say, and the same wherever and however it is made.

use serde_json::Value;

use crate::run::run;
use crate::tree::{workspace, write};

/// The schema that `bailiwick schema` prints under this name refuses nothing of the document.
pub fn valid(name: &str, document: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let schema: Value =
        serde_json::from_str(&run(folder.path(), &["schema", name]).stdout).unwrap();
    let document: Value = serde_json::from_str(document).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
    document
}

const AGENTS: &str = "agent \"a\" {
    summary \"A\"
    delegate \"b\"
    delegate \"c\"
    limits { steps \"x\"; }
}
agent \"b\"
";

#[test]
fn json_is_valid_against_its_schemas() {
    let folder = workspace(&[("a.kdl", AGENTS), ("in/x.md", "---\nname: x\n---\nX.\n")]);
    let at = folder.path();
    let check = run(at, &["check", "--format", "json"]);
    assert_eq!(check.code, Some(1));
    let check = valid("check", &check.stdout);
    assert!(check["findings"].as_array().unwrap().len() >= 2, "{check:#}");
    let list = valid("list", &run(at, &["list", "--format", "json"]).stdout);
    assert_eq!(list["agents"][1]["name"], "b");
    let why = run(at, &["show", "a", "--env", "prod", "--format", "json", "--why"]);
    assert_eq!(valid("why", &why.stdout)["environment"], "prod");
    let context = run(at, &["show", "b", "--env", "prod", "--format", "json"]);
    assert_eq!(valid("context", &context.stdout)["agent"], "b");
    let import =
        run(at, &["import", "in", "--from", "claude-agents", "--out", "out", "--format", "json"]);
    assert_eq!(valid("import", &import.stdout)["version"], 1);
    let other = workspace(&[
        ("a.kdl", "agent \"a\" {\n permissions {\n  allow read \"docs/**\"\n }\n}\nagent \"b\"\n"),
        ("broken.kdl", "agnt \"c\"\n"),
    ]);
    let diff = run(at, &["diff", ".", &other.path().to_string_lossy(), "--format", "json"]);
    let diff = valid("diff", &diff.stdout);
    assert_eq!(diff["groups"][0]["authority"]["shifts"][0]["resource"], "docs", "{diff:#}");
    assert_eq!(diff["broken"]["after"][0]["path"], "broken.kdl");
}

#[test]
fn a_violation_names_its_controls_in_json_and_sarif() {
    let text = "agent \"a\" {\n permissions {\n  allow read \"docs/**\"\n }\n}\npolicy \"p\" {\n control \"house\" \"7\" \"8\"\n forbid read \"**\"\n}\n\
                waive \"p\" agent=\"b\" until=\"2030-01-01\" because=\"x\"\nagent \"b\" {\n permissions {\n  allow read \"docs/**\"\n }\n}\n";
    let folder = workspace(&[("a.kdl", text)]);
    let json = run(folder.path(), &["check", "--at", "2029-12-31", "--format", "json"]);
    let json = valid("check", &json.stdout);
    assert_eq!(json["summary"]["waived"], 1, "{json:#}");
    let findings = json["findings"].as_array().unwrap();
    let of_policy: Vec<&Value> =
        findings.iter().filter(|found| found["rule"] == "policy-violation").collect();
    assert_eq!(of_policy.len(), 1, "{json:#}");
    assert_eq!(of_policy[0]["controls"], serde_json::json!(["house 7", "house 8"]));
    let sarif = run(folder.path(), &["check", "--at", "2030-01-02", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif.stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let tagged = results.iter().filter(|result| {
        result["ruleId"] == "BW5001" && result["properties"]["tags"][1] == "house 8"
    });
    assert_eq!(tagged.count(), 2, "{sarif:#}");
}

#[test]
fn all_contexts_are_those_of_each_agent_on_a_line_of_its_own() {
    let mut text =
        "lifecycle \"l\" { stage \"early\" { environments \"dev\"; }; stage \"late\"; }\n\
                    agent \"z\" { stage \"early\"; }\n\
                    agent \"rows\" { instances file=\"rows.json\"; }\n"
            .to_owned();
    for index in 0..300 {
        text += &format!("agent \"a/{index:03}\" {{ summary \"\u{202e}{index}\"; }}\n");
    }
    let rows = r#"[{"name":"two"},{"name":"one"}]"#;
    let folder = workspace(&[("a.kdl", &text), ("rows.json", rows)]);
    let all = run(folder.path(), &["show", "--all", "--env", "prod", "--format", "json"]);
    assert_eq!(all.code, Some(0), "{}", all.stderr);
    assert!(all.stderr.contains("1 agent is not present in `prod`"), "{}", all.stderr);
    assert!(!all.stdout.contains('\u{202e}'));
    let contexts: Vec<Value> =
        all.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<&str> = contexts.iter().map(|one| one["agent"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 302);
    assert_eq!(names[300..], ["rows/two", "rows/one"]);
    assert!(names[..300].is_sorted());
    for (name, context) in
        names.iter().zip(&contexts).step_by(43).chain([(&names[301], &contexts[301])])
    {
        let one = run(folder.path(), &["show", name, "--env", "prod", "--format", "json"]);
        assert_eq!(valid("context", &one.stdout), *context);
    }
}

#[test]
fn json_is_the_same_from_everywhere_and_on_any_number_of_threads() {
    let folder = workspace(&[("deep/er/a.kdl", AGENTS)]);
    for index in 0..40 {
        let text = format!("agent \"agent-{index}\" {{\n    delegate \"nobody-{index}\"\n}}\n");
        write(folder.path(), &format!("more/{index}.kdl"), text);
    }
    let outside = tempfile::tempdir().unwrap();
    let root = folder.path().to_string_lossy().into_owned();
    let expected = run(folder.path(), &["check", "--format", "json"]).stdout;
    assert!(expected.contains("nobody-39"));
    let deep = folder.path().join("deep/er");
    for (from, arguments) in [
        (folder.path(), vec!["--threads", "1"]),
        (folder.path(), vec!["--threads", "2"]),
        (&deep, vec![]),
        (outside.path(), vec!["-C", &root]),
        (outside.path(), vec![&root]),
    ] {
        let arguments: Vec<&str> =
            ["check", "--format", "json"].into_iter().chain(arguments).collect();
        assert_eq!(run(from, &arguments).stdout, expected, "{arguments:?}");
    }
    assert!(!expected.contains(&root), "an absolute path");
}

#[test]
fn paths_are_relative_to_where_a_reader_stands() {
    let folder = workspace(&[("sub/a.kdl", AGENTS)]);
    let human = |from: &str| run(&folder.path().join(from), &["check"]).stdout;
    assert!(human("").contains("--> sub/a.kdl:4:14"), "{}", human(""));
    assert!(human("sub").contains("--> a.kdl:4:14"), "{}", human("sub"));
    // A repository's services want paths from the repository's root.
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    write(folder.path(), "inner/bailiwick.kdl", crate::tree::WORKSPACE);
    write(folder.path(), "inner/b.kdl", AGENTS);
    let github = run(&folder.path().join("inner"), &["check", "--format", "github"]).stdout;
    assert!(github.contains("::error file=inner/b.kdl,line=4,"), "{github}");
    let gitlab = run(folder.path(), &["check", "inner", "--format", "gitlab"]).stdout;
    assert!(gitlab.contains("\"path\": \"inner/b.kdl\""), "{gitlab}");
}
