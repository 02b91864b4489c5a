//! What `import` leaves on the disk.

use std::fs;
use std::path::Path;

use super::run::run;

/// A folder with one agent in it.
fn agents(root: &Path) {
    fs::create_dir(root.join("agents")).unwrap();
    fs::write(root.join("agents/a.md"), "---\nname: a\n---\r\nOne\r\nTwo").unwrap();
}

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn exactly_the_imported_files_are_written() {
    let root = tempfile::tempdir().unwrap();
    agents(root.path());
    let ran =
        run(root.path(), &["import", "agents", "--from", "claude-agents", "--out", "out/acme"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let out = root.path().join("out");
    let expected = [
        "acme/bailiwick.kdl",
        "acme/context/agents/a.kdl",
        "acme/context/bases/claude-code-tools.kdl",
        "acme/instructions/a.md",
    ];
    assert_eq!(files(&out), expected);
    assert_eq!(fs::read_to_string(out.join("acme/instructions/a.md")).unwrap(), "One\nTwo");
    assert!(
        fs::read_to_string(out.join("acme/bailiwick.kdl"))
            .unwrap()
            .starts_with("workspace \"acme\"")
    );
}

#[test]
fn a_manifest_is_kept_and_one_file_in_the_way_keeps_all_back() {
    let root = tempfile::tempdir().unwrap();
    agents(root.path());
    let out = root.path().join("out");
    fs::create_dir_all(out.join("instructions")).unwrap();
    fs::write(out.join("bailiwick.kdl"), "mine").unwrap();
    fs::write(out.join("instructions/a.md"), "mine").unwrap();
    let ran = run(root.path(), &["import", "agents", "--from", "claude-agents", "--out", "out"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stdout.is_empty() && ran.stderr.contains("instructions/a.md"), "{}", ran.stderr);
    assert_eq!(files(&out), ["bailiwick.kdl", "instructions/a.md"]);
    fs::remove_file(out.join("instructions/a.md")).unwrap();
    let ran = run(root.path(), &["import", "agents", "--from", "claude-agents", "--out", "out"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(out.join("bailiwick.kdl")).unwrap(), "mine");
}

#[test]
fn a_dry_run_writes_nothing() {
    let root = tempfile::tempdir().unwrap();
    agents(root.path());
    let ran = run(
        root.path(),
        &["import", "agents", "--from", "claude-agents", "--out", "out", "--dry-run"],
    );
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("would write context/agents/a.kdl"), "{}", ran.stdout);
    assert!(!root.path().join("out").exists());
}

#[test]
fn an_output_that_cannot_be_written_fails_and_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    agents(root.path());
    fs::write(root.path().join("out"), "a file").unwrap();
    let ran = run(root.path(), &["import", "agents", "--from", "claude-agents", "--out", "out"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("cannot be written"), "{}", ran.stderr);
    let root = tempfile::tempdir().unwrap();
    agents(root.path());
    fs::create_dir(root.path().join("out")).unwrap();
    fs::write(root.path().join("out/instructions"), "a file").unwrap();
    let ran = run(root.path(), &["import", "agents", "--from", "claude-agents", "--out", "out"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(files(&root.path().join("out")), ["instructions"]);
}

#[test]
fn the_json_report_meets_its_schema_and_has_each_file_once() {
    let root = tempfile::tempdir().unwrap();
    let hostile = super::cases::folder().join("../import/hostile");
    let source = hostile.to_string_lossy();
    let ran = run(
        root.path(),
        &["import", &source, "--from", "claude-agents", "--out", "out", "--format", "json"],
    );
    assert_eq!(ran.code, Some(1), "one of the files is empty: {}", ran.stderr);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let schema = include_str!("../../schema/json/import.schema.json");
    let schema = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let told: Vec<_> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    assert_eq!(told, files(&hostile));
    let written: Vec<_> =
        report["written"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    assert_eq!(written, files(&root.path().join("out")));
}

#[test]
fn what_was_imported_is_formatted_and_breaks_no_rule_of_the_language() {
    let root = tempfile::tempdir().unwrap();
    let hostile = super::cases::folder().join("../import/hostile");
    let source = hostile.to_string_lossy();
    run(root.path(), &["import", &source, "--from", "claude-agents", "--out", "out"]);
    let out = root.path().join("out");
    let formatted = run(&out, &["fmt", "--check"]);
    assert_eq!(formatted.code, Some(0), "{}{}", formatted.stdout, formatted.stderr);
    let checked = run(&out, &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&checked.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let codes: Vec<_> = findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    assert!(!codes.is_empty() && codes.iter().all(|code| *code > "BW4"), "{codes:?}");
}

#[test]
fn a_description_that_fits_in_no_file_is_told_and_not_written() {
    let root = tempfile::tempdir().unwrap();
    agents(root.path());
    let long = format!("---\nname: b\ndescription: {}\n---\nDo it.\n", "x".repeat(10 << 20));
    fs::write(root.path().join("agents/b.md"), long).unwrap();
    let quoted = format!("---\nname: c\ndescription: '{}'\n---\nDo it.\n", "\"".repeat(3 << 20));
    fs::write(root.path().join("agents/c.md"), quoted).unwrap();
    let ran = run(root.path(), &["import", "agents", "--from", "claude-agents", "--out", "out"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("`description` has 10485760 bytes"), "{}", ran.stdout);
    let checked = run(&root.path().join("out"), &["check"]);
    assert!(!checked.stdout.contains("file-too-large"), "{}", checked.stdout);
    assert!(!checked.stdout.contains("bytes long"), "{}", checked.stdout);
    let list = run(&root.path().join("out"), &["list"]).stdout;
    assert!(["a", "b", "c"].iter().all(|name| list.contains(name)), "{list}");
}

#[test]
fn a_thousand_files_are_imported_and_checked() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("agents")).unwrap();
    let full = std::env::var("BAILIWICK_CASES").is_ok_and(|cases| cases.len() > 4);
    let count = if full || !cfg!(debug_assertions) { 10_000 } else { 1_000 };
    for at in 0..count {
        let text = format!("---\nname: agent-{at}\ndescription: Does {at}.\n---\nDo {at}.\n");
        fs::write(root.path().join(format!("agents/{at}.md")), text).unwrap();
    }
    let ran = run(root.path(), &["import", "agents", "--from", "claude-agents", "--out", "out"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(files(&root.path().join("out")).len(), 2 * count + 2);
    let checked = run(&root.path().join("out"), &["check", "--format", "json"]);
    assert!(checked.stdout.contains(&format!("\"agents\": {count}")), "{:.300}", checked.stdout);
}
