//! The guide's KDL: the blocks of each page are one workspace, and nothing is to be found in it.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads the repository")]

use std::path::{Path, PathBuf};

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;

/// The pages of the guide, sorted by path.
fn pages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide");
    let mut pages: Vec<(PathBuf, String)> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect();
    pages.sort();
    pages
}

/// The `kdl` and `markdown` blocks of a page as files; the first line of each is a comment that names its file.
fn files(page: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if line == "```" {
            inside = false;
        } else if line == "```kdl" || line == "```markdown" {
            inside = true;
            files.push((String::new(), String::new()));
        } else if inside {
            let (name, text) = files.last_mut().unwrap();
            if name.is_empty() {
                let comment = line.trim_start_matches("// ").trim_start_matches("<!-- ");
                comment.trim_end_matches(" -->").clone_into(name);
            } else {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    files
}

#[test]
fn every_page_with_a_workspace_is_one_without_findings() {
    let mut checked = 0;
    for (path, page) in pages() {
        let files = files(&page);
        // Pages that start from what `init` writes are run as they stand, by the tests of the command line.
        if !files.iter().any(|(name, _)| name == "bailiwick.kdl") {
            continue;
        }
        for (name, _) in &files {
            assert!(
                Path::new(name).extension().is_some(),
                "{}: a block starts with `{name}` and names no file",
                path.display()
            );
        }
        let workspace = load(&Memory::new(files));
        let found: Vec<String> = workspace
            .diagnostics()
            .diagnostics
            .iter()
            .map(|found| format!("{:?} {}: {}", found.primary.path, found.rule.name, found.message))
            .collect();
        assert!(found.is_empty(), "{}:\n{}", path.display(), found.join("\n"));
        assert!(workspace.totals().agents > 0, "{}: no agent is declared", path.display());
        checked += 1;
    }
    assert!(checked > 0, "no page of the guide has any KDL");
}
