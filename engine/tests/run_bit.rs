//! The run bit of a file is part of the digests where the file is of a skill, and nowhere else.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the test sets bits on a disk")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use bailiwick_engine::workspace::{AgentDigests, load};
use bailiwick_engine::world::Disk;

const WORKSPACE: &str = r#"
workspace "acme" {
    edition 1
}
environment "dev" {
    tracks
}
skill "refunds" folder="skills/refunds"
agent "clerk" {
    instructions file="clerk.md"
    knowledge "docs/**"
    skill "refunds"
}
"#;

const FILES: [&str; 5] =
    ["clerk.md", "docs/a.md", "docs/a.csv", "skills/refunds/SKILL.md", "skills/refunds/run.sh"];

fn digests(root: &Path) -> Vec<AgentDigests> {
    load(&Disk::at(root)).digests().into_iter().cloned().collect()
}

#[test]
fn only_a_file_of_a_skill_that_may_be_run_moves_the_digests() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bailiwick.kdl"), WORKSPACE).unwrap();
    for file in FILES {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "One.\n").unwrap();
    }
    for file in FILES {
        let before = digests(folder.path());
        assert_eq!(before.len(), 1);
        let path = folder.path().join(file);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let moved = digests(folder.path()) != before;
        assert_eq!(moved, file.starts_with("skills/"), "{file}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    }
}
