//! `check --watch`: checks again after a change, and ends quietly.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::run::bailiwick;
use crate::tree::{workspace, write};

/// How long a change may take to show.
const LIMIT: Duration = Duration::from_secs(10);

/// A process that is ended when the test is.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _already_gone = self.0.kill();
        let _reaped = self.0.wait();
    }
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// Waits for a line that holds `part`.
fn wait_for(lines: &Receiver<String>, part: &str) -> String {
    let mut seen = Vec::new();
    loop {
        match lines.recv_timeout(LIMIT) {
            Ok(line) if line.contains(part) => return line,
            Ok(line) => seen.push(line),
            Err(error) => panic!("no `{part}` ({error}) in {seen:#?}"),
        }
    }
}

#[test]
fn a_change_is_checked_and_an_interrupt_ends_it_quietly() {
    let folder = workspace(&[("a.kdl", "agent \"a\" {\n    delegate \"b\"\n}\n")]);
    let mut child = Watching(
        bailiwick(folder.path(), &["check", "--watch"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let stdout = lines(child.0.stdout.take().unwrap());
    let stderr = lines(child.0.stderr.take().unwrap());
    assert!(wait_for(&stdout, "checked ").ends_with(": 1 error"));
    wait_for(&stderr, "waiting for changes");

    write(folder.path(), "b.kdl", "agent \"b\"\n");
    assert!(wait_for(&stdout, "checked ").ends_with(": nothing found"));
    wait_for(&stderr, "waiting for changes");

    // Known files are edited in place, by whatever way an editor writes them.
    write(folder.path(), "b.kdl", "agent \"c\"\n");
    assert!(wait_for(&stdout, "checked ").ends_with(": 1 error"));
    wait_for(&stderr, "waiting for changes");
    write(folder.path(), ".b.kdl.new", "agent \"b\"\n");
    std::fs::rename(folder.path().join(".b.kdl.new"), folder.path().join("b.kdl")).unwrap();
    assert!(wait_for(&stdout, "checked ").ends_with(": nothing found"));
    wait_for(&stderr, "waiting for changes");

    std::fs::remove_file(folder.path().join("b.kdl")).unwrap();
    assert!(wait_for(&stdout, "checked ").ends_with(": 1 error"));
    wait_for(&stderr, "waiting for changes");

    let interrupted = Command::new("kill").args(["-INT", &child.0.id().to_string()]).status();
    assert!(interrupted.unwrap().success());
    let status = child.0.wait().unwrap();
    // A shell shows this as 130.
    #[cfg(unix)]
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(2));
    assert!(!status.success());
    let rest: Vec<String> = stderr.iter().collect();
    assert!(rest.is_empty(), "{rest:?}");
}
