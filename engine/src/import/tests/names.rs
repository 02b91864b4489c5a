//! Names of imported agents: each its own, and none that the workspace has.

use bailiwick_schema::path::FilePath;

use super::super::name::{Wanted, unique};
use super::super::{Options, claude_agents};
use super::input;

#[test]
fn taken_names_get_numbers() {
    let wanted = |name: &str, prefix: Option<&str>| Wanted {
        name: name.to_owned(),
        prefix: prefix.map(str::to_owned),
    };
    let names = unique(
        &[
            wanted("a", Some("p")),
            wanted("a", Some("p")),
            wanted("a", None),
            wanted("a", None),
            wanted("p/a", None),
            wanted("a-2", None),
        ],
        &|_| false,
    );
    assert_eq!(names, ["p/a-2", "p/a-3", "a", "a-3", "p/a", "a-2"]);
}

#[test]
fn a_name_that_the_workspace_has_elsewhere_is_avoided() {
    let files = [input("helper.md", "---\nname: helper\n---\nHelp.\n")];
    let import = |path: &str| {
        let declared = vec![("helper".to_owned(), FilePath::from(path))];
        let options = Options { has_manifest: true, declared, ..Options::default() };
        claude_agents::import(&files, &options)
    };
    let other = import("context/helper.kdl");
    assert_eq!(other.files[0].path.as_str(), "context/agents/helper-2.kdl");
    let told: Vec<String> = other.report.lines();
    assert!(told.iter().any(|line| line.contains("has an agent `helper` already")), "{told:?}");
    let again = import("context/agents/helper.kdl");
    assert_eq!(again.files[0].path.as_str(), "context/agents/helper.kdl");
}
