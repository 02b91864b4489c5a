//! What a reader cannot see becomes a code point.

use super::{INVISIBLE, is_invisible, visible, visible_lines};

#[test]
fn plain_text_stays() {
    assert_eq!(visible("größe 日本 \u{1F600} a b"), "größe 日本 \u{1F600} a b");
}

#[test]
fn control_bidi_tag_and_zero_width_characters_become_code_points() {
    assert_eq!(visible("a\u{1b}[31mb"), "a<U+001B>[31mb");
    assert_eq!(visible("a\u{202e}b\u{2069}"), "a<U+202E>b<U+2069>");
    assert_eq!(visible("a\u{200b}\u{feff}b"), "a<U+200B><U+FEFF>b");
    assert_eq!(visible("a\u{e0041}b"), "a<U+E0041>b");
    assert_eq!(visible("a\nb\tc\u{7f}\u{85}"), "a<U+000A>b<U+0009>c<U+007F><U+0085>");
    assert_eq!(visible("a\u{fe0f}\u{1fffe}"), "a<U+FE0F><U+1FFFE>");
}

#[test]
fn lines_keep_their_ends_and_tabs() {
    assert_eq!(visible_lines("a\n\tb\r\nc\rd\u{200b}"), "a\n\tb\r\nc<U+000D>d<U+200B>");
}

#[test]
fn the_table_is_sorted_so_that_it_can_be_searched() {
    assert!(INVISIBLE.windows(2).all(|pair| pair[0].end() < pair[1].start()));
    assert!(INVISIBLE.iter().all(|range| {
        [*range.start(), *range.end()].into_iter().filter_map(char::from_u32).all(is_invisible)
    }));
}
