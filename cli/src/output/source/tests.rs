//! Lines and columns of a source.

use std::sync::Arc;

use bailiwick_schema::span::{LineIndex, Position};

use super::Source;

#[test]
fn positions_are_those_of_the_line_index_at_every_character() {
    for text in [
        "",
        "a\nb",
        "ä\r\nöü\r\u{1F600}x\n",
        &"aä\u{1F600}\n".repeat(300),
        &"ä\u{1F600}".repeat(700),
    ] {
        let source = Source::new(Arc::from(text));
        let lines = LineIndex::new(text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let at = u32::try_from(at).unwrap();
            assert_eq!(source.position(at), lines.position(text, at));
        }
    }
}

#[test]
fn utf16_columns_count_two_for_a_character_beyond_the_basic_plane() {
    let source = Source::new(Arc::from("x\n\u{1F600}ä!"));
    assert_eq!(source.utf16_position(8), Position { line: 2, column: 4 });
    assert_eq!(source.position(8), Position { line: 2, column: 3 });
}

#[test]
fn an_offset_behind_the_end_is_the_end() {
    let source = Source::new(Arc::from("ab"));
    assert_eq!(source.position(99), Position { line: 1, column: 3 });
    assert_eq!(Source::new(Arc::from("")).position(5), Position { line: 1, column: 1 });
}
