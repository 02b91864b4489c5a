//! Pages: the generated ones are fresh, links lead somewhere, ARCHITECTURE.md names the folders that exist.

use std::collections::BTreeSet;
use std::path::Path;

use bailiwick_engine::reference;

use crate::repository::{root, sources};

#[test]
fn the_reference_pages_are_fresh() {
    let folder = root().join("docs/reference");
    let pages = reference::pages();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let _ = std::fs::remove_dir_all(&folder);
        for page in &pages {
            let path = folder.join(&page.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &page.text).unwrap();
        }
    }
    let known: BTreeSet<String> =
        pages.iter().map(|page| format!("docs/reference/{}", page.path)).collect();
    for page in &pages {
        let text = std::fs::read_to_string(folder.join(&page.path)).unwrap_or_default();
        assert!(text == page.text, "{} is stale: run with UPDATE_DOCS=1", page.path);
    }
    let there: BTreeSet<String> = sources()
        .into_iter()
        .map(|source| source.path)
        .filter(|path| path.starts_with("docs/reference/"))
        .collect();
    assert_eq!(there, known);
}

#[test]
fn the_architecture_page_names_the_folders_that_exist() {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named: BTreeSet<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("/` |"))
        .map(|(folder, _)| folder.to_owned())
        .collect();
    let there: BTreeSet<String> = sources()
        .into_iter()
        .filter_map(|source| Some(source.path.split_once('/')?.0.to_owned()))
        .collect();
    assert_eq!(named, there);
    for place in page.split('`').skip(1).step_by(2).filter(|place| !place.contains(['<', ' '])) {
        let is_path = named.iter().any(|folder| place.starts_with(&format!("{folder}/")));
        assert!(!is_path || root().join(place).exists(), "there is no `{place}`");
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut wrong = Vec::new();
    let pages = sources();
    let own = |path: &str| {
        path.ends_with(".md")
            && (!path.contains('/') || path.starts_with("docs/") || path == "tests/README.md")
    };
    for page in pages.iter().filter(|page| own(&page.path)) {
        let folder = Path::new(&page.path).parent().unwrap_or(Path::new(""));
        for target in links(&page.text) {
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !root().join(folder).join(file).exists()
            {
                wrong.push(format!("{} links to `{target}`", page.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn links(text: &str) -> Vec<&str> {
    let outside = text.split("```").step_by(2);
    outside
        .flat_map(|prose| prose.split("](").skip(1))
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| !target.contains([' ', '`', '\n']))
        .collect()
}
