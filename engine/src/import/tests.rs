//! Tests of the importers.

mod names;
mod tools;

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::name::{in_path, normalised};
use super::*;

fn input(path: &str, text: &str) -> InputFile {
    InputFile { path: path.to_owned(), content: Ok(text.as_bytes().to_vec()) }
}

fn import(files: &[InputFile], has_manifest: bool) -> Imported {
    let options = Options { workspace: "acme".to_owned(), has_manifest, ..Options::default() };
    claude_agents::import(files, &options)
}

/// Prints the files made and the report.
fn check(files: &[(&str, &str)], expected: &Expect) {
    let files: Vec<_> = files.iter().map(|(path, text)| input(path, text)).collect();
    let imported = import(&files, true);
    let mut out = String::new();
    for file in &imported.files {
        // The base is looked at once, in `tools`.
        let is_base = file.path.as_str().starts_with("context/bases/");
        let text = if is_base { "".into() } else { String::from_utf8_lossy(&file.bytes) };
        let _ = writeln!(out, "== {}\n{text}", file.path);
    }
    for line in imported.report.lines() {
        let _ = writeln!(out, "{line}");
    }
    expected.assert_eq(&out);
}

#[test]
fn a_definition_becomes_an_agent_and_its_instructions() {
    check(
        &[(
            "reviewer.md",
            "---\nname: reviewer\ndescription: Reviews \"changes\"\nmodel: sonnet\ntools: Read, Grep\ncolor: red\n---\n\nReview.\n",
        )],
        &expect![[r##"
            == context/agents/reviewer.kdl
            agent "reviewer" {
                summary #"Reviews "changes""#
                model "anthropic/sonnet"
                instructions file="instructions/reviewer.md"
                server "builtin" {
                    only "read" "grep"
                }
                permissions {
                    ask read "/**" "~/**"
                    allow read "**"
                }
            }

            == instructions/reviewer.md

            Review.

            `sonnet` is an alias, which stood for `claude-sonnet-5-5` on 2026-11-23: 1 file
            `model` was mapped: 1 file (`sonnet` 1)
            `tools` was mapped: 1 file (`Grep` 1, `Read` 1)
            `color` was not mapped: 1 file
            1 file: 1 imported, 0 approximated, 0 refused, 0 ignored
        "##]],
    );
}

#[test]
fn a_workspace_without_manifest_gets_one() {
    let imported = import(&[input("a.md", "Text")], false);
    let manifest =
        imported.files.first().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    expect![[r#"
        workspace "acme" {
            edition 1
        }

        environment "dev" {
            tracks
        }
    "#]]
    .assert_eq(&manifest.unwrap_or_default());
    assert!(import(&[input("LICENSE", "MIT")], false).files.is_empty());
}

#[test]
fn names_that_repeat_get_their_plugin() {
    check(
        &[
            ("api--architect.md", "---\nname: architect\ntools: []\n---\nA"),
            ("plugins/data/agents/architect.md", "---\nname: architect\ntools: []\n---\nB"),
            ("web--agents--architect.md", "---\nname: architect\ntools: []\n---\nC"),
            ("architect.md", "---\nname: architect\ntools: []\n---\nD"),
            ("api--second.md", "---\nname: architect\ntools: []\n---\nE"),
        ],
        &expect![[r#"
            == context/agents/api/architect-2.kdl
            agent "api/architect-2" {
                title "architect"
                instructions file="instructions/api/architect-2.md"
            }

            == context/agents/api/architect.kdl
            agent "api/architect" {
                title "architect"
                instructions file="instructions/api/architect.md"
            }

            == context/agents/architect.kdl
            agent "architect" {
                instructions file="instructions/architect.md"
            }

            == context/agents/data/architect.kdl
            agent "data/architect" {
                title "architect"
                instructions file="instructions/data/architect.md"
            }

            == context/agents/web/architect.kdl
            agent "web/architect" {
                title "architect"
                instructions file="instructions/web/architect.md"
            }

            == instructions/api/architect-2.md
            E
            == instructions/api/architect.md
            A
            == instructions/architect.md
            D
            == instructions/data/architect.md
            B
            == instructions/web/architect.md
            C
            approximated as `api/architect`: api--architect.md
              line 2: the name `architect` stands in several files; this agent is `api/architect`, and keeps its name as title
            approximated as `api/architect-2`: api--second.md
              line 2: the name `architect` stands in several files; this agent is `api/architect-2`, and keeps its name as title
            approximated as `data/architect`: plugins/data/agents/architect.md
              line 2: the name `architect` stands in several files; this agent is `data/architect`, and keeps its name as title
            approximated as `web/architect`: web--agents--architect.md
              line 2: the name `architect` stands in several files; this agent is `web/architect`, and keeps its name as title

            no model: 5 files
            no tools at all: 5 files
            no description: 5 files
            5 files: 1 imported, 4 approximated, 0 refused, 0 ignored
        "#]],
    );
}

#[test]
fn a_name_that_is_none_is_normalised_and_kept_as_title() {
    check(
        &[
            ("a.md", "---\nname: Code Reviewer\n---\nA"),
            ("x--b c.md", "---\nname: 東京\n---\nB"),
            ("c.md", "---\nname: ../../etc/passwd\n---\nC"),
            ("d.md", "---\nname: 12\n---\nD"),
        ],
        &expect![[r#"
            == context/agents/12.kdl
            agent "12" {
                extends "claude-code-tools"
                instructions file="instructions/12.md"
            }

            == context/agents/b-c.kdl
            agent "b-c" {
                title "東京"
                extends "claude-code-tools"
                instructions file="instructions/b-c.md"
            }

            == context/agents/code-reviewer.kdl
            agent "code-reviewer" {
                title "Code Reviewer"
                extends "claude-code-tools"
                instructions file="instructions/code-reviewer.md"
            }

            == context/agents/etc/passwd.kdl
            agent "etc/passwd" {
                title "../../etc/passwd"
                extends "claude-code-tools"
                instructions file="instructions/etc/passwd.md"
            }

            == context/bases/claude-code-tools.kdl

            == instructions/12.md
            D
            == instructions/b-c.md
            B
            == instructions/code-reviewer.md
            A
            == instructions/etc/passwd.md
            C
            approximated as `code-reviewer`: a.md
              line 2: `Code Reviewer` is not a valid agent name; it is written as `code-reviewer`, and kept as its title
            approximated as `etc/passwd`: c.md
              line 2: `../../etc/passwd` is not a valid agent name; it is written as `etc/passwd`, and kept as its title
            approximated as `12`: d.md
              line 2: `name` is a number; it is taken as the text `12`
            approximated as `b-c`: x--b c.md
              line 2: `東京` has no letter or digit for a name; the file's name makes `b-c` of it, and it is kept as its title

            no model: 4 files
            no `tools`, which means all of them: they extend a base with the runtime's own, and get no other agents and no server but those imported with them (stricter): 4 files
            no description: 4 files
            4 files: 0 imported, 4 approximated, 0 refused, 0 ignored
        "#]],
    );
}

#[test]
fn what_is_no_agent_is_listed() {
    let mut files = vec![
        input("LICENSE", "MIT"),
        input("README.md", "# Agents"),
        input("skills/x/SKILL.md", "---\nname: x\n---\nBody"),
        input("empty.md", ""),
        input("blank.md", "---\n\n---\n\n"),
        input("text.md", "Only text"),
    ];
    let content = Ok(b"---\nname: x\n---\n\xff".to_vec());
    files.push(InputFile { path: "latin.md".to_owned(), content });
    files.push(InputFile { path: "wide.md".to_owned(), content: Ok(b"\xff\xfe-\0".to_vec()) });
    let content = Err("reading it is not permitted".to_owned());
    files.push(InputFile { path: "locked.md".to_owned(), content });
    let imported = import(&files, true);
    assert!(imported.report.has_refusals());
    expect![[r#"
        ignored: LICENSE
          it is not a Markdown file
        ignored: README.md
          it is a document without frontmatter
        ignored: skills/x/SKILL.md
          it is a skill, not an agent
        approximated as `text`: text.md
          it has no frontmatter; all of it is instructions
          it gives no name; the file's name makes `text` of it
        refused: blank.md
          it holds neither frontmatter nor instructions
        refused: empty.md
          it holds neither frontmatter nor instructions
        refused: latin.md
          line 4: it is not UTF-8: the byte at offset 16 begins no character
        refused: locked.md
          reading it is not permitted
        refused: wide.md
          it is UTF-16; save it as UTF-8

        no model: 1 file
        no tools at all: 1 file
        no description: 1 file
        9 files: 0 imported, 1 approximated, 5 refused, 3 ignored"#]]
    .assert_eq(&imported.report.lines().join("\n"));
}

#[test]
fn lost_and_changed_values_are_told() {
    check(
        &[(
            "a.md",
            "---\nname: a\nname: b\ndescription: |\n  one\n  two\ntools: [mcp__git__log, Read]\nhooks:\n  - a: b\nnote: c: d\nstray\n---\nBody",
        )],
        &expect![[r#"
            == context/agents/b.kdl
            agent "b" {
                summary "one two"
                instructions file="instructions/b.md"
                server "builtin" {
                    only "read"
                }
                permissions {
                    ask read "/**" "~/**"
                    allow read "**"
                }
            }

            == instructions/b.md
            Body
            approximated as `b`: a.md
              line 3: the key `name` stands twice; the last one holds
              line 5: the lines of `description` are put into one
              line 7: `mcp__git__log` is left out: it is a tool of the server `git`, which is not declared
              line 10: a value without quotes holds `: `; it is taken whole
              line 10: a strict YAML reader refuses the frontmatter: mapping values are not allowed in this context
              line 11: a line without indentation is taken as part of the entry above it: `stray`

            no model: 1 file
            `tools` was mapped: 1 file (`Read` 1)
            `hooks` was not mapped: 1 file
            `name` was not mapped: 1 file
            `note` was not mapped: 1 file
            left out of `tools`: 1 file (`mcp__git__log` 1)
            1 file: 0 imported, 1 approximated, 0 refused, 0 ignored
        "#]],
    );
}

#[test]
fn a_text_between_two_rules_is_instructions() {
    check(
        &[("a.md", "\u{feff}---\njust text\n---\r\nmore\r\n")],
        &expect![[r#"
            == context/agents/a.kdl
            agent "a" {
                instructions file="instructions/a.md"
            }

            == instructions/a.md
            ---
            just text
            ---
            more

            approximated as `a`: a.md
              it gives no name; the file's name makes `a` of it
              line 2: a line belongs to no entry: `just text`
              line 2: the frontmatter has no entries
              line 2: a text stands where `key: value` lines should

            no model: 1 file
            no tools at all: 1 file
            no description: 1 file
            CRLF line ends or a byte order mark, which were not kept: 1 file
            1 file: 0 imported, 1 approximated, 0 refused, 0 ignored
        "#]],
    );
}

#[test]
fn names_are_spelled_as_the_language_spells_them() {
    let name = |text: &str| normalised(text).unwrap_or_default();
    assert_eq!(name("Backend Architect"), "backend-architect");
    assert_eq!(name("a/b//c/../d"), "a/b/c/d");
    assert_eq!(name("C:\\agents\\x"), "c-agents-x");
    assert_eq!(name("std/x"), "std-x");
    assert_eq!(name("--a--b--"), "a-b");
    assert_eq!(name("\u{202e}evil 🦀"), "evil");
    assert_eq!(name("..%/ . /東京"), "");
    assert_eq!(name(&"abc-".repeat(99)).len(), 99);
    assert_eq!(
        (in_path("con/com1/com"), in_path("nul/bailiwick")),
        ("con_/com1_/com".to_owned(), "nul_/bailiwick_".to_owned())
    );
}
