//! An edited workspace is what loading the same texts gives: random edits, each followed by a fresh load.

#![expect(clippy::disallowed_methods, reason = "the test reads its settings and the examples")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod change;
#[path = "../mutants/examples.rs"]
mod examples;
mod made;
mod permissions;
#[path = "../../../schema/tests/syntax/random.rs"]
mod random;
mod refresh;

use std::fmt::Write as _;
use std::sync::Arc;

use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Memory;
use bailiwick_schema::path::FilePath;

use examples::Files;
use random::Random;

/// How many edits are made: `BAILIWICK_EDITS`.
fn count() -> u64 {
    std::env::var("BAILIWICK_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(75)
}

/// All that a front end shows of a workspace.
fn shown(workspace: &Workspace) -> String {
    let shown = workspace.diagnostics();
    let (silenced, waived) = (shown.silenced.len(), shown.waived.len());
    let mut text = format!("{} more, {silenced} silenced, {waived} waived\n", shown.unlisted);
    for found in shown.diagnostics {
        let code = found.rule.code;
        let (severity, message, primary) = (found.severity, found.message, found.primary);
        let (related, help, fix) = (found.related, found.help, found.fix);
        let rest = format!("{related:?} {help:?} {:?} {fix:?}", found.controls);
        writeln!(text, "{code} {severity:?} {message} {primary:?} {rest}").unwrap();
    }
    for digests in workspace.digests() {
        writeln!(text, "{digests:?}").unwrap();
    }
    text
}

/// The lines that only one of two texts has.
fn difference(edited: &str, loaded: &str) -> String {
    let only = |a: &str, b: &str, mark: char| -> String {
        let other: std::collections::BTreeSet<&str> = b.lines().collect();
        a.lines()
            .filter(|line| !other.contains(line))
            .map(|line| format!("{mark} {line}\n"))
            .collect()
    };
    only(edited, loaded, '+') + &only(loaded, edited, '-')
}

/// Edits these files at random; after every edit, all is as it is after a fresh load.
fn run(first: &Files, seed: u64, edits: u64) {
    let mut random = Random::new(seed);
    let before = examples::memory(first);
    let mut workspace = load(&before);
    let mut files = first.clone();
    let mut story = String::new();
    for step in 0..edits {
        let (path, text, what) = change::change(&mut random, first, &files);
        writeln!(story, "{step}: {what} in {path}").unwrap();
        match files.iter_mut().find(|(other, _)| *other == path) {
            Some((_, bytes)) => *bytes = text.clone().into_bytes(),
            None => files.push((path.clone(), text.clone().into_bytes())),
        }
        // What is not edited is read from the world as it was.
        workspace.set_text(&before, &FilePath::from(path.as_str()), Arc::from(text.as_str()));
        let fresh = load(&Memory::new(files.iter().cloned()));
        let (edited, loaded) = (shown(&workspace), shown(&fresh));
        let last: Vec<&str> = story.lines().rev().take(8).collect();
        assert!(
            edited == loaded,
            "seed {seed}, edit {step}: {what} in {path}\n{}\nlast edits: {last:#?}\n{text}",
            difference(&edited, &loaded)
        );
    }
}

#[test]
fn edited_examples_are_as_if_loaded_afresh() {
    for (at, example) in examples::examples().iter().enumerate() {
        run(example, 0x6564_6974 + u64::try_from(at).unwrap(), count() / 5);
    }
}

#[test]
fn edited_made_workspaces_are_as_if_loaded_afresh() {
    for seed in 0..count() / 15 {
        let files = made::workspace(&mut Random::new(seed));
        run(&files, seed, 15);
    }
}
