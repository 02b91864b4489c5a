//! What stands in `integrations/`: its scripts run, its commands exist, and no text of a stranger's becomes a program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::forge::{Forge, HEAD, Kind};
use crate::revisions::Fleet;
use crate::run::run;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

const ACTIONS: [&str; 2] =
    ["integrations/github/action.yml", "integrations/github/post/action.yml"];
const ALL: [&str; 5] = [
    "integrations/github/compute.sh",
    "integrations/github/comment.sh",
    "integrations/gitlab/bailiwick.yml",
    ".pre-commit-hooks.yaml",
    "docs/guide/pull-requests.md",
];

#[test]
fn nothing_is_put_into_a_script_by_github() {
    for path in ACTIONS {
        let text = text(path);
        let mut scripts = 0;
        for line in text.lines().map(str::trim) {
            if let Some(script) = line.strip_prefix("run:") {
                // One program of ours, no lines below.
                assert!(script.starts_with(" '\"$GITHUB_ACTION_PATH/"), "{path}: {line}");
                let name =
                    script.trim_matches([' ', '\'', '"']).replace("$GITHUB_ACTION_PATH/", "");
                let name = Path::new(path).parent().unwrap().join(name);
                assert!(root().join(&name).is_file(), "{path}: {}", name.display());
                scripts += 1;
            }
        }
        assert!(scripts >= 2, "{path}");
    }
}

#[test]
fn every_command_and_option_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut commands = 0;
    for path in ALL {
        // A line that goes on, and commands in a row.
        let text = text(path).replace("\\\n", " ");
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let commanded = line.replace("- bailiwick", "\0bailiwick");
            for rest in commanded.split("bailiwick ").skip(1) {
                let end = rest.find(['>', '|', '`', ')', '#', ';', '"']).unwrap_or(rest.len());
                let rest = rest.get(..end).unwrap();
                let rest = rest.strip_prefix("-C ").unwrap_or(rest);
                let words: Vec<&str> = rest.split_whitespace().collect();
                let Some(command) = words.first().filter(|word| is_command(word)) else { continue };
                let help = run(folder.path(), &[command, "--help"]);
                assert_eq!(help.code, Some(0), "{path}: {line}");
                for option in words.iter().filter(|word| word.starts_with("--")) {
                    assert!(help.stdout.contains(option), "{path}: {line}: {option}");
                }
                commands += 1;
            }
        }
    }
    assert!(commands >= 12, "{commands} commands are looked at");
}

fn is_command(word: &str) -> bool {
    ["check", "diff", "comment", "fmt", "git-diff-driver"].contains(&word)
}

/// Runs a script of the action as a job would.
#[cfg(unix)]
fn script(fleet: &Fleet, name: &str, variables: &[(&str, &str)]) -> Output {
    let binaries = Path::new(env!("CARGO_BIN_EXE_bailiwick")).parent().unwrap();
    let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command.arg(root().join("integrations/github").join(name)).current_dir(fleet.path());
    command.env_clear().env("PATH", path).env("HOME", fleet.path()).env("GITHUB_ACTIONS", "true");
    command.envs(variables.iter().copied()).output().unwrap()
}

#[cfg(unix)]
#[test]
fn the_action_computes_and_posts() {
    let fleet = Fleet::new();
    fleet.widen("secrets/key");
    let outside = tempfile::tempdir().unwrap();
    let at = |name: &str| outside.path().join(name).to_str().unwrap().to_owned();
    let (out, output, summary) = (at("out"), at("output"), at("summary"));
    let computed = script(
        &fleet,
        "compute.sh",
        &[
            ("BAILIWICK_OUT", &out),
            ("BAILIWICK_NUMBER", "7"),
            ("GITHUB_OUTPUT", &output),
            ("GITHUB_STEP_SUMMARY", &summary),
        ],
    );
    let told = String::from_utf8_lossy(&computed.stderr).into_owned();
    assert!(computed.status.success(), "{told}");
    let outputs = fs::read_to_string(&output).unwrap();
    assert!(outputs.contains("verdict=widens\n"), "{outputs}");
    assert!(outputs.starts_with("checked="), "{outputs}");
    let summary = fs::read_to_string(&summary).unwrap();
    assert!(summary.contains("secrets/key") && summary.len() < 1_000_000, "{summary}");
    let findings = fs::read_to_string(format!("{out}/findings.sarif")).unwrap();
    assert!(findings.contains("\"2.1.0\""), "{findings}");

    let forge = Forge::new(Kind::GitHub);
    let url = forge.url();
    let post = |head: &str| {
        let variables = [
            ("BAILIWICK_OUT", out.as_str()),
            ("BAILIWICK_HEAD", head),
            ("GITHUB_API_URL", &url),
            ("GITHUB_REPOSITORY", "acme/fleet"),
            ("GITHUB_TOKEN", "secret-token-1"),
        ];
        script(&fleet, "comment.sh", &variables)
    };
    let posted = post(HEAD);
    assert!(posted.status.success(), "{}", String::from_utf8_lossy(&posted.stderr));
    let comments = forge.comments();
    assert_eq!(comments.len(), 1);
    assert!(comments[0].contains("secrets/key"), "{}", comments[0]);
    assert!(comments[0].len() < 65_536);
    // The run for the newer head has the say, and this one does not fail.
    let posted = post(&"2".repeat(40));
    assert!(posted.status.success());
    assert!(String::from_utf8_lossy(&posted.stderr).contains("has moved on"));
    assert_eq!(forge.comments(), comments);
    // What a fork handed over is no number of a pull request.
    fs::write(format!("{out}/number"), "7/../8").unwrap();
    assert!(!post(HEAD).status.success());
    forge.assert_content();
}

#[cfg(unix)]
#[test]
fn the_job_fails_where_it_is_to_fail() {
    let fleet = Fleet::new();
    let fails =
        |variables: &[(&str, &str)]| !script(&fleet, "verdict.sh", variables).status.success();
    assert!(!fails(&[]));
    assert!(!fails(&[("BAILIWICK_CHECKED", "0"), ("BAILIWICK_VERDICT", "widens")]));
    assert!(fails(&[("BAILIWICK_CHECKED", "1")]));
    assert!(!fails(&[("BAILIWICK_CHECKED", "1"), ("BAILIWICK_CHECK", "false")]));
    let widening = [("BAILIWICK_FAIL_ON_WIDENING", "true"), ("BAILIWICK_VERDICT", "widens")];
    assert!(fails(&widening));
}
