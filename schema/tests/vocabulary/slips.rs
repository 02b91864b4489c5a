//! What people write who know other languages: one finding each, in words that mend it, and the rest is understood.

use std::fmt::Write as _;

use bailiwick_schema::document::decode;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{self, Limits};
use expect_test::{Expect, expect};

/// The findings of a text with help and mended text, and the nodes of the second level that are understood.
fn check(text: &str, expected: &Expect) {
    let path = FilePath::from("a.kdl");
    let parsed = syntax::parse(&path, text.into(), &Limits::default());
    let decoded = decode(&path, &parsed.tree);
    let mut out = String::new();
    for finding in parsed.diagnostics.iter().chain(&decoded.diagnostics) {
        writeln!(out, "{} {}", finding.rule.code, finding.message).unwrap();
        writeln!(out, "  {}", finding.help.as_deref().unwrap_or("no help")).unwrap();
        if let Some(fix) = &finding.fix {
            let mut mended = text.to_owned();
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
            for edit in edits {
                mended.replace_range(edit.span.range(), &edit.replacement);
            }
            writeln!(out, "  > {}", mended.trim_end().replace('\n', "\n  > ")).unwrap();
        }
    }
    for root in decoded.document.roots() {
        for child in root.children() {
            let values: Vec<&str> =
                child.arguments().iter().filter_map(|value| child.text_of(&value.value)).collect();
            writeln!(out, "- {} {}", child.spec().name, values.join(" ")).unwrap();
        }
    }
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    expected.assert_eq(&format!("{}\n", lines.join("\n")));
}

#[test]
fn a_brace_on_a_line_of_its_own_belongs_to_the_node_above() {
    check(
        "agent \"a\"\n{\n    summary \"x\"\n}\n",
        &expect![[r#"
        BW1023 the children block of `agent "a"` opens on a line of its own
          put `{` on the line of `agent "a"`
          > agent "a" {
          >     summary "x"
          > }
        - summary x
    "#]],
    );
    check(
        "agent \"a\" // the first\n\n{\n    summary \"x\"\n    limits\n    {\n    }\n}\n",
        &expect![[r#"
            BW1023 the children block of `agent "a"` opens on a line of its own
              put `{` on the line of `agent "a"`
            BW1023 the children block of `limits` opens on a line of its own
              put `{` on the line of `limits`
              > agent "a" // the first
              >
              > {
              >     summary "x"
              >     limits {
              >     }
              > }
            - summary x
            - limits
        "#]],
    );
}

#[test]
fn a_line_that_runs_on_is_read_as_the_nodes_it_holds() {
    check(
        "agent \"a\" { summary \"x\" owner \"ops\" title \"t\" }\n",
        &expect![[r#"
        BW2004 `owner` begins on the line of `summary`
          begin a new line or write `;` before `owner`
          > agent "a" { summary "x"; owner "ops" title "t" }
        BW2004 `title` begins on the line of `owner`
          begin a new line or write `;` before `title`
          > agent "a" { summary "x" owner "ops"; title "t" }
        - summary x
        - owner ops
        - title t
    "#]],
    );
    check(
        "agent \"a\" { summary \"x\" limits { steps 4 cost-per-run \"1 USD\" } }\n",
        &expect![[r#"
            BW2004 `limits` begins on the line of `summary`
              begin a new line or write `;` before `limits`
              > agent "a" { summary "x"; limits { steps 4 cost-per-run "1 USD" } }
            BW2004 `cost-per-run` begins on the line of `steps`
              begin a new line or write `;` before `cost-per-run`
              > agent "a" { summary "x" limits { steps 4; cost-per-run "1 USD" } }
            - summary x
            - limits
        "#]],
    );
    check(
        "server \"s\" { url \"https://x.example/\"; tool \"t\" { read-only idempotent; } }\n",
        &expect![[r#"
            BW2004 `idempotent` begins on the line of `read-only`
              begin a new line or write `;` before `idempotent`
              > server "s" { url "https://x.example/"; tool "t" { read-only; idempotent; } }
            - url https://x.example/
            - tool t
        "#]],
    );
}

#[test]
fn words_without_quotes_are_one_text() {
    check(
        "agent \"a\" { summary Does limits well }\n",
        &expect![[r#"
        BW2004 `summary` takes one text, found several words
          put the text in quotes
          > agent "a" { summary "Does limits well" }
        - summary Does limits well
    "#]],
    );
}

#[test]
fn a_node_that_is_written_as_a_property_is_read_as_a_node() {
    check(
        "server \"s\" url=\"https://x.example/\"\n",
        &expect![[r#"
        BW2002 `url` is a node of `server`, not a property
          write it in the block: `{ url "…" }`
          > server "s" { url "https://x.example/"; }
        - url https://x.example/
    "#]],
    );
    check(
        "agent \"a\" summary=\"x\" { model \"a/b\" temperature=0.2; limits steps=4 }\n",
        &expect![[r#"
            BW2002 `summary` is a node of `agent`, not a property
              write it in the block: `{ summary "…" }`
              > agent "a" { summary "x"; model "a/b" temperature=0.2; limits steps=4 }
            BW2002 `temperature` is a node of `model`, not a property
              write it in the block: `{ temperature 0.2 }`
              > agent "a" summary="x" { model "a/b" { temperature 0.2; }; limits steps=4 }
            BW2002 `steps` is a node of `limits`, not a property
              write it in the block: `{ steps 4 }`
              > agent "a" summary="x" { model "a/b" temperature=0.2; limits { steps 4; } }
            - summary x
            - model a/b
            - limits
        "#]],
    );
    check(
        "agent \"a\" limits=4\n",
        &expect![[r#"
        BW2002 `limits` is a node of `agent`, not a property
          write it in the block: `{ limits { … } }`
    "#]],
    );
}

#[test]
fn booleans_are_told_how_to_write_them() {
    check(
        "agent \"a\" { instructions \"x\" template=yes }\n",
        &expect![[r#"
        BW2005 `template` of `instructions` takes `#true` or `#false`, found text
          write `template=#true`
          > agent "a" { instructions "x" template=#true }
        - instructions x
    "#]],
    );
    check(
        "agent \"a\" { instructions \"x\" template=maybe }\n",
        &expect![[r#"
        BW2005 `template` of `instructions` takes `#true` or `#false`, found text
          write `template=#true` or `template=#false`
        - instructions x
    "#]],
    );
    check(
        "server \"s\" { url \"https://x.example/\"; tool \"t\" { read-only #true; destructive #false; } }\n",
        &expect![[r#"
            BW2004 `read-only` takes no argument
              write `read-only` alone
              > server "s" { url "https://x.example/"; tool "t" { read-only; destructive #false; } }
            BW2018 `read-only` and `destructive` rule each other out
              keep one of them
            BW2004 `destructive` takes no argument
              leave `destructive` out: only its presence says something
            - url https://x.example/
            - tool t
        "#]],
    );
    check(
        "agent \"a\" { title null; }\n",
        &expect![[r#"
        BW1042 `null` is written without `#`
          write `"null"` where the text is meant; what is not to be said is left out
        BW2005 `title` takes text, found `#null`
          write `title "null"`
          > agent "a" { title "null"; }
        - title
    "#]],
    );
}

#[test]
fn lists_in_brackets_are_one_finding() {
    check(
        "agent \"a\" { extends [\"x\", \"y\"]; tag [one, two]; summary \"s\" }\n",
        &expect![[r#"
        BW1045 a list in brackets
          a list is written as arguments: `name "one" "two"`
          > agent "a" { extends "x" "y"; tag [one, two]; summary "s" }
        BW1045 a list in brackets
          a list is written as arguments: `name "one" "two"`
          > agent "a" { extends ["x", "y"]; tag "one" "two"; summary "s" }
        - extends x y
        - tag
        - summary s
    "#]],
    );
}

#[test]
fn removals_say_how_one_part_goes() {
    check(
        "agent \"a\" { in \"prod\" { (remove)limits { steps; }; (repalce)failure { retry 2; } } }\n",
        &expect![[r#"
            BW2030 `(remove)limits` takes no block
              write `limits { (remove)steps; }` where that alone shall go
            BW2017 `(repalce)` has no meaning on a node
              did you mean `(replace)`?
              > agent "a" { in "prod" { (remove)limits { steps; }; (replace)failure { retry 2; } } }
            - in prod
        "#]],
    );
}

#[test]
fn misplaced_nodes_are_sent_where_they_belong() {
    check(
        "limits { steps 4 }\n",
        &expect![[r#"
        BW2019 `limits` does not belong at the top of a file
          write it in `agent`
    "#]],
    );
    check(
        "agent \"a\" { in \"prod\" { in \"dev\" { } } }\n",
        &expect![[r#"
        BW2019 `in` does not belong in `in`
          write it beside the `in` around it: `in` stands in no other
        - in prod
    "#]],
    );
    check(
        "agent \"a\" { server \"s\" { tool \"x\" }; agent \"b\"; memory \"m\" { retain \"1d\" } }\n",
        &expect![[r#"
            BW2019 `tool` does not belong in `server`
              write it in the declaration of `server "s"` at the top of a file; here stands `only`
            BW2019 `agent` does not belong in `agent`
              write it at the top of a file
            BW2016 `memory` takes no block
              take the block away
            - server s
            - memory m
        "#]],
    );
}

#[test]
fn values_are_named_as_the_node_that_has_them() {
    check(
        "agent \"a\" { title 3; failure { retry 2000 }; instructions \"x\" file=\"y.md\" }\n",
        &expect![[r#"
            BW2005 `title` takes text, found a number
              write `title "3"`
              > agent "a" { title "3"; failure { retry 2000 }; instructions "x" file="y.md" }
            BW2015 `retry` is not in the range 0 to 100
              write a number from 0 to 100
            BW2031 `instructions` has both a text and a `file`
              give it a text or a `file`
            - title
            - failure
            - instructions x
        "#]],
    );
    check(
        "agent \"a\" { instructions; knowledge \"https://x.example/a\"; instructions file=\"https://x.example/a.md\" }\n",
        &expect![[r#"
            BW2031 `instructions` has neither a text nor a `file`
              give it a text or a `file`
            BW2022 `https://x.example/a` is not a pattern in the workspace: it is a URL
              write it relative to the workspace root, with `/` between parts
            BW2022 `https://x.example/a.md` is not a path in the workspace: it is a URL
              write it relative to the workspace root, with `/` between parts
            - instructions
            - knowledge
            - instructions
        "#]],
    );
}
