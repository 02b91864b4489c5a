//! Events and files that nobody should be able to get anything by.

use std::fs;
use std::process::Stdio;

use serde_json::{Value, json};

use super::{POLICY, answered, blocked, denied, desk, event, given, started};
use crate::run::bailiwick;

#[test]
fn what_is_no_event_blocks() {
    let desk = desk();
    let at = desk.path();
    let good = event(at, "Read", &json!({ "file_path": "docs/a" })).to_string();
    let with = |from: &str, to: &str| good.replacen(from, to, 1).into_bytes();
    let long = format!("{}{}", " ".repeat(4 << 20), good);
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let events: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"\n".to_vec(),
        b"null".to_vec(),
        b"\xff\xfe{\0}\0".to_vec(),
        good.as_bytes()[..good.len() - 1].to_vec(),
        [good.as_bytes(), good.as_bytes()].concat(),
        long.into_bytes(),
        deep.into_bytes(),
        with("{", "{\"tool_name\":\"Read\","),
        with("\"PreToolUse\"", "\"PostToolUse\""),
        with("\"PreToolUse\"", "7"),
        with("\"tool_name\"", "\"tool\""),
        with("\"cwd\"", "\"dir\""),
        with("\"default\"", "null"),
        with("\"tool_input\":{", "\"tool_input\":[{").into_iter().chain(*b"]").collect(),
        with("docs/a", "docs/a\\ud800"),
    ];
    for bytes in events {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        let reason = blocked(&given(started(at, &["--policy", POLICY]), &bytes));
        assert!(reason.starts_with("bailiwick: "), "{shown}: {reason}");
    }
}

#[test]
fn what_is_no_policy_blocks() {
    let desk = desk();
    let at = desk.path();
    let good = fs::read_to_string(at.join(POLICY)).unwrap();
    let event = event(at, "Read", &json!({ "file_path": "docs/a" }));
    let texts = [
        String::new(),
        good.split_at(good.len() / 2).0.to_owned(),
        good.replacen("deny", "allow", 1),
        good.replacen("\"version\":1", "\"version\":2", 1),
        good.replacen("\"agent\":\"clerk\"", "\"agent\":\"clerk\",\"agent\":\"clerk\"", 1),
        format!(" {good}"),
    ];
    for text in texts {
        fs::write(at.join(POLICY), &text).unwrap();
        let reason = blocked(&answered(at, &event));
        assert!(reason.starts_with("bailiwick: the policy `.claude/policy.json` cannot be read: "));
    }
    fs::write(at.join(POLICY), b"\xff").unwrap();
    blocked(&answered(at, &event));
    fs::remove_file(at.join(POLICY)).unwrap();
    blocked(&answered(at, &event));
    fs::create_dir(at.join(POLICY)).unwrap();
    blocked(&answered(at, &event));
}

#[test]
fn what_is_no_workspace_blocks() {
    let desk = desk();
    let at = desk.path();
    let event = event(at, "Read", &json!({ "file_path": "docs/a" })).to_string();
    let slow = |arguments: &[&str]| given(started(at, arguments), event.as_bytes());
    for arguments in [
        &["--agent", "clrk", "--env", "dev"][..],
        &["--agent", "clerk", "--env", "prd"],
        &["--agent", "clerk"],
        &["--agent", "clerk", "--env", "dev", "nowhere"],
    ] {
        blocked(&slow(arguments));
    }
    fs::write(at.join("more.kdl"), "agent \"x\" {\n").unwrap();
    let reason = blocked(&slow(&["--agent", "clerk", "--env", "dev"]));
    assert!(reason.contains("a rule may be missing"), "{reason}");
    let usage = slow(&["--polcy", "x"]);
    assert_eq!((usage.code, usage.stdout.as_str()), (Some(2), ""));
    assert!(!usage.stderr.is_empty());
}

#[test]
fn an_answer_that_nobody_reads_blocks() {
    let desk = desk();
    let at = desk.path();
    let mut child = started(at, &["--policy", POLICY]);
    drop(child.stdout.take());
    let event = event(at, "Read", &json!({ "file_path": "docs/internal/a" }));
    let reason = blocked(&given(child, event.to_string().as_bytes()));
    assert!(reason.contains("cannot be written"), "{reason}");
    let mut command = bailiwick(at, &["hook", "--policy", POLICY]);
    // Nothing at all is open.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert_eq!(status.unwrap().code(), Some(2));
}

#[test]
fn tools_and_inputs_that_are_not_known_are_denied() {
    let desk = desk();
    let at = desk.path();
    for (tool, input) in [
        ("NewTool", json!({})),
        ("PowerShell", json!({ "command": "ls" })),
        ("Read", json!({})),
        ("Read", json!({ "file_path": null })),
        ("Read", json!({ "file_path": "" })),
        ("Read", json!({ "file_path": { "x": 1 } })),
        ("Read", json!({ "file_path": "docs/a\u{0}b" })),
        ("Read", json!({ "file_path": "~root/x" })),
        ("Read", json!({ "file_path": "docs/\u{1b}[2J" })),
        ("Bash", json!({})),
        ("Bash", json!({ "command": "\u{0}" })),
        ("Bash", json!({ "command": "$(".repeat(100_000) })),
        ("Bash", json!({ "command": "git ".repeat(100_000) + "'" })),
        ("Bash", json!({ "command": format!("sh -c '{}'", "(".repeat(50_000)) })),
        ("Glob", json!({ "pattern": "../**" })),
        ("mcp__tickets", json!({})),
        ("mcp____", json!({})),
        ("\u{202e}daeR", json!({})),
    ] {
        let input: Value = input;
        let is_allowed = tool == "Read" && input["file_path"] == "docs/\u{1b}[2J";
        let ran = answered(at, &event(at, tool, &input));
        if is_allowed {
            assert_eq!(super::told(&ran), "nothing");
            continue;
        }
        let reason = denied(&ran);
        assert!(!reason.chars().any(char::is_control) && !reason.contains('\u{202e}'), "{reason}");
        assert!(reason.len() < 3000, "{}", reason.len());
    }
}
