//! A folder of files: made for a test, and compared with what it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A workspace file with two environments, in which every agent has what it needs.
pub const WORKSPACE: &str = "workspace \"test\" {
    edition 1
}

principal \"team\" {
    email \"team@acme.example\"
}

environment \"dev\" {
    tracks
    defaults {
        owner \"team\"
        model \"acme/model-2025-01-01\"
        instructions \"Answer with a source.\"
        limits {
            steps 40
            cost-per-run \"1.00 USD\"
        }
    }
}
environment \"prod\" {
    follows \"dev\"
    defaults {
        owner \"team\"
        model \"acme/model-2025-01-01\"
        instructions \"Answer with a source.\"
        limits {
            steps 40
            cost-per-run \"1.00 USD\"
        }
    }
}
";

/// A folder with these files and a `bailiwick.kdl`.
pub fn workspace(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "bailiwick.kdl", WORKSPACE);
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

/// Writes a file and the folders that it needs.
pub fn write(folder: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Reads a file as text.
pub fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

/// Every file below a folder with its bytes; a folder as its path with `/`.
pub fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(next) = pending.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                found.insert(format!("{name}/"), Vec::new());
                pending.push(path);
            } else {
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}
