//! One slip costs one node: several errors are all reported, and the sound nodes around them stay.

use expect_test::{Expect, expect};

use crate::{parse, report};

/// Compares the findings and the nodes that survive; `!` marks a broken one.
fn check(text: &str, expected: &Expect) {
    let parsed = parse(text);
    let mut out = report(&parsed);
    let mut open: Vec<_> = parsed.tree.roots().map(|node| (node, 0)).collect();
    open.reverse();
    while let Some((node, depth)) = open.pop() {
        out += &"  ".repeat(depth);
        out += "- ";
        out += &node.name();
        for entry in node.entries() {
            out += &format!(" {entry:?}");
        }
        out += if node.is_broken() { " !\n" } else { "\n" };
        let children: Vec<_> = node.children().map(|child| (child, depth + 1)).collect();
        open.extend(children.into_iter().rev());
    }
    expected.assert_eq(&out);
}

#[test]
fn three_errors_are_reported_and_the_fourth_node_survives() {
    check(
        "agent \"one\" {\n    owner \"payments\n}\nagent \"two\" {\n    destructive true\n}\n\
         limits { steps 10m }\nagent \"four\" { extends \"missing\" }\n",
        &expect![[r#"
            2:11 BW1010 the text has no closing quote
            5:17 BW1042 `true` is written without `#`
            7:16 BW1041 `10m` is not a number
            - agent "one"
              - owner "payments !
            - agent "two"
              - destructive true !
            - limits
              - steps 10m !
            - agent "four"
              - extends "missing"
        "#]],
    );
}

#[test]
fn an_unclosed_quote_before_a_block_keeps_the_block() {
    check(
        "agent \"one {\n    owner \"a\"\n}\nagent \"two\"\n",
        &expect![[r#"
        1:7 BW1010 the text has no closing quote
        - agent "one !
          - owner "a"
        - agent "two"
    "#]],
    );
}

#[test]
fn an_unclosed_block_is_found_by_indentation() {
    check(
        "a {\n    b {\n        c\n    d\n}\ne {\n    f\n}\n",
        &expect![[r#"
        2:7 BW1014 the children block of `b` has no closing brace
        - a
          - b !
            - c
          - d
        - e
          - f
    "#]],
    );
    check(
        "a {\n    b\nc {\n    d\n}\n",
        &expect![[r#"
        1:3 BW1014 the children block of `a` has no closing brace
        - a !
          - b
        - c
          - d
    "#]],
    );
    check(
        "a {\n    b {\n        c\n",
        &expect![[r#"
        1:3 BW1014 the children block of `a` has no closing brace
        2:7 BW1014 the children block of `b` has no closing brace
        - a !
          - b !
            - c
    "#]],
    );
}

#[test]
fn an_extra_brace_costs_nothing_else() {
    check(
        "a {\n    b }\n}\nc\n",
        &expect![[r#"
        3:1 BW1015 `}` closes no children block
        - a
          - b
        - c
    "#]],
    );
}

#[test]
fn an_unclosed_text_over_several_lines_ends_where_the_indentation_does() {
    check(
        "a \"\"\"\n    text\n    more\nb 1\nc \"\"\"\n    text\n    \"\"\"\nd\n",
        &expect![[r#"
            1:3 BW1011 the text over several lines has no closing quotes
            - a """
                text
                more !
            - b 1
            - c """
                text
                """
            - d
        "#]],
    );
    check(
        "a #\"\"\"\n    text\n\nb 1\n",
        &expect![[r#"
        1:3 BW1011 the text over several lines has no closing quotes
        - a #"""
            text
         !
        - b 1
    "#]],
    );
}

#[test]
fn an_unclosed_comment_ends_with_its_line() {
    check(
        "a\n/* b\nc\n",
        &expect![[r#"
        2:1 BW1013 the comment has no end
        - a
        - c
    "#]],
    );
}

#[test]
fn nodes_behind_a_block_are_read() {
    check(
        "a { b } c { d } { e }\nf\n",
        &expect![[r#"
        1:9 BW1021 text behind a children block
        1:17 BW1022 a second children block
        - a
          - b
        - c !
          - d
        - f
    "#]],
    );
}

#[test]
fn what_has_no_name_keeps_its_children_to_itself() {
    check(
        "{ a }\n404 { b }\n= c\n) d\n(e)\nf\n",
        &expect![[r#"
            1:1 BW1023 a node without a name
            2:1 BW1024 `404` cannot be the name of a node
            3:1 BW1027 `=` without a property key
            4:1 BW1036 `)` has no meaning here
            5:4 BW1023 a node without a name
            - 404 !
              - b
            - f
        "#]],
    );
}

#[test]
fn habits_of_other_languages_are_named() {
    check(
        "list [\"a\", \"b\"]\n",
        &expect![[r#"
            1:6 BW1045 a list in brackets
            - list "a" "b" !
        "#]],
    );
    check(
        "tag \"a\", \"b\"\n",
        &expect![[r#"
            1:8 BW1020 a comma between two values
            - tag "a" "b" !
        "#]],
    );
    check(
        "owner = \"payments\"\n",
        &expect![[r#"
        1:7 BW1027 `=` without a property key
        - owner "payments" !
    "#]],
    );
    check(
        "owner: \"payments\"\n",
        &expect![[r#"
        - owner: "payments"
    "#]],
    );
    check(
        "# a comment\nnode\n",
        &expect![[r#"
            1:1 BW1043 `#` is not a keyword
            - # a comment !
            - node
        "#]],
    );
    check(
        "a .5 1. 1,5 1.2.3\n",
        &expect![[r#"
        1:3 BW1041 `.5` is not a number
        1:6 BW1041 `1.` is not a number
        1:9 BW1041 `1,5` is not a number
        1:13 BW1041 `1.2.3` is not a number
        - a .5 1. 1,5 1.2.3 !
    "#]],
    );
}

#[test]
fn slashdash_leaves_out_and_keeps_the_rest() {
    check(
        "a /-1 2 /-k=1 /-{ b } { c; /-d }\n/- e { f }\ng\n",
        &expect![[r#"
        - a 2
          - c
        - g
    "#]],
    );
    check(
        "a /- /-b\n/-\n",
        &expect![[r#"
        1:3 BW1032 `/-` leaves out nothing
        2:1 BW1032 `/-` leaves out nothing
        - a !
    "#]],
    );
}

#[test]
fn annotations_are_checked() {
    check(
        "a (b c)1 (2)3 ()4 (d\ne (f)\n(g) /- h\n(i)j=1\n",
        &expect![[r#"
        1:3 BW1030 `(b c)` is not an annotation
        1:10 BW1030 `(2)` is not an annotation
        1:15 BW1029 an empty annotation
        1:19 BW1016 `(` has no closing parenthesis
        2:3 BW1028 no value behind `(f)`
        3:5 BW1032 `/-` stands behind an annotation
        4:5 BW1027 `=` without a property key
        - a (b c)1 (2)3 ()4 d !
        - e !
        - h !
        - j 1 !
    "#]],
    );
}
