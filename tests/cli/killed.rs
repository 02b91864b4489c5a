//! A process that is killed while it writes, or waits where nobody will ever answer, tears and blocks nothing.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::{bailiwick, run};
use crate::tree::{read, workspace, write};

/// A guard against waiting for ever.
const LIMIT: Duration = Duration::from_secs(60);

fn started(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = bailiwick(folder, arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The files that are written beside their places.
fn beside(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    names.filter(|name| name.starts_with('.') && name.ends_with(".bailiwick")).collect()
}

/// Kills the process as soon as it writes beside a place, or lets it end.
fn kill_while_it_writes(folder: &Path, mut child: Child, before: usize) {
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() && beside(folder).len() == before {
        assert!(start.elapsed() < LIMIT, "it neither writes nor ends");
        std::thread::yield_now();
    }
    let _already_ended = child.kill();
    child.wait().unwrap();
}

/// Runs a command many times, killed half way; the file is always the old or the new one, and the last run goes through.
fn survives(files: &[(&str, &str)], path: &str, arguments: &[&str]) {
    let folder = workspace(files);
    let at = folder.path();
    let old = fs::read_to_string(at.join(path)).unwrap_or_default();
    run(at, arguments);
    let new = read(at, path);
    assert_ne!(old, new, "{arguments:?} writes nothing");
    for _ in 0..10 {
        write(at, path, &old);
        let before = beside(at).len();
        kill_while_it_writes(at, started(at, arguments), before);
        let now = read(at, path);
        assert!(now == old || now == new, "{arguments:?} tore {path}: {now}");
    }
    // What was left beside is in nobody's way, even under the name that comes next.
    fs::write(at.join(".1-0.bailiwick"), "agent \"left\"\n").unwrap();
    fs::create_dir(at.join(".2-0.bailiwick")).unwrap();
    write(at, ".2-0.bailiwick/x.kdl", "agent \"left\"\n");
    write(at, path, &old);
    run(at, arguments);
    assert_eq!(read(at, path), new);
    assert!(!run(at, &["list"]).stdout.contains("left"));
}

fn crooked() -> String {
    (0..2_000)
        .map(|at| format!("agent   \"a-{at}\"  {{\n  template=true; summary r\"x\" }}\n"))
        .collect()
}

#[test]
fn a_killed_fmt_leaves_the_old_file_or_the_new_one() {
    let text: String = (0..2_000).map(|at| format!("agent   \"a-{at}\"\n")).collect();
    survives(&[("x.kdl", &text)], "x.kdl", &["fmt"]);
}

#[test]
fn a_killed_fix_leaves_the_old_file_or_the_new_one() {
    survives(&[("x.kdl", &crooked())], "x.kdl", &["check", "--fix"]);
}

#[test]
fn a_killed_update_leaves_the_old_baseline_or_the_new_one() {
    let text: String =
        (0..500).map(|at| format!("agent \"a-{at}\" {{\n    delegate \"b-{at}\"\n}}\n")).collect();
    let old = "{\"version\": 1, \"findings\": []}\n";
    let arguments = ["check", "--baseline", "known.json", "--update-baseline"];
    survives(&[("x.kdl", &text), ("known.json", old)], "known.json", &arguments);
}

/// Runs a command that must end by itself.
fn ends(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = bailiwick(folder, arguments);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > LIMIT {
            child.kill().unwrap();
            panic!("{arguments:?} waits for ever");
        }
        std::thread::yield_now();
    }
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn nothing_waits_for_the_other_end_of_a_pipe() {
    let folder = workspace(&[("a.kdl", "agent \"a\"\n")]);
    let at = folder.path();
    assert!(Command::new("mkfifo").arg(at.join("pipe.kdl")).status().unwrap().success());
    assert_eq!(ends(at, &["check"]), (Some(0), String::new()));
    assert_eq!(ends(at, &["fmt", "--check"]).0, Some(0));
    let (code, stderr) = ends(at, &["fmt", "pipe.kdl"]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("pipe.kdl"), "{stderr}");
    let (code, stderr) = ends(at, &["check", "--baseline", "pipe.kdl"]);
    assert_eq!(code, Some(2), "{stderr}");
    let expected = "error: the baseline `pipe.kdl` cannot be read: it is no regular file\n";
    assert_eq!(stderr, expected);
    let (code, stderr) = ends(at, &["check", "--baseline", "pipe.kdl", "--update-baseline"]);
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("it is no regular file"), "{stderr}");
}
