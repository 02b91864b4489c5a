//! `bailiwick hook`: what runtimes are told before a tool is used, and that everything that goes wrong blocks it.

mod hostile;
mod installed;
mod log;
mod places;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::run::{Ran, bailiwick, run};
use crate::tree::{WORKSPACE, write};

const AGENT: &str = r#"
server "tickets" { command "tickets"; }
server "payments" { command "payments"; }
agent "clerk" {
    server "tickets"
    server "payments"
    permissions {
        allow read "docs/**" "~/notes/**"
        ask read "docs/internal/**"
        deny read "docs/**/.env"
        allow read "src/**"
        allow write "out/**"
        allow run "git **" "cat **" "./tool **"
        deny run "git push **"
        ask run "git reset **"
        allow call "tickets/*"
        allow call "payments/refund" { when "amount" at-most=50; }
        allow fetch "https://api.acme.example/**"
    }
}
"#;

/// A workspace beside a home.
struct Desk {
    path: PathBuf,
    _kept: TempDir,
}

impl Desk {
    fn path(&self) -> &Path {
        &self.path
    }
}

/// A workspace with an agent and its policy file, `.claude/policy.json`.
fn desk() -> Desk {
    let kept = tempfile::tempdir().unwrap();
    let folder = Desk { path: kept.path().join("desk"), _kept: kept };
    write(folder.path(), "bailiwick.kdl", WORKSPACE);
    write(folder.path(), "clerk.kdl", AGENT);
    for name in ["docs/internal", "src", "out", "../home/notes"] {
        fs::create_dir_all(folder.path().join(name)).unwrap();
    }
    let arguments = ["hook", "compile", "--agent", "clerk", "--env", "dev", "--out", POLICY];
    let ran = run(folder.path(), &arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    folder
}

const POLICY: &str = ".claude/policy.json";

/// An event of Claude Code in this folder.
fn event(folder: &Path, tool: &str, input: &Value) -> Value {
    json!({
        "session_id": "s", "transcript_path": "/t", "permission_mode": "default", "tool_use_id": "1",
        "hook_event_name": "PreToolUse", "cwd": folder, "tool_name": tool, "tool_input": input,
    })
}

fn started(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = bailiwick(folder, &[&["hook"], arguments].concat());
    command.env("HOME", folder.parent().unwrap().join("home"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The end of a process that is given these bytes.
fn given(mut child: Child, bytes: &[u8]) -> Ran {
    // Who refuses before the end reads no further.
    let _refused = child.stdin.take().unwrap().write_all(bytes);
    let output = child.wait_with_output().unwrap();
    Ran {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code(),
    }
}

/// What the policy file answers to an event.
fn answered(folder: &Path, event: &Value) -> Ran {
    given(started(folder, &["--policy", POLICY]), event.to_string().as_bytes())
}

/// The decision that Claude Code is told, `nothing` where it is told none.
fn told(ran: &Ran) -> String {
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
    if ran.stdout.is_empty() {
        return "nothing".to_owned();
    }
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let own = &answer["hookSpecificOutput"];
    assert_eq!(own["hookEventName"], "PreToolUse");
    let reason = own["permissionDecisionReason"].as_str().unwrap();
    assert!(!reason.is_empty() && !reason.contains('\n'));
    assert_eq!(ran.stdout.lines().count(), 1);
    own["permissionDecision"].as_str().unwrap().to_owned()
}

/// Why an event is denied.
fn denied(ran: &Ran) -> String {
    assert_eq!(told(ran), "deny");
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    answer["hookSpecificOutput"]["permissionDecisionReason"].as_str().unwrap().to_owned()
}

/// That a tool is blocked by the exit code, with one line that says why.
fn blocked(ran: &Ran) -> String {
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{}", ran.stderr);
    let line = ran.stderr.strip_suffix('\n').unwrap();
    assert!(!line.is_empty() && !line.contains('\n'), "{line}");
    line.to_owned()
}

#[test]
fn the_rules_decide_and_allow_is_left_to_the_runtime() {
    let desk = desk();
    let at = desk.path();
    for (tool, input, expected) in [
        ("Read", json!({ "file_path": at.join("docs/a.md") }), "nothing"),
        ("Read", json!({ "file_path": "docs/internal/a.md" }), "ask"),
        ("Read", json!({ "file_path": "docs/x/.env" }), "deny"),
        ("Read", json!({ "file_path": "~/notes/a" }), "nothing"),
        ("Read", json!({ "file_path": "~/other" }), "deny"),
        ("Grep", json!({ "pattern": "x", "path": "src" }), "nothing"),
        ("Grep", json!({ "pattern": "x", "path": "docs" }), "ask"),
        ("Grep", json!({ "pattern": "x" }), "deny"),
        ("Edit", json!({ "file_path": "out/a", "old_string": "a", "new_string": "b" }), "nothing"),
        ("Write", json!({ "file_path": "docs/a.md", "content": "x" }), "deny"),
        ("Bash", json!({ "command": "git status && cat a | git log" }), "nothing"),
        ("Bash", json!({ "command": "git status && git push" }), "deny"),
        ("Bash", json!({ "command": "git status; git reset --hard" }), "ask"),
        ("Bash", json!({ "command": "git log > out/log" }), "nothing"),
        ("Bash", json!({ "command": "git log > log" }), "deny"),
        ("Bash", json!({ "command": "git $(cat a)" }), "ask"),
        ("Bash", json!({ "command": "git log 'unfinished" }), "deny"),
        ("WebFetch", json!({ "url": "https://API.acme.example:443/x" }), "nothing"),
        ("WebFetch", json!({ "url": "https://api.acme.example@evil.example/" }), "deny"),
        ("mcp__tickets__list", json!({ "page": 1 }), "nothing"),
        ("mcp__payments__refund", json!({ "amount": 50.00 }), "nothing"),
        ("mcp__payments__refund", json!({ "amount": 51 }), "deny"),
        ("mcp__payments__refund", json!({}), "deny"),
        ("mcp__other__list", json!({}), "deny"),
        ("WebSearch", json!({ "query": "x" }), "deny"),
        ("Task", json!({ "subagent_type": "clerk", "prompt": "x" }), "deny"),
    ] {
        let event = event(at, tool, &input);
        assert_eq!(told(&answered(at, &event)), expected, "{tool} {input}");
        let slow =
            given(started(at, &["--agent", "clerk", "--env", "dev"]), event.to_string().as_bytes());
        assert_eq!(told(&slow), expected, "by the workspace: {tool} {input}");
    }
}

#[test]
fn an_ask_is_a_denial_where_nobody_can_be_asked_and_nothing_is_granted_in_a_plan() {
    let desk = desk();
    let at = desk.path();
    for (mode, path, expected, granted) in [
        ("default", "docs/internal/a", "ask", "ask"),
        ("bypassPermissions", "docs/internal/a", "deny", "deny"),
        ("somethingNew", "docs/internal/a", "deny", "deny"),
        ("default", "docs/a", "nothing", "allow"),
        ("plan", "docs/a", "nothing", "nothing"),
        ("bypassPermissions", "docs/a/.env", "deny", "deny"),
    ] {
        let mut event = event(at, "Read", &json!({ "file_path": path }));
        event["permission_mode"] = json!(mode);
        assert_eq!(told(&answered(at, &event)), expected, "{mode} {path}");
        let ran =
            given(started(at, &["--policy", POLICY, "--grant"]), event.to_string().as_bytes());
        assert_eq!(told(&ran), granted, "{mode} {path}");
    }
}

#[test]
fn every_runtime_is_told_in_its_own_form() {
    let desk = desk();
    let at = desk.path();
    let ran = |event: Value| {
        let ran =
            given(started(at, &["--policy", POLICY, "--grant"]), event.to_string().as_bytes());
        (ran.code, ran.stdout, ran.stderr)
    };
    let codex = |command: &str| {
        ran(
            json!({ "hook_event_name": "PreToolUse", "turn_id": "1", "model": "m", "permission_mode": "default",
            "cwd": at, "tool_name": "Bash", "tool_input": { "command": command } }),
        )
    };
    let gemini = |command: &str| {
        ran(json!({ "hook_event_name": "BeforeTool", "cwd": at, "tool_name": "run_shell_command",
            "tool_input": { "command": command } }))
    };
    let opencode =
        |command: &str| ran(json!({ "tool": "bash", "args": { "command": command }, "cwd": at }));
    let empty = String::new;
    assert_eq!(codex("git status"), (Some(0), empty(), empty()));
    assert_eq!(gemini("git status"), (Some(0), "{}\n".to_owned(), empty()));
    assert_eq!(opencode("git status"), (Some(0), empty(), empty()));
    for line in ["git push", "git reset"] {
        let (code, output, error) = codex(line);
        let answer: Value = serde_json::from_str(&output).unwrap();
        assert_eq!((code, error), (Some(0), empty()));
        let members: Vec<_> = answer["hookSpecificOutput"].as_object().unwrap().keys().collect();
        assert_eq!(members, ["hookEventName", "permissionDecision", "permissionDecisionReason"]);
        assert_eq!(answer["hookSpecificOutput"]["permissionDecision"], "deny");
        let (code, output, error) = gemini(line);
        let answer: Value = serde_json::from_str(&output).unwrap();
        assert_eq!((code, error), (Some(0), empty()));
        assert_eq!(answer["decision"], "deny");
        assert!(answer["reason"].as_str().unwrap().contains(line));
        let (code, output, error) = opencode(line);
        assert_eq!((code, output), (Some(2), empty()));
        assert!(error.contains(line) && error.lines().count() == 1);
    }
}

#[test]
fn the_settings_of_the_guide_decide_and_block_where_the_program_is_not_there() {
    let page = include_str!("../../docs/guide/hook.md");
    let settings = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let settings: Value = serde_json::from_str(settings).unwrap();
    let own = &settings["hooks"]["PreToolUse"][0];
    assert_eq!((&own["matcher"], &own["hooks"][0]["onFailure"]), (&json!("*"), &json!("block")));
    let command = own["hooks"][0]["command"].as_str().unwrap();
    let desk = desk();
    let at = desk.path();
    fs::rename(at.join(POLICY), at.join(".claude/bailiwick-policy.json")).unwrap();
    let event = event(at, "Read", &json!({ "file_path": "docs/internal/a" })).to_string();
    let programs = Path::new(env!("CARGO_BIN_EXE_bailiwick")).parent().unwrap();
    let ran = |path: &Path, project: &Path| {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", command]).current_dir(at).env_clear().env("PATH", path);
        shell.env("CLAUDE_PROJECT_DIR", project);
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        given(shell.spawn().unwrap(), event.as_bytes())
    };
    assert_eq!(told(&ran(programs, at)), "ask");
    blocked(&ran(programs, Path::new("/nowhere")));
    let missing = ran(at, at);
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(2), ""));
    assert!(missing.stderr.contains("not found"), "{}", missing.stderr);
}

#[test]
fn people_are_told_the_parts_of_a_line_the_rules_and_their_places() {
    let desk = desk();
    let at = desk.path();
    let explained = |tool: &str, input: Value| {
        let event = event(at, tool, &input).to_string();
        let ran = given(started(at, &["--policy", POLICY, "--explain"]), event.as_bytes());
        assert_eq!(ran.stderr, "");
        format!("{}{:?}\n", ran.stdout, ran.code)
    };
    let line = "git status && git push -f > out/log; cat a";
    let all = [
        explained("Bash", json!({ "command": line })),
        explained("Read", json!({ "file_path": "docs/internal/a" })),
        explained("Read", json!({ "file_path": "docs/a" })),
        explained("mcp__payments__refund", json!({ "amount": 51 })),
        explained("NewTool", json!({})),
    ];
    expect_test::expect![[r#"
        deny: `clerk` may not run `git status && git push -f > out/log; cat a` in `dev`: of 4 parts, run `git push -f` decides; deny run "git push **" (clerk.kdl:14)
          part run `git status`: allow
          part write `out/log`: allow
          part run `git push -f`: deny
          part run `cat a`: allow
          by   deny run "git push **"  clerk.kdl:14 (agent)
          over allow run "git **"      clerk.kdl:13 (agent)
          claude-code is told `deny`
        Some(1)
        ask: `clerk` may read `docs/internal/a` in `dev`, when a person agrees: ask read "docs/internal/**" (clerk.kdl:9)
          by   ask read "docs/internal/**"  clerk.kdl:9 (agent)
          over allow read "docs/**"         clerk.kdl:8 (agent)
          claude-code is told `ask`
        Some(1)
        allow: `clerk` may read `docs/a` in `dev`: allow read "docs/**" (clerk.kdl:8)
          by   allow read "docs/**"  clerk.kdl:8 (agent)
          claude-code is told nothing, so that its own rules count
        Some(0)
        deny: `clerk` may not call `payments/refund` in `dev`: no rule surely matches these arguments, not even allow call "payments/refund" { when "amount" at-most=50 } (clerk.kdl:17)
          not  allow call "payments/refund" { when "amount" at-most=50 }  clerk.kdl:17 (agent)
          claude-code is told `deny`
        Some(1)
        deny: `NewTool` is no tool that is known
          claude-code is told `deny`
        Some(1)
    "#]].assert_eq(&all.concat());
}
