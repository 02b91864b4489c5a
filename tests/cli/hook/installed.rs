//! The hook that `render` installs: its command line as it stands in the settings, given events as Claude Code writes them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::log::errors;
use super::{blocked, denied, event, given, told};
use crate::run::{Ran, run};
use crate::tree::write;

const WORKSPACE: &str = r#"
workspace "acme" { edition 1; }
environment "prod" { tracks; render "claude-code-hooked@1" to="deploy"; }
agent "lead" {
    delegate "support/clerk"
    delegate "auditor"
    permissions {
        allow delegate "support/clerk"
        allow read "**"
        allow run "git status **"
        deny run "rm **"
        otherwise ask run
    }
}
agent "support/clerk" { permissions { allow read "docs/**"; ask write "docs/**"; }; }
agent "auditor" { permissions { allow read "docs/**" "logs/**"; }; }
"#;

/// A project that was rendered, and a folder with the program.
struct Project {
    folder: PathBuf,
    programs: PathBuf,
    command: String,
    _kept: TempDir,
}

fn project() -> Project {
    let kept = tempfile::tempdir().unwrap();
    write(kept.path(), "bailiwick.kdl", WORKSPACE);
    let ran = run(kept.path(), &["render", "--env", "prod"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
    assert!(ran.stdout.contains("enforced by the hook: `delegate`"), "{}", ran.stdout);
    let folder = kept.path().join("deploy");
    let settings = fs::read_to_string(folder.join(".claude/settings.json")).unwrap();
    let settings: Value = serde_json::from_str(&settings).unwrap();
    let hook = &settings["hooks"]["PreToolUse"][0];
    assert_eq!((&hook["matcher"], &hook["hooks"][0]["onFailure"]), (&json!("*"), &json!("block")));
    let command = hook["hooks"][0]["command"].as_str().unwrap().to_owned();
    let programs = kept.path().join("programs");
    fs::create_dir(&programs).unwrap();
    symlink(env!("CARGO_BIN_EXE_bailiwick"), programs.join("bailiwick")).unwrap();
    fs::create_dir_all(folder.join("docs")).unwrap();
    Project { folder, programs, command, _kept: kept }
}

impl Project {
    /// What the command answers to these bytes, in a shell that has no other program than these.
    fn answered(&self, programs: &Path, bytes: &[u8]) -> Ran {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &self.command]).env_clear().env("PATH", programs);
        shell.env("HOME", &self.programs).env("CLAUDE_PROJECT_DIR", &self.folder);
        // Wherever the session has gone to.
        shell.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        given(shell.spawn().unwrap(), bytes)
    }

    /// What it answers to a use of a tool by an agent.
    fn by(&self, agent: Option<&str>, tool: &str, input: &Value) -> Ran {
        let mut event = event(&self.folder, tool, input);
        if let Some(agent) = agent {
            event["agent_type"] = json!(agent);
        }
        self.answered(&self.programs, event.to_string().as_bytes())
    }
}

#[test]
fn each_agent_is_judged_by_its_own_rules_and_whoever_is_none_by_the_least_of_all() {
    let project = project();
    let by = |agent, tool, input| told(&project.by(agent, tool, &input));
    let read = |agent, path: &str| by(agent, "Read", json!({ "file_path": path }));
    let [lead, clerk, auditor] = ["lead", "support-clerk", "auditor"].map(Some);
    for (path, expected) in [
        ("docs/a", ["nothing", "nothing", "nothing", "nothing"]),
        ("logs/a", ["nothing", "deny", "nothing", "deny"]),
        ("a", ["nothing", "deny", "deny", "deny"]),
    ] {
        assert_eq!([lead, clerk, auditor, None].map(|agent| read(agent, path)), expected, "{path}");
        assert_eq!(read(Some("Explore"), path), expected[3], "{path}");
    }
    let bash = |agent, line: &str| by(agent, "Bash", json!({ "command": line }));
    assert_eq!(bash(lead, "git status -s"), "nothing");
    assert_eq!(bash(lead, "make"), "ask");
    assert_eq!(bash(lead, "sudo env A=b rm x"), "deny");
    assert_eq!(bash(lead, "git status $(rm x)"), "deny");
    assert_eq!([clerk, None].map(|agent| bash(agent, "git status")), ["deny", "deny"]);
    assert_eq!(by(clerk, "Write", json!({ "file_path": "docs/a" })), "ask");
}

#[test]
fn agents_are_started_by_the_names_that_are_declared() {
    let project = project();
    let start = |agent, name: &str| {
        project.by(agent, "Agent", &json!({ "subagent_type": name, "prompt": "x" }))
    };
    assert_eq!(told(&start(Some("lead"), "support-clerk")), "nothing");
    assert_eq!(told(&start(Some("lead"), "auditor")), "deny");
    assert_eq!(told(&start(Some("support-clerk"), "auditor")), "deny");
    assert_eq!(told(&start(None, "support-clerk")), "deny");
    for name in ["general-purpose", "support/clerk"] {
        let why = denied(&start(Some("lead"), name));
        assert_eq!(why, format!("bailiwick: `{name}` is no agent of this folder"));
    }
}

#[test]
fn whatever_goes_wrong_blocks() {
    let project = project();
    let read = json!({ "file_path": "docs/a" });
    assert_eq!(told(&project.by(Some("lead"), "Read", &read)), "nothing");
    // A tool that nobody knows, and an agent that is no text.
    assert_eq!(told(&project.by(Some("lead"), "Frobnicate", &json!({}))), "deny");
    let mut strange = event(&project.folder, "Read", &read);
    strange["agent_type"] = json!(["lead"]);
    blocked(&project.answered(&project.programs, strange.to_string().as_bytes()));
    blocked(&project.answered(&project.programs, b"{}"));
    blocked(&project.answered(&project.programs, b""));
    // Another folder, where the same paths are other files.
    let elsewhere = event(Path::new("/"), "Read", &read);
    let ran = project.answered(&project.programs, elsewhere.to_string().as_bytes());
    assert_eq!(told(&ran), "deny");
    // No program: the shell says so, and its end is no other.
    let nowhere = project.folder.join("docs");
    let ran =
        project.answered(&nowhere, event(&project.folder, "Read", &read).to_string().as_bytes());
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
}

#[test]
fn a_policy_that_is_not_as_it_was_rendered_blocks() {
    let project = project();
    let path = project.folder.join(".claude/bailiwick-policy.json");
    let whole = fs::read_to_string(&path).unwrap();
    let schema = include_str!("../../../schema/json/hook-policy.schema.json");
    assert_eq!(errors(schema, &serde_json::from_str(&whole).unwrap()), [""; 0]);
    let read = || project.by(Some("lead"), "Read", &json!({ "file_path": "docs/a" }));
    let changed = "it was changed: its digest is that of another text";
    for (text, expected) in [
        (whole.replace("docs/**", "**"), changed),
        (whole.replace("\"auditor\":{", "\"other\":{"), changed),
        (whole.replace("}\n", " }\n"), "it was rewritten: it is not what `hook compile` writes"),
        (whole.split_at(whole.len() / 2).0.to_owned(), "it is no JSON object; it may be cut off"),
        ("{\"agents\":{},\"version\":1}".to_owned(), "its `agents` is missing or malformed"),
    ] {
        assert_ne!(text, whole);
        fs::write(&path, text).unwrap();
        let why = blocked(&read());
        assert!(why.ends_with(expected), "{why}");
    }
    fs::remove_file(&path).unwrap();
    assert!(blocked(&read()).contains("cannot be read"));
    fs::write(&path, &whole).unwrap();
    assert_eq!(told(&read()), "nothing");
}
