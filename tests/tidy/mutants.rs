//! Mutants: each oracle has a command and at least ten patches, each of one line of the code as it is.

use std::path::Path;
use std::process::Command;

use crate::repository::root;

const LEAST: usize = 10;

/// Whether git would apply a patch to the files as they are.
fn applies(patch: &Path) -> bool {
    let mut git = Command::new("git");
    git.args(["apply", "--check"]).arg(patch).current_dir(root());
    let Ok(output) = git.output() else {
        eprintln!("SKIPPED: git is not there, so no mutant's patch was tried");
        return true;
    };
    output.status.success()
}

#[test]
fn every_oracle_has_at_least_ten_mutants_of_one_line() {
    let folder = root().join("tests/mutants");
    let mut oracles = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let oracle = entry.unwrap().path();
        if !oracle.is_dir() {
            continue;
        }
        oracles += 1;
        let name = oracle.file_name().unwrap().to_string_lossy().into_owned();
        assert!(oracle.join("command").is_file(), "{name} has no command");
        let mut count = 0;
        for file in std::fs::read_dir(&oracle).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "patch") {
                continue;
            }
            count += 1;
            let text = std::fs::read_to_string(&path).unwrap();
            let lines = |mark: char, header: &str| {
                text.lines()
                    .filter(|line| line.starts_with(mark) && !line.starts_with(header))
                    .count()
            };
            let (added, taken) = (lines('+', "+++"), lines('-', "---"));
            assert!(added <= 1 && taken <= 1, "{} is no mutant of one line", path.display());
            assert!(added + taken >= 1, "{} changes nothing", path.display());
            assert!(applies(&path), "{} no longer applies", path.display());
        }
        assert!(count >= LEAST, "{name} has {count} mutants");
    }
    assert!(oracles > 0, "no oracle has mutants");
}
