//! Runs the cases of a folder, and fails where there are none: trycmd itself passes then.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use trycmd::TestCases;

/// `tests/cli`.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cli")
}

/// Runs `tests/cli/<command>/*.md` and `*.toml` with an own home and nothing that changes colours.
pub fn run_cases(command: &str) {
    let folder = folder().join(command);
    let count = case_files(&folder).len();
    assert!(count > 0, "no cases in tests/cli/{command}");
    let home = tempfile::tempdir().unwrap();
    let cases = TestCases::new();
    cases
        .register_bin("bailiwick", Path::new(env!("CARGO_BIN_EXE_bailiwick")))
        .env("HOME", home.path().to_string_lossy())
        .env("XDG_CONFIG_HOME", home.path().to_string_lossy())
        .env("NO_COLOR", "1")
        .env("CLICOLOR_FORCE", "")
        .env("COLUMNS", "100")
        .timeout(Duration::from_secs(10))
        .case(folder.join("*.md"))
        .case(folder.join("*.toml"));
    cases.run();
}

fn case_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| {
            path.extension().is_some_and(|extension| extension == "md" || extension == "toml")
        })
        .collect()
}

#[test]
fn every_folder_of_cases_is_run() {
    let main = fs::read_to_string(folder().join("main.rs")).unwrap();
    for entry in fs::read_dir(folder()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() && !case_files(&entry.path()).is_empty() {
            assert!(
                main.contains(&format!("run_cases(\"{name}\")")),
                "tests/cli/{name} is not run"
            );
        }
    }
}
