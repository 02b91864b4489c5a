//! The example workspaces, read into memory.

use std::path::{Path, PathBuf};

use bailiwick_engine::world::Memory;

/// The files of one example, by path.
pub type Files = Vec<(String, Vec<u8>)>;

/// All files of each example, hidden ones aside, in the order of their paths.
pub fn examples() -> Vec<Files> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("bailiwick.kdl").is_file());
    folders.sort();
    assert!(folders.len() >= 2, "only {} examples", folders.len());
    folders.iter().map(|folder| files(folder)).collect()
}

fn files(root: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// A workspace of these files.
pub fn memory(files: &Files) -> Memory {
    Memory::new(files.iter().cloned())
}
