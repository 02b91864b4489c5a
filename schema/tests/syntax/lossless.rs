//! The tokens side by side are the text, whatever the text is; spans lie on character bounds.

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{Node, Parsed, decode_utf8};
use proptest::prelude::{Strategy, any, prop, proptest};

use crate::{cases, parse};

/// Fails where a byte is lost or a span lies wrong.
pub fn check(text: &str, parsed: &Parsed) {
    let mut end = 0;
    for (_, span) in parsed.tree.tokens() {
        assert_eq!(span.start, end, "a gap in {text:?}");
        assert!(span.end > span.start, "an empty token in {text:?}");
        end = span.end;
    }
    assert_eq!(end as usize, text.len(), "the end is lost in {text:?}");
    for finding in &parsed.diagnostics {
        let spans = std::iter::once(&finding.primary).chain(&finding.related).map(|l| l.span);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in spans.chain(edits) {
            assert!(text.get(span.range()).is_some(), "{finding:?} in {text:?}");
        }
    }
    for node in parsed.tree.roots() {
        check_node(text, node);
    }
}

fn check_node(text: &str, node: Node<'_>) {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        let span = node.span();
        assert!(text.get(span.range()).is_some(), "{node:?} in {text:?}");
        let _ = (node.name(), node.annotation().map(|name| name.text()));
        for entry in node.entries() {
            let inner = entry.span();
            assert!(span.start <= inner.start && inner.end <= span.end, "{entry:?} in {text:?}");
            assert!(text.get(entry.value_span().range()).is_some());
            let _ = (entry.value(), entry.key().map(|name| name.text()), entry.annotation());
        }
        for child in node.children() {
            let inner = child.span();
            assert!(span.start <= inner.start && inner.end <= span.end, "{child:?} in {text:?}");
            assert_eq!(child.parent().map(Node::id), Some(node.id()));
            open.push(child);
        }
    }
}

#[test]
fn official_cases_are_lossless() {
    let Some(cases) = cases::official() else { return };
    for case in cases {
        check(&case.input, &parse(&case.input));
    }
}

/// Texts that are dense in what the lexer looks at.
pub fn dense() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "\"",
        "\"\"\"",
        "#",
        "##",
        "r",
        "\\",
        "\\u{",
        "}",
        "{",
        "(",
        ")",
        ";",
        "=",
        "/",
        "//",
        "/*",
        "*/",
        "/-",
        "\n",
        "\r\n",
        "\r",
        " ",
        "    ",
        "\t",
        "a",
        "node",
        "true",
        "#true",
        "-",
        "+",
        ".",
        "0",
        "0x",
        "1e",
        "_",
        "9",
        ",",
        "[",
        "]",
        "\u{FEFF}",
        "\u{202E}",
        "\0",
        "é",
        "\u{2028}",
        "\u{85}",
        "\u{A0}",
        "\u{3000}",
        "\u{B}",
        "😀",
        "kdl-version",
    ]);
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_lossless(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (text, _) = decode_utf8(&FilePath::from("test.kdl"), &bytes);
        check(&text, &parse(&text));
    }

    #[test]
    fn dense_texts_are_lossless(text in dense()) {
        check(&text, &parse(&text));
    }

    #[test]
    fn node_at_finds_the_innermost_node(text in dense(), at in 0_u32..80) {
        let parsed = parse(&text);
        if let Some(node) = parsed.tree.node_at(at) {
            assert!(node.span().touches(at));
            assert!(!node.children().any(|child| child.span().touches(at)));
        }
    }
}
