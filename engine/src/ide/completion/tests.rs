//! A text with a `‸` where something is written, and what is offered there.

mod rows;
mod typing;

use std::sync::Arc;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use bailiwick_schema::syntax::{Limits, parse};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Completion, complete};
use crate::fleet::Fleet;
use crate::workspace::load;
use crate::world::Memory;

const CURSOR: &str = "‸";

const FLEET: &str = r#"
environment "dev"
environment "prod" { follows "dev"; }
principal "payments" { summary "The payments team"; }
base "support"
base "reader"
server "tickets" { url "https://mcp.acme.example"; tool "get_ticket"; tool "refund" { summary "Pays back"; }; }
agent "clerk"
agent "summarizer"
"#;

/// What is offered at the `‸` of a file that is no part of the fleet yet.
fn completion(fleet: &Fleet, path: &str, marked: &str) -> Completion {
    let offset = u32::try_from(marked.find(CURSOR).unwrap()).unwrap();
    let path = FilePath::from(path);
    let text: Arc<str> = marked.replacen(CURSOR, "", 1).into();
    complete(fleet, &path, &parse(&path, text, &Limits::default()).tree, offset)
}

fn check(marked: &str, expected: &Expect) {
    let workspace = load(&Memory::example(FLEET));
    let found = completion(workspace.fleet(), "new.kdl", marked);
    let text = marked.replacen(CURSOR, "", 1);
    let lines = found.candidates.iter().map(|candidate| {
        let (kind, text, summary) = (candidate.kind, &candidate.text, &candidate.summary);
        format!("{kind:?} `{text}`: {summary}\n")
    });
    let lines: String = lines.collect();
    expected.assert_eq(&format!("for `{}`\n{lines}", found.replaces.text(&text)));
}

#[test]
fn a_block_offers_what_may_still_stand_in_it() {
    check(
        "server \"crm\" {\n    url \"https://mcp.acme.example\"\n    to‸\n    summary \"CRM\"\n}\n",
        &expect![[r#"
            for `to`
            Node `env `: an environment variable of its process
            Node `header `: an HTTP header of every request to it
            Node `label `: the classes of data that it yields, or of effects that it has
            Node `tool `: a tool that the server offers
            Node `in `: how the server is reached in these environments
        "#]],
    );
}

#[test]
fn an_open_quote_is_replaced_up_to_the_cursor() {
    check(
        "agent \"new\" {\n    owner \"pa‸\n    limits {\n        steps 4\n",
        &expect![[r#"
        for `"pa`
        Name `"payments"`: The payments team
    "#]],
    );
}

#[test]
fn names_that_stand_there_and_the_own_name_are_not_offered() {
    check(
        "agent \"clerk\" {\n    delegate ‸\n}\n",
        &expect![[r#"
        for ``
        Name `"summarizer"`: declared in `context.kdl`
    "#]],
    );
    check(
        "agent \"new\" {\n    delegate \"clerk\"\n    delegate ‸\n}\n",
        &expect![[r#"
        for ``
        Name `"summarizer"`: declared in `context.kdl`
    "#]],
    );
    check(
        "agent \"new\" {\n    extends \"reader\" ‸\n}\n",
        &expect![[r#"
        for ``
        Name `"support"`: declared in `context.kdl`
    "#]],
    );
}

#[test]
fn environments_are_offered_behind_in() {
    check(
        "agent \"new\" {\n    in \"dev\" ‸ {\n        limits\n",
        &expect![[r#"
        for ``
        Name `"prod"`: declared in `context.kdl`
    "#]],
    );
}

#[test]
fn properties_and_their_words_are_offered() {
    check(
        "agent \"new\" { limits { rate \"3/min\" ‸; }; }",
        &expect![[r#"
        for ``
        Property `of=`: what is counted
    "#]],
    );
    check(
        "agent \"new\" { limits { rate \"3/min\" of=‸; }; }",
        &expect![[r#"
        for ``
        Value `"calls"`: what is counted
        Value `"runs"`: what is counted
        Value `"tokens"`: what is counted
    "#]],
    );
    check(
        "agent \"new\" { limits { rate \"3/min\" of=\"calls\"; rate \"3/min\" of=\"r‸\"; }; }",
        &expect![[r#"
            for `"r"`
            Value `"runs"`: what is counted
            Value `"tokens"`: what is counted
        "#]],
    );
    check(
        "agent \"new\" { instructions te‸mplate=#true; }",
        &expect![[r#"
        for `template`
        Property `file`: a Markdown file, where there is no text
        Property `template`: whether params are put in; `#false` where nothing is said
    "#]],
    );
    check(
        "agent \"new\" { instructions file=\"a.md\" template=#‸",
        &expect![[r#"
        for `#`
        Value `#true`: whether params are put in; `#false` where nothing is said
        Value `#false`: whether params are put in; `#false` where nothing is said
    "#]],
    );
}

#[test]
fn a_server_s_tools_are_offered() {
    check(
        "agent \"new\" { server \"tickets\" { only \"re‸",
        &expect![[r#"
        for `"re`
        Name `"get_ticket"`: a tool that the server offers
        Name `"refund"`: Pays back
    "#]],
    );
}

#[test]
fn annotations_are_offered_where_layers_meet() {
    check(
        "agent \"new\" {\n    (‸\n}\n",
        &expect![[r#"
        for ``
        Annotation `replace`: drops what lower layers say of this node first
        Annotation `remove`: takes away what lower layers say of this node
    "#]],
    );
    check(
        "server \"new\" {\n    in \"dev\" { (re‸)header \"A\"; }\n}\nagent",
        &expect![[r#"
        for `re`
        Annotation `replace`: drops what lower layers say of this node first
        Annotation `remove`: takes away what lower layers say of this node
    "#]],
    );
}

#[test]
fn nothing_is_offered_in_comments_texts_and_behind_blocks() {
    for marked in [
        "// ‸",
        "/* a‸ */",
        "agent \"a\" { } ‸",
        "agent \"a\"‸",
        "agent \"‸\"",
        "agent \"a\" {\n    instructions \"\"\"\n    own‸\n    \"\"\"\n}",
        "agent \"a\" {\n    extra \"acme\" {\n        ‸\n    }\n}",
        "agent \"a\" {\n    nonsense {\n        ‸\n    }\n}",
        "{ ‸ }",
        "agent (‸",
    ] {
        let found = completion(&Fleet::default(), "a.kdl", marked);
        assert_eq!(found.candidates, [], "{marked}");
    }
}

#[test]
fn a_node_goes_on_behind_a_backslash_and_ends_at_a_semicolon() {
    let labels = |marked: &str| {
        let found = completion(&Fleet::default(), "a.kdl", marked);
        found.candidates.into_iter().map(|candidate| candidate.label).collect::<Vec<_>>()
    };
    assert_eq!(labels("agent \"a\" { failure { retry 2 \\\n    ‸"), ["backoff"]);
    assert_eq!(
        labels("agent \"a\" { failure { /-retry 2; retry 2 /-backoff=\"2s\" ‸"),
        ["backoff"]
    );
    let rest = ["timeout", "circuit-breaker", "escalate"];
    assert_eq!(labels("agent \"a\" { failure { retry 2; ‸"), rest);
}

proptest! {
    #[test]
    fn any_text_at_any_place_is_answered(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("agent"), Just("\"a"), Just("\""), Just("{"), Just("}"), Just(" "), Just("\n"), Just("("), Just(")"),
                Just("remove"), Just("="), Just("/-"), Just("//"), Just("/*"), Just("\\"), Just("#\""), Just("\"\"\""),
                Just("limits"), Just("rate"), Just("of"), Just("é"), Just("3"), Just("#t"), Just(";"), Just("instructions"),
            ],
            0..40,
        ),
        offset in 0_u32..120,
    ) {
        let text: Arc<str> = parts.concat().into();
        let path = FilePath::from("a.kdl");
        let tree = parse(&path, Arc::clone(&text), &Limits::default()).tree;
        let found = complete(&Fleet::default(), &path, &tree, offset);
        let Span { start, end } = found.replaces;
        prop_assert!(start <= offset && start <= end && end as usize <= text.len());
        prop_assert!(text.get(found.replaces.range()).is_some());
    }
}
