//! Line ends change no digest of Markdown and KDL, whatever they are read for; of other files they do.

use bailiwick_engine::workspace::{AgentDigests, load};
use bailiwick_engine::world::Memory;

const AGENT: &str = r#"
environment "dev" {
    tracks
}
skill "refunds" folder="skills/refunds"
agent "clerk" {
    instructions file="clerk.md"
    knowledge "docs/**"
    skill "refunds"
}
"#;

/// The digests of an agent that is given a file with these line ends.
fn digests(path: &str, line_end: &str) -> Vec<AgentDigests> {
    let mut world = Memory::example(AGENT);
    world.insert("clerk.md", "Answer.\n");
    world.insert("skills/refunds/SKILL.md", "---\nname: refunds\n---\n");
    world.insert("docs/a.md", "A.\n");
    world.insert(path, format!("One.{line_end}Two.{line_end}"));
    load(&world).digests().into_iter().cloned().collect()
}

#[test]
fn markdown_and_kdl_are_the_same_with_either_line_end() {
    for path in ["clerk.md", "docs/a.md", "docs/b.MD", "docs/c.kdl", "skills/refunds/more.md"] {
        assert_eq!(digests(path, "\n"), digests(path, "\r\n"), "{path}");
        assert_ne!(digests(path, "\n"), digests(path, "\n\n"), "{path}");
    }
}

#[test]
fn other_files_are_taken_byte_for_byte() {
    for path in ["docs/a.csv", "skills/refunds/run.sh"] {
        assert_ne!(digests(path, "\n"), digests(path, "\r\n"), "{path}");
    }
}
