//! A reader that goes away ends the output, not the peace.

use std::fs::OpenOptions;
use std::io::Read;
use std::process::Stdio;

use crate::run::{bailiwick, run};
use crate::tree::workspace;

#[test]
fn a_closed_pipe_ends_quietly_and_the_answer_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = bailiwick(folder.path(), &["explain"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(stderr, "");
}

#[test]
fn a_reader_that_went_away_does_not_change_the_answer() {
    let folder = workspace(&[("a.kdl", "agent \"a\" {\n    delegate \"nobody\"\n}\n")]);
    let mut child = bailiwick(folder.path(), &["check"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), b"".as_slice()));
}

#[test]
fn a_full_disk_is_an_error() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("SKIPPED: there is no /dev/full");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let output = bailiwick(folder.path(), &["explain"]).stdout(Stdio::from(full)).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.starts_with("error: the output cannot be written: "), "{stderr}");
}

#[test]
fn colour_comes_when_it_is_forced_and_not_in_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let plain = run(folder.path(), &["explain", "xyzzy-plugh"]);
    assert_eq!((plain.code, plain.stdout.as_str()), (Some(2), ""));
    assert!(plain.stderr.starts_with("error: there is no rule and no node"), "{}", plain.stderr);
    let coloured = run(folder.path(), &["explain", "xyzzy-plugh", "--color", "always"]);
    assert!(coloured.stderr.starts_with("\u{1b}["), "{}", coloured.stderr);
}
