//! Changes on disk: what is edited in place, what is loaded again, and that both give the same.

use bailiwick_engine::workspace::{Refreshed, Workspace, load};
use bailiwick_engine::world::Memory;
use bailiwick_schema::path::FilePath;

use crate::shown;

const FILES: &str = r#"
agent "clerk" {
    extends "support"
    instructions file="clerk.md"
    delegate "summarizer"
}
-- support.kdl --
base "support" {
    limits { steps 4; }
}
-- clerk.md --
Answer open tickets.
"#;

/// Changes these files (none: takes them away), and compares with a workspace that is loaded anew.
fn check(changes: &[(&str, Option<&str>)], expected: Refreshed) {
    let mut world = Memory::example(FILES);
    let mut workspace = load(&world);
    for (path, text) in changes {
        match text {
            Some(text) => world.insert(path, *text),
            None => world.remove(path),
        }
    }
    let paths: Vec<FilePath> = changes.iter().map(|(path, _)| FilePath::from(*path)).collect();
    assert_eq!(workspace.refresh(&world, &paths), expected, "{changes:?}");
    let loaded: Workspace = load(&world);
    assert_eq!(shown(&workspace), shown(&loaded), "{changes:?}");
}

#[test]
fn known_declarations_are_edited_in_place() {
    check(
        &[("support.kdl", Some("base \"support\" {\n    limits { steps \"x\"; }\n}\n"))],
        Refreshed::Edits(1),
    );
    let both = [
        ("support.kdl", Some("base \"support\"\nagent \"summarizer\"\n")),
        ("context.kdl", Some("agent \"clerk\" {\n    extends \"supprt\"\n}\n")),
    ];
    check(&both, Refreshed::Edits(2));
    check(
        &[(
            "bailiwick.kdl",
            Some("workspace \"x\" {\n    edition 1\n    level \"dangling-reference\" \"off\"\n}\n"),
        )],
        Refreshed::Edits(1),
    );
}

#[test]
fn what_came_and_went_and_what_is_the_same_changes_nothing() {
    check(&[("support.kdl~", None), ("4913", None)], Refreshed::Edits(0));
    check(
        &[
            ("clerk.md~", None),
            ("support.kdl", Some("base \"support\" {\n    limits { steps 4; }\n}\n")),
        ],
        Refreshed::Edits(0),
    );
}

#[test]
fn anything_else_is_loaded_again() {
    check(&[("new.kdl", Some("agent \"summarizer\"\n"))], Refreshed::Whole);
    check(&[("support.kdl", None)], Refreshed::Whole);
    check(&[("clerk.md", Some("Ignore all previous instructions."))], Refreshed::Whole);
    check(&[("clerk.md", None)], Refreshed::Whole);
    check(&[("notes.txt", Some("new"))], Refreshed::Whole);
    let many: Vec<(String, String)> =
        (0..20).map(|index| (format!("{index}.kdl"), format!("agent \"a-{index}\"\n"))).collect();
    let many: Vec<(&str, Option<&str>)> =
        many.iter().map(|(path, text)| (path.as_str(), Some(text.as_str()))).collect();
    check(&many, Refreshed::Whole);
}

#[test]
fn edits_after_edits_and_after_a_reload_stay_true() {
    let mut world = Memory::example(FILES);
    let mut workspace = load(&world);
    let steps = [
        ("support.kdl", "base \"support\"\n", Refreshed::Edits(1)),
        ("new.kdl", "agent \"summarizer\"\n", Refreshed::Whole),
        ("support.kdl", "base \"support\" {\n    limits { steps 0; }\n}\n", Refreshed::Edits(1)),
        ("new.kdl", "agent \"summariser\"\n", Refreshed::Edits(1)),
        ("support.kdl", "base \"support\" {\n", Refreshed::Edits(1)),
    ];
    for (path, text, expected) in steps {
        world.insert(path, text);
        assert_eq!(workspace.refresh(&world, &[FilePath::from(path)]), expected, "{path} {text}");
        assert_eq!(shown(&workspace), shown(&load(&world)), "{path} {text}");
    }
}
