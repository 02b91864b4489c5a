//! 202 real definitions, where they are at hand.

use std::path::PathBuf;

use bailiwick_engine::import::Topic;
use bailiwick_engine::workspace;
use bailiwick_engine::world::Memory;
use bailiwick_schema::rule::Severity;
use expect_test::expect;

use super::run::{files_of, import, root};

fn folder() -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the environment says where the shared files are"
    )]
    let shared =
        std::env::var("BAILIWICK_SHARED").map_or_else(|_| root().join("../shared"), PathBuf::from);
    let folder = shared.join("corpus/claude-agents");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: {} is not there, so no real definition was imported", folder.display());
    None
}

#[test]
fn the_real_definitions_are_imported_and_none_is_lost() {
    let Some(folder) = folder() else { return };
    let files = files_of(&folder);
    let imported = import(&files);
    let counts = imported.report.counts();
    assert_eq!(
        (counts.files, counts.imported + counts.approximated, counts.refused, counts.ignored),
        (203, 202, 0, 1)
    );
    assert_eq!(counts.topic(Topic::InheritedModel), 52);
    assert_eq!(counts.topic(Topic::AllTools), 187);
    expect![[r#"
        ignored: LICENSE
          it is not a Markdown file

        `inherit` means the model of whoever starts the agent, so no `model` was written: 52 files
        no `tools`, which means all of them: 187 files
        `tools` was not mapped: 15 files (`Read` 12, `Bash` 11, `Glob` 7, `Grep` 7, `Edit` 4, `SendMessage` 4, `TaskGet` 4, `TaskList` 4, `TaskUpdate` 4, `Write` 2, `Agent` 1, `TaskCreate` 1, `TeamCreate` 1, `TeamDelete` 1, `WebFetch` 1, `mcp__meigen__generate_image` 1, `mcp__meigen__get_inspiration` 1, `mcp__meigen__search_gallery` 1)
        `color` was not mapped: 9 files
        203 files: 202 imported, 0 approximated, 0 refused, 1 ignored"#]].assert_eq(&imported.report.lines().join("\n"));
}

#[test]
fn the_imported_workspace_breaks_no_rule_of_the_language() {
    let Some(folder) = folder() else { return };
    let imported = import(&files_of(&folder));
    let memory =
        Memory::new(imported.files.into_iter().map(|file| (file.path.to_string(), file.bytes)));
    let workspace = workspace::load(&memory);
    let shown = workspace.diagnostics();
    let broken: Vec<_> = shown
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .filter(|found| ["BW1", "BW2", "BW3"].iter().any(|area| found.rule.code.starts_with(area)))
        .map(|found| format!("{} {}: {}", found.primary.path, found.rule.name, found.message))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
