//! The official cases, where they are on this machine.

use std::path::{Path, PathBuf};

/// An official case: its name, its text, and the canonical form if it is to be accepted.
pub struct Case {
    pub name: String,
    pub input: String,
    pub expected: Option<String>,
}

/// The folder with data that is shared between projects, if it is there.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let root = std::env::var("BAILIWICK_SHARED")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let path = root.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: no folder {folder}; set BAILIWICK_SHARED to the folder that holds it");
    None
}

/// All official cases in the order of their names; none where they are not on this machine.
pub fn official() -> Option<Vec<Case>> {
    let folder = shared("kdl-tests")?;
    let mut names: Vec<_> = std::fs::read_dir(folder.join("input"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let case = |name: String| {
        let input = std::fs::read_to_string(folder.join("input").join(&name)).unwrap();
        let expected = std::fs::read_to_string(folder.join("expected_kdl").join(&name)).ok();
        Case { name, input, expected }
    };
    Some(names.into_iter().map(case).collect())
}

/// The KDL files of this repository's examples and standard library, in the order of their paths.
pub fn examples() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![root.join("examples"), root.join("stdlib")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "kdl") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}
