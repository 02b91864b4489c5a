//! Bytes that are not UTF-8, line ends of other systems, and byte order marks.

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{TokenKind, decode_utf8};

use crate::{errors, parse, report};

#[test]
fn wrong_bytes_are_named_and_the_rest_is_read() {
    let bytes = b"title \"caf\xE9\"\nowner \"pay\xFF\xFEments\"\nsteps 4\n";
    let (text, finding) = decode_utf8(&FilePath::from("latin.kdl"), bytes);
    let finding = finding.unwrap();
    assert_eq!(finding.rule.code, "BW1001");
    assert_eq!(finding.message, "the file is not UTF-8: wrong byte `E9` at offset 10");
    assert_eq!(finding.primary.text, "the first of 3 wrong sequences");
    assert_eq!(finding.primary.span.text(&text), "\u{FFFD}");
    let parsed = parse(&text);
    assert_eq!(parsed.tree.roots().count(), 3);
}

#[test]
fn sound_bytes_are_taken_as_they_are() {
    let (text, finding) = decode_utf8(&FilePath::from("a.kdl"), "\u{FEFF}title \"é\"\n".as_bytes());
    assert!(finding.is_none());
    let parsed = parse(&text);
    assert!(parsed.diagnostics.is_empty());
    assert_eq!(parsed.tree.tokens().next().unwrap().0, TokenKind::ByteOrderMark);
}

#[test]
fn utf_16_is_refused_and_nul_is_named() {
    let bytes: Vec<u8> = "a 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (text, _) = decode_utf8(&FilePath::from("wide.kdl"), &bytes);
    assert!(report(&parse(&text)).starts_with("1:2 BW1002 a NUL character in the text\n"));
}

#[test]
fn every_line_end_ends_a_node() {
    for end in ["\n", "\r\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"] {
        let text =
            format!("a 1{end}b \"\"\"{end}  x{end}{end}  y{end}  \"\"\"{end}// c{end}c{end}");
        let parsed = parse(&text);
        assert_eq!(errors(&parsed), 0, "{text:?}: {}", report(&parsed));
        let nodes: Vec<_> = parsed.tree.roots().map(|node| node.name()).collect();
        assert_eq!(nodes, ["a", "b", "c"], "{text:?}");
        let values = parsed.tree.roots().flat_map(|node| node.entries().collect::<Vec<_>>());
        let values: Vec<_> = values.map(|entry| format!("{:?}", entry.value())).collect();
        assert_eq!(values[1], "Text(\"x\\n\\ny\")", "{text:?}");
    }
}

#[test]
fn closing_quotes_may_follow_any_line_end() {
    for end in ["\n", "\r\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"] {
        let text = format!("a \"\"\"\nx{end}\"\"\"\nb");
        assert_eq!(errors(&parse(&text)), 0, "{text:?}");
    }
}

#[test]
fn a_line_goes_on_behind_any_space_after_a_backslash() {
    for space in ["", " ", "\u{A0}", "\u{3000}", "/* c */", "\u{2007}// c"] {
        let text = format!("a\\{space}\n1");
        let parsed = parse(&text);
        assert_eq!(errors(&parsed), 0, "{text:?}: {}", report(&parsed));
        assert_eq!(parsed.tree.roots().count(), 1, "{text:?}");
    }
}
