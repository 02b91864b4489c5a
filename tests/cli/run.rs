//! Starts the binary in an empty environment.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The binary, to be started in `directory` with nothing in its environment but a home.
pub fn bailiwick(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bailiwick"));
    command.args(arguments).current_dir(directory).env_clear().env("HOME", directory);
    command.stdin(Stdio::null());
    command
}

/// What the binary printed, and its exit code.
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

/// Runs the binary to its end.
pub fn run(directory: &Path, arguments: &[&str]) -> Ran {
    let Output { status, stdout, stderr } = bailiwick(directory, arguments).output().unwrap();
    Ran {
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
        code: status.code(),
    }
}
