//! Starts the binary in an empty environment.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The binary, to be started in `directory` with nothing in its environment but a home.
pub fn bailiwick(directory: &Path, arguments: &[&str]) -> Command {
    started(Path::new(env!("CARGO_BIN_EXE_bailiwick")), directory, arguments)
}

fn started(binary: &Path, directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary);
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
    ended(bailiwick(directory, arguments).output().unwrap())
}

fn ended(Output { status, stdout, stderr }: Output) -> Ran {
    Ran {
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
        code: status.code(),
    }
}

/// Runs the binary to its end as a user whom permissions bind: as `nobody` where the tests run as root.
#[cfg(unix)]
pub fn run_bound(directory: &Path, arguments: &[&str]) -> Ran {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    let mut command = bailiwick(directory, arguments);
    // Whoever made the folder runs the tests.
    if fs::metadata(directory).unwrap().uid() != 0 {
        return ended(command.output().unwrap());
    }
    // The clone may lie where only root looks.
    let shown = tempfile::tempdir().unwrap();
    let binary = shown.path().join("bailiwick");
    fs::copy(command.get_program(), &binary).unwrap();
    for path in [shown.path(), directory] {
        fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    }
    let mut bound = started(&binary, directory, arguments);
    ended(bound.uid(NOBODY).gid(NOBODY).output().unwrap())
}
