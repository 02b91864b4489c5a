//! What is built reads back as it was meant, for us and for the crate `kdl`.

use std::sync::Arc;

use expect_test::{Expect, expect};
use kdl::KdlDocument;
use proptest::prelude::{any, prop, proptest};
use proptest::strategy::Strategy;

use super::{DocumentBuilder, Literal, NodeBuilder};
use crate::path::FilePath;
use crate::syntax::{Limits, Parsed, Value, parse};

fn read(text: &str) -> Parsed {
    parse(&FilePath::from("built.kdl"), Arc::from(text), &Limits::default())
}

#[expect(clippy::needless_pass_by_value, reason = "the inline expectation reads better by value")]
fn check(document: DocumentBuilder, expected: Expect) {
    let text = document.to_string();
    expected.assert_eq(&text);
    assert!(read(&text).diagnostics.is_empty());
}

#[test]
fn a_document_is_printed_as_people_write_it() {
    let limits = NodeBuilder::new("limits")
        .child(NodeBuilder::new("steps").argument(40))
        .comment("per run")
        .child(NodeBuilder::new("cost-per-run").argument("2.00 USD"));
    let agent = NodeBuilder::new("agent")
        .argument("clerk")
        .comment("who\nis it")
        .child(NodeBuilder::new("instructions").argument("Be brief.\n\n  Be \"kind\".\n"))
        .child(NodeBuilder::new("server").annotation("remove").argument("payments"))
        .blank_line()
        .child(limits)
        .child(NodeBuilder::new("when").property("a b", true).property("n", Literal::Null))
        .child(NodeBuilder::new("run").argument("grep \"\\d\"").argument(r#"""#));
    let document = DocumentBuilder::new()
        .comment("made by a test")
        .blank_line()
        .node(agent)
        .node(NodeBuilder::new("empty").block())
        .comment("the end");
    check(
        document,
        expect![[r##"
        // made by a test

        agent "clerk" {
            // who
            // is it
            instructions """
                Be brief.

                  Be "kind".

                """
            (remove)server "payments"

            limits {
                steps 40
                // per run
                cost-per-run "2.00 USD"
            }
            when "a b"=#true n=#null
            run #"grep "\d""# "\""
        }
        empty {}
        // the end
    "##]],
    );
}

#[test]
fn numbers_keep_their_notation_and_what_is_none_becomes_a_text() {
    let number = |written: &str| Literal::Number(written.to_owned());
    let node = NodeBuilder::new("n").argument(number("0x1F")).argument(number("1_0.50"));
    let node = node.argument(number("#inf")).argument(number("10m"));
    check(
        DocumentBuilder::new().node(node),
        expect![[r#"
        n 0x1F 1_0.50 #inf "10m"
    "#]],
    );
}

fn texts() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "\"", "\"\"\"", "#", "##", "\\", "\\n", "\n", "\r", "\t", " ", "  ", "a", "true", "-", "+",
        ".", "0", "\u{FEFF}", "\u{202E}", "\0", "\u{7F}", "é", "\u{2028}", "\u{85}", "\u{A0}", "{",
        "}", "=", "//", "\u{B}", "r",
    ]);
    let dense = prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat());
    proptest::prop_oneof![dense, any::<String>()]
}

#[test]
fn a_run_of_quotes_before_a_hash_does_not_end_a_raw_text() {
    let text = "\\\n=r\"\"\"\"#{}";
    let child = NodeBuilder::new("b").argument(text);
    let written = DocumentBuilder::new().node(child).to_string();
    let parsed = read(&written);
    assert!(parsed.diagnostics.is_empty(), "{written}");
    let node = parsed.tree.roots().next().unwrap();
    assert_eq!(node.entries().next().unwrap().value(), Value::Text(text.into()));
}

proptest! {
    #[test]
    fn every_text_reads_back(value in texts(), name in texts(), comment in texts()) {
        let child = NodeBuilder::new(&name).annotation(&name).argument(value.as_str());
        let child = child.property(&name, value.as_str()).comment(&comment);
        let document = DocumentBuilder::new().node(NodeBuilder::new("a").child(child));
        let text = document.to_string();
        let parsed = read(&text);
        assert!(parsed.diagnostics.is_empty(), "{text}\n{:?}", parsed.diagnostics);
        let root = parsed.tree.roots().next().unwrap();
        let child = root.children().next().unwrap();
        assert_eq!(child.name(), name);
        assert_eq!(child.annotation().unwrap().text(), name);
        let entries: Vec<_> = child.entries().collect();
        assert_eq!(entries[1].key().unwrap().text(), name);
        assert!(entries.iter().all(|entry| entry.value() == Value::Text((&*value).into())), "{text}");

        let theirs = KdlDocument::parse_v2(&text).unwrap();
        let child = &theirs.nodes()[0].children().unwrap().nodes()[0];
        assert_eq!(child.name().value(), name);
        assert_eq!(child.get(0).and_then(kdl::KdlValue::as_string), Some(&*value), "{text}");
    }
}
