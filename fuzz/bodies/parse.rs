//! What must hold of any bytes: no byte is lost, every place lies in the text, every value can be read.

use std::sync::Arc;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{Limits, decode_utf8, parse};

/// Parses the bytes and fails where something does not hold.
pub fn run(bytes: &[u8]) {
    let path = FilePath::from("fuzz.kdl");
    let (text, _) = decode_utf8(&path, bytes);
    let parsed = parse(&path, Arc::from(text.as_str()), &Limits::default());
    let tokens: String = parsed.tree.tokens().map(|(_, span)| span.text(&text)).collect();
    assert_eq!(tokens, text, "a byte is lost");
    for finding in &parsed.diagnostics {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in edits.chain([finding.primary.span]) {
            assert!(text.get(span.range()).is_some(), "a place outside of the text: {finding:?}");
        }
    }
    let mut open: Vec<_> = parsed.tree.roots().collect();
    while let Some(node) = open.pop() {
        assert!(text.get(node.span().range()).is_some(), "a node outside of the text: {node:?}");
        let _ = (node.name(), node.annotation().map(|name| name.text()));
        for entry in node.entries() {
            let _ = (entry.key().map(|name| name.text()), entry.value());
        }
        open.extend(node.children());
    }
}
