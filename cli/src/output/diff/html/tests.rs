//! The page stands by itself, and no text of others is read as HTML.

use std::sync::Arc;

use bailiwick_engine::diff::{Change, Direction, FleetDiff, Group, Piece, Stand, Touched, What};

use super::print;
use crate::output::diff::{Named, Report};
use crate::output::prefix::Prefix;

fn page(name: &str, before: &str, after: &str, what: What) -> String {
    let piece = Piece { before: Some(before.into()), after: Some(after.into()) };
    let change = Change {
        field: vec![format!("server \"{name}\"")],
        what,
        direction: Direction::UNDECIDED,
        risk: None,
        pieces: vec![piece],
    };
    let group = Group {
        change: Arc::new(change),
        agents: vec![Touched { agent: name.into(), environments: Vec::new() }],
        places: vec![Stand::default()],
        elsewhere: 0,
    };
    let difference = FleetDiff { groups: vec![group], ..FleetDiff::default() };
    let side = |name| Named { name, prefix: Prefix::default() };
    print(&Report { difference: &difference, before: side(name), after: side("new"), left_out: 0 })
}

#[test]
fn no_name_or_value_becomes_markup() {
    let hostile = "</code><script>alert(1)</script>\"' \u{202e}&amp;";
    let page = page(hostile, hostile, "b", What::Value);
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains('\u{202e}') && page.contains("&lt;U+202E&gt;"), "{page}");
    assert_eq!(page.matches("<code>").count(), page.matches("</code>").count());
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    let page = page("a", "x", "y", What::Value);
    for part in ["<script", "<link", "src=", "url(", "@import", "http://", "https://"] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.contains("default-src 'none'") && page.contains("prefers-color-scheme: dark"));
}

#[test]
fn words_of_a_text_that_differ_are_marked() {
    let page = page("a", "Always ask first.", "Never ask first.", What::Text);
    assert!(page.contains("<del>Always</del> <ins>Never</ins> ask first."), "{page}");
}
