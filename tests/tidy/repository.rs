//! The files of the repository.

use std::path::{Path, PathBuf};

/// A text file.
#[derive(Debug)]
pub struct Source {
    /// Its path, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The folder of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Every text file that is or will be in git, sorted by path: nothing hidden, ignored or built.
pub fn sources() -> Vec<Source> {
    let root = root();
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let built = ["target", "node_modules", "corpus", "artifacts"].contains(&name.as_str());
            if name.starts_with('.') || path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                if !built {
                    folders.push(path);
                }
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                sources.push(Source { path, text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 100, "only {} files found", sources.len());
    sources
}

/// The Rust files.
pub fn rust() -> Vec<Source> {
    sources().into_iter().filter(|source| source.path.ends_with(".rs")).collect()
}
