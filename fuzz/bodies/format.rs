//! What must hold of any sound text: formatting twice is formatting once, and only layout changes.

use std::sync::Arc;

use bailiwick_schema::format::format;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{Limits, Parsed, TokenKind, decode_utf8, parse};

/// Formats the bytes, where they are sound, and fails where something does not hold.
pub fn run(bytes: &[u8]) {
    let (text, _) = decode_utf8(&FilePath::from("fuzz.kdl"), bytes);
    let before = read(&text);
    let Some(once) = format(&before) else { return };
    let after = read(&once);
    assert_eq!(format(&after).as_deref(), Some(&*once), "formatting twice is not once");
    assert_eq!(kept(&before), kept(&after), "more than the layout changed");
}

fn read(text: &str) -> Parsed {
    parse(&FilePath::from("fuzz.kdl"), Arc::from(text), &Limits::default())
}

/// The tokens that are no layout, sorted, since known nodes may move.
fn kept(parsed: &Parsed) -> Vec<String> {
    let tree = &parsed.tree;
    let layout = [
        TokenKind::Space,
        TokenKind::Newline,
        TokenKind::Semicolon,
        TokenKind::Backslash,
        TokenKind::ByteOrderMark,
    ];
    let tokens = tree.tokens().filter(|(kind, _)| !layout.contains(kind));
    let mut kept: Vec<_> = tokens
        .map(|(_, span)| span.text(tree.text()).replace("\r\n", "\n").replace('\r', "\n"))
        .map(|text| text.trim_end().to_owned())
        .collect();
    kept.sort_unstable();
    kept
}
