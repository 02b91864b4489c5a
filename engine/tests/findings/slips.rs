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

#[test]
fn a_misspelt_node_does_not_cost_the_block_that_it_stands_in() {
    check(
        Permitted::All,
        "agent \"a\" { limits { stps 5; }; in \"prod\" { limit { steps 5; }; }; }\nenvironment \"prod\" { tracks; }\n",
        &expect![[r#"
            unknown-node: unknown node `stps` in `limits` (fix)
            unknown-node: unknown node `limit` in `in` (fix)
            agent "a" { limits { steps 5; }; in "prod" { limits { steps 5; }; }; }
            environment "prod" { tracks; }
        "#]],
    );
}

#[test]
fn a_list_of_another_language_is_mended_with_its_comma_or_not_at_all() {
    check(
        Permitted::Safe,
        "agent \"a\" {\n    tag [\"a\", \"b\"],\n}\n",
        &expect![[r#"
        unquoted-text: a list in brackets (fix)
    "#]],
    );
    check(
        Permitted::All,
        "agent \"a\" {\n    tag [\"a\", \"b\"],\n}\n",
        &expect![[r#"
        unquoted-text: a list in brackets (fix)
        agent "a" {
            tag "a" "b"
        }
    "#]],
    );
}

#[test]
fn words_in_single_quotes_lose_the_single_quotes() {
    check(
        Permitted::All,
        "agent \"a\" {\n    instructions 'Be brief.'\n}\n",
        &expect![[r#"
        unexpected-argument: `instructions` takes one text, found several words (fix)
        agent "a" {
            instructions "Be brief."
        }
    "#]],
    );
}

#[test]
fn a_misspelt_template_is_no_text_without_one() {
    check(
        Permitted::All,
        "param \"region\" type=\"string\"\nagent \"a\" {\n    instructions \"In {{ region }}.\" templte=#true\n}\n",
        &expect![[r#"
            unknown-property: `instructions` has no property `templte` (fix)
            param "region" type="string"
            agent "a" {
                instructions "In {{ region }}." template=#true
            }
        "#]],
    );
}

#[test]
fn a_param_that_no_template_can_name_is_not_proposed_to_one() {
    check(
        Permitted::All,
        "param \"max-items\" type=\"string\"\nagent \"a\" {\n    instructions \"At most {{ max_items }}.\" template=#true\n}\n",
        &expect![[r#"
            invalid-name: `max-items` is not a valid param name (fix)
            unknown-template-variable: no param is called `max_items`
            param "max_items" type="string"
            agent "a" {
                instructions "At most {{ max_items }}." template=#true
            }
        "#]],
    );
}
