//! Findings beyond those that are kept are counted, wherever they are.

use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Memory;

/// A workspace of one agent with this text.
fn told(text: String) -> Workspace {
    let mut world = Memory::example("agent \"clerk\" {\n    instructions file=\"clerk.md\"\n}\n");
    world.insert("clerk.md", text);
    load(&world)
}

#[test]
fn findings_of_a_text_are_counted_beyond_the_first_ten_thousand() {
    let shown = told("Never\u{200b}.\n".repeat(10_050)).diagnostics();
    let large =
        shown.diagnostics.iter().filter(|found| found.rule.name == "oversized-instructions");
    // One for each character, and one for the length of the text.
    assert_eq!(shown.diagnostics.len() + shown.unlisted, 10_051);
    assert!(shown.diagnostics.len() <= 10_001 && large.count() <= 1);
}
