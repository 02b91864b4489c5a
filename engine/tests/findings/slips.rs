//! Slips of syntax: one finding each, and nothing mended that the slip left behind.

use bailiwick_engine::fix::{Permitted, apply};
use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use expect_test::{Expect, expect};

/// All errors and warnings of a text, and what the permitted fixes make of it.
fn check(permitted: Permitted, text: &str, expected: &Expect) {
    let workspace = load(&Memory::example(text));
    let found = workspace.diagnostics().diagnostics;
    let mut shown = String::new();
    for found in &found {
        let fix = if found.fix.is_some() { " (fix)" } else { "" };
        shown.push_str(&format!("{}: {}{fix}\n", found.rule.name, found.message));
    }
    let applied = apply(&found, &|path| workspace.source(path), permitted);
    for text in applied.texts.values() {
        shown.push_str(text);
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_text_over_several_lines_is_one_finding_and_is_left_alone() {
    check(
        Permitted::Safe,
        r#"agent "a" {
    instructions "Answer in JSON like {"a": 1}, please.
      Then stop."
    limits {
        steps 3
    }
    sumary "Answers"
}
"#,
        &expect![[r#"
            unclosed-string: a text in `"` runs over several lines
            unknown-node: unknown node `sumary` in `agent`
        "#]],
    );
}

#[test]
fn a_text_over_several_lines_may_have_quotes_and_empty_lines_in_it() {
    check(
        Permitted::All,
        r#"agent "a" {
    instructions "Say
      good day, or "good evening" when it is late.

      Then stop.
    "
    summary "Answers"
}
agent "b" { summary "Issues
    refunds"; }
"#,
        &expect![[r#"
            unclosed-string: a text in `"` runs over several lines
            unclosed-string: a text in `"` runs over several lines
        "#]],
    );
}

#[test]
fn an_unclosed_text_does_not_swallow_the_nodes_behind_it() {
    check(
        Permitted::Safe,
        r#"agent "a" {
    title "Refund clerk
    summary "Issues refunds"
}
agent "b" {
    title "Other
    limits { steps 3; }
    tag "x","y"
}
"#,
        &expect![[r#"
            unclosed-string: the text has no closing quote (fix)
            unclosed-string: the text has no closing quote
            missing-space: a comma between two values
            missing-space: no space before this value
        "#]],
    );
}

#[test]
fn quotes_inside_a_text_are_one_finding_without_a_fix() {
    check(
        Permitted::All,
        "agent \"a\" {\n    instructions \"Answer in JSON like {\"a\": 1, \"b\": 2}, please.\"\n    tag \"x\"\"y\"\n}\n",
        &expect![[r#"
            missing-space: no space behind a text: a `"` inside it ends it
            missing-space: no space before this value (fix)
            agent "a" {
                instructions "Answer in JSON like {"a": 1, "b": 2}, please."
                tag "x" "y"
            }
        "#]],
    );
}

#[test]
fn a_misspelt_backoff_is_mended_and_not_added_beside() {
    check(
        Permitted::All,
        "agent \"a\" {\n    failure {\n        timeout \"3s\"\n        retry 2 backof=\"2s\"\n    }\n}\n",
        &expect![[r#"
            unknown-property: `retry` has no property `backof` (fix)
            agent "a" {
                failure {
                    timeout "3s"
                    retry 2 backoff="2s"
                }
            }
        "#]],
    );
}
