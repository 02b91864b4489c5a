//! Frontmatter that strict YAML refuses, or that is no mapping.

use expect_test::expect;

use super::check;

#[test]
fn unquoted_colon() {
    check(
        "04-unquoted-colon.md",
        &expect![[r#"
        approximated
        == context/agents/unquoted-colon.kdl
        agent "unquoted-colon" {
            summary "Use it like this: always, and then: never"
            extends "claude-code-tools"
            model "anthropic/haiku"
            instructions file="instructions/unquoted-colon.md"
        }

        == instructions/unquoted-colon.md
        Body

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 3: a value without quotes holds `: `; it is taken whole
        frontmatter 3: a strict YAML reader refuses the frontmatter: mapping values are not allowed in this context
        model-alias 4: `haiku` is an alias, which stood for `claude-haiku-5-5` on 2026-11-23
        mapped 4 model `haiku`: [model "anthropic/haiku"]
    "#]],
    );
}

#[test]
fn dialogue() {
    check(
        "05-dialogue.md",
        &expect![[r#"
        approximated
        == context/agents/dialogue.kdl
        agent "dialogue" {
            summary "Use it for reviews. Examples: <example>"
            extends "claude-code-tools"
            model "anthropic/opus"
            instructions file="instructions/dialogue.md"
        }

        == instructions/dialogue.md
        Body

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 3: a value without quotes holds `: `; it is taken whole
        frontmatter 3: a strict YAML reader refuses the frontmatter: mapping values are not allowed in this context
        frontmatter 4: a line without indentation is taken as part of the entry above it: `<example>`
        frontmatter 6: a quoted text does not end; it is taken as it stands
        frontmatter 7: a line without indentation is taken as part of the entry above it: `</example>`
        model-alias 8: `opus` is an alias, which stood for `claude-opus-5-5` on 2026-11-23
        mapped 8 model `opus`: [model "anthropic/opus"]
        unmapped 5 user: "look: here" []
        unmapped 6 assistant: 'on it' </example> []
    "#]],
    );
}

#[test]
fn tabs() {
    check(
        "06-tabs.md",
        &expect![[r#"
        approximated
        == context/agents/tabs.kdl
        agent "tabs" {
            summary "indented by a tab and by two"
            instructions file="instructions/tabs.md"
            server "builtin" {
                only "read" "grep"
            }
            permissions {
                ask read "/**" "~/**"
                allow read "**"
            }
        }

        == instructions/tabs.md
        \tBody with a tab

        no-model : it names no model
        frontmatter 2: a strict YAML reader refuses the frontmatter: ':' must be followed by a valid YAML whitespace
        changed 3: the lines of `description` are put into one
        frontmatter 4: a tab stands in the indentation, where YAML allows spaces only
        frontmatter 5: a tab stands in the indentation, where YAML allows spaces only
        frontmatter 7: a tab stands in the indentation, where YAML allows spaces only
        frontmatter 8: a tab stands in the indentation, where YAML allows spaces only
        mapped 6 tools `Read`: [allow read "**"; ask read "/**"; ask read "~/**"]
        mapped 6 tools `Grep`: [allow read "**"; ask read "/**"; ask read "~/**"]
    "#]],
    );
}

#[test]
fn list_at_the_root() {
    check(
        "47-list-at-the-root.md",
        &expect![[r#"
        approximated
        == context/agents/47-list-at-the-root.kdl
        agent "47-list-at-the-root" {
            instructions file="instructions/47-list-at-the-root.md"
        }

        == instructions/47-list-at-the-root.md
        ---
        - name: list-at-the-root
        - description: no mapping
        ---
        Body

        name-from-file : it gives no name; the file's name makes `47-list-at-the-root` of it
        no-summary : it gives no description
        no-model : it names no model
        no-tools : it has no frontmatter, so it is given no tools
        frontmatter 2: a line belongs to no entry: `- name: list-at-the-root`
        frontmatter 2: the frontmatter has no entries
        frontmatter 2: a list stands where `key: value` lines should
        frontmatter 3: a line belongs to no entry: `- description: no mapping`
    "#]],
    );
}

#[test]
fn unclosed_quote() {
    check(
        "50-unclosed-quote.md",
        &expect![[r##"
        approximated
        == context/agents/unclosed-quote.kdl
        agent "unclosed-quote" {
            summary #""never ends"#
            extends "claude-code-tools"
            model "anthropic/sonnet"
            instructions file="instructions/unclosed-quote.md"
        }

        == instructions/unclosed-quote.md
        Body

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 3: a strict YAML reader refuses the frontmatter: invalid indentation in quoted scalar
        frontmatter 3: a quoted text does not end; it is taken as it stands
        model-alias 4: `sonnet` is an alias, which stood for `claude-sonnet-5-5` on 2026-11-23
        mapped 4 model `sonnet`: [model "anthropic/sonnet"]
    "##]],
    );
}

#[test]
fn directive() {
    check(
        "53-directive.md",
        &expect![[r#"
        approximated
        == context/agents/directive.kdl
        agent "directive" {
            extends "claude-code-tools"
            instructions file="instructions/directive.md"
        }

        == instructions/directive.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 2: a line belongs to no entry: `%YAML 1.1`
        frontmatter 3: a strict YAML reader refuses the frontmatter: did not find expected <document start>
    "#]],
    );
}

#[test]
fn unseparated() {
    check(
        "57-unseparated.md",
        &expect![[r#"
        approximated
        == context/agents/57-unseparated.kdl
        agent "57-unseparated" {
            instructions file="instructions/57-unseparated.md"
        }

        == instructions/57-unseparated.md
        Body

        name-from-file : it gives no name; the file's name makes `57-unseparated` of it
        no-summary : it gives no description
        no-model : it names no model
        no-tools : it has no frontmatter, so it is given no tools
        frontmatter 2: a line belongs to no entry: `name:unseparated`
        frontmatter 2: the frontmatter has no entries
        frontmatter 3: a line belongs to no entry: `description:no blank: here`
        frontmatter 3: a strict YAML reader refuses the frontmatter: mapping values are not allowed in this context
    "#]],
    );
}
