//! What the layout looks like.

use std::sync::Arc;

use expect_test::{Expect, expect};

use super::format;
use crate::path::FilePath;
use crate::syntax::{Limits, Parsed, parse};

fn read(text: &str) -> Parsed {
    parse(&FilePath::from("test.kdl"), Arc::from(text), &Limits::default())
}

#[expect(clippy::needless_pass_by_value, reason = "the inline expectation reads better by value")]
fn check(text: &str, expected: Expect) {
    let formatted = format(&read(text)).unwrap();
    expected.assert_eq(&formatted);
    assert_eq!(format(&read(&formatted)).unwrap(), formatted, "formatting twice");
}

#[test]
fn nodes_are_indented_one_a_line_with_one_space_between_entries() {
    check(
        "\u{FEFF}\n\na   1\t2;b {c;d   k = 1\n  e{\n}}\r\n\r\n\r\n  f\r\n",
        expect![[r#"
            a 1 2
            b {
                c
                d k=1
                e {}
            }

            f
        "#]],
    );
}

#[test]
fn a_block_of_one_node_stays_on_its_line_where_it_fits() {
    let long = "x".repeat(80);
    check(
        &format!(
            "a {{b 1}}\nc {{ d {{e}} }}\nf {{ g; h }}\ni {{ j {long} k }}\nl {{\n m }}\nn {{}}\n"
        ),
        expect![[r#"
            a { b 1 }
            c { d { e } }
            f {
                g
                h
            }
            i { j xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx k }
            l {
                m
            }
            n {}
        "#]],
    );
}

#[test]
fn comments_keep_their_places() {
    check(
        "// head\n\n\n// before a\na 1 // behind a   \n/* own */ /* line */\n/* before */ b { // brace\n\
         // inside\n  c /* mid */ 2 /* end */ ; /* behind */\n\n  // at the end\n}  // behind b\n",
        expect![[r#"
            // head

            // before a
            a 1 // behind a
            /* own */ /* line */
            /* before */ b { // brace
                // inside
                c /* mid */ 2 /* end */ /* behind */

                // at the end
            } // behind b
        "#]],
    );
}

#[test]
fn line_continuations_are_kept_where_they_break_a_line() {
    check(
        "a 1 \\\n2 \\ // why\n    3 \\\n\nb \\ // nothing follows\n\nc k \\\n = 1 \\\n{ d }\n\\\n\\ // own\ne\n",
        expect![[r#"
            a 1 \
                2 \ // why
                3
            b // nothing follows
            c k=1 { d }
            // own
            e
        "#]],
    );
}

#[test]
fn what_is_left_out_is_laid_out_too() {
    check(
        "/-a{b}\n/-  \n c /-1 /- // no\n 2 /-k=3 /-{ d } { e } /- { f\n g }\n/- kdl-version 2\n",
        expect![[r#"
            /-a { b }
            /- c /-1 /- // no
                2 /-k=3 /-{ d } { e } /- {
                f
                g
            }
            /- kdl-version 2
        "#]],
    );
}

#[test]
fn annotations_raw_texts_and_numbers_stay_as_written() {
    check(
        "( t )a (u) 0xF_F k=(w) #\"raw\"# -1_0.50e+3\n",
        expect![[r##"
            (t)a (u)0xF_F k=(w)#"raw"# -1_0.50e+3
        "##]],
    );
    check(
        "a \"\"\"\n  one\r\n    two\n  \"\"\" 1\n  b #\"\"\"\n x\n \"\"\"#\n",
        expect![[r##"
        a """
          one
            two
          """ 1
        b #"""
         x
         """#
    "##]],
    );
}

#[test]
fn children_of_a_known_node_get_the_order_of_the_vocabulary() {
    check(
        "agent \"a\" {\n    limits {\n        tokens-per-run 1\n        steps 1\n    }\n    server \"z\" // first\n\
         \x20   model \"m\"\n    server \"y\"\n    title \"T\"\n}\n",
        expect![[r#"
            agent "a" {
                title "T"
                model "m"
                server "z" // first
                server "y"
                limits {
                    steps 1
                    tokens-per-run 1
                }
            }
        "#]],
    );
}

#[test]
fn nodes_do_not_cross_comments_blank_lines_and_unknown_nodes() {
    check(
        "agent \"a\" {\n    model \"m\"\n\n    // who it is\n    owner \"o\"\n    summary \"s\"\n    title \"t\"\n    \
         what 1\n    stage \"draft\"\n    tag \"x\"\n    // the end\n}\n",
        expect![[r#"
            agent "a" {
                model "m"

                // who it is
                owner "o"
                title "t"
                summary "s"
                what 1
                stage "draft"
                tag "x"
                // the end
            }
        "#]],
    );
}

#[test]
fn the_top_keeps_its_order() {
    check(
        "agent \"a\"\nworkspace \"w\"\nuse \"std/x@1\"\n",
        expect![[r#"
        agent "a"
        workspace "w"
        use "std/x@1"
    "#]],
    );
}

#[test]
fn a_text_with_syntax_errors_is_not_formatted() {
    assert_eq!(format(&read("a true\n")), None);
    assert_eq!(format(&read("a {\n")), None);
    assert_eq!(format(&read("")).as_deref(), Some(""));
    assert_eq!(format(&read("\n\n \n")).as_deref(), Some(""));
}
