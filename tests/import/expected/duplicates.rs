//! Names and keys that stand twice, and keys of other kinds.

use expect_test::expect;

use super::check;

#[test]
fn alpha_twin() {
    check(
        "01-alpha--twin.md",
        &expect![[r#"
        approximated
        == context/agents/01-alpha/twin.kdl
        agent "01-alpha/twin" {
            title "twin"
            summary "The first of two that share a name"
            extends "claude-code-tools"
            model "anthropic/sonnet"
            instructions file="instructions/01-alpha/twin.md"
        }

        == instructions/01-alpha/twin.md

        You are the first.

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: the name `twin` stands in several files; this agent is `01-alpha/twin`, and keeps its name as title
        model-alias 4: `sonnet` is an alias, which stood for `claude-sonnet-5-5` on 2026-11-23
        mapped 4 model `sonnet`: [model "anthropic/sonnet"]
    "#]],
    );
}

#[test]
fn beta_twin() {
    check(
        "02-beta--twin.md",
        &expect![[r#"
        approximated
        == context/agents/02-beta/twin.kdl
        agent "02-beta/twin" {
            title "twin"
            summary "The second of two that share a name"
            extends "claude-code-tools"
            model "anthropic/opus"
            instructions file="instructions/02-beta/twin.md"
        }

        == instructions/02-beta/twin.md

        You are the second.

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        renamed 2: the name `twin` stands in several files; this agent is `02-beta/twin`, and keeps its name as title
        model-alias 4: `opus` is an alias, which stood for `claude-opus-5-5` on 2026-11-23
        mapped 4 model `opus`: [model "anthropic/opus"]
    "#]],
    );
}

#[test]
fn duplicate_keys() {
    check(
        "03-duplicate-keys.md",
        &expect![[r#"
        approximated
        == context/agents/second-name.kdl
        agent "second-name" {
            summary "kept"
            instructions file="instructions/second-name.md"
            server "builtin" {
                only "write"
            }
            permissions {
                ask write "**" "/**" "~/**"
            }
        }

        == instructions/second-name.md
        Body

        no-model : it names no model
        frontmatter 3: the key `name` stands twice; the last one holds
        frontmatter 5: the key `description` stands twice; the last one holds
        frontmatter 7: the key `tools` stands twice; the last one holds
        mapped 7 tools `Write`: [ask write "**"; ask write "/**"; ask write "~/**"]
        unmapped 2 name: first-name []
        unmapped 4 description: lost? []
        unmapped 6 tools: Read []
    "#]],
    );
}

#[test]
fn values_of_other_kinds() {
    check(
        "51-values-of-other-kinds.md",
        &expect![[r#"
        approximated
        == context/agents/51-values-of-other-kinds.kdl
        agent "51-values-of-other-kinds" {
            extends "claude-code-tools"
            instructions file="instructions/51-values-of-other-kinds.md"
        }

        == instructions/51-values-of-other-kinds.md
        Body

        name-from-file : it gives no name; the file's name makes `51-values-of-other-kinds` of it
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        changed 2: `name` is a mapping, where a text should be; it is not written
        changed 3: `description` is a list, where a text should be; it is not written
        changed 4: `model` is a mapping, where a text should be; it is not written
        unmapped 2 name: {first: a} []
        unmapped 3 description: [one, two] []
        unmapped 4 model: {name: opus} []
    "#]],
    );
}

#[test]
fn capital_keys() {
    check(
        "54-capital-keys.md",
        &expect![[r#"
        approximated
        == context/agents/54-capital-keys.kdl
        agent "54-capital-keys" {
            extends "claude-code-tools"
            instructions file="instructions/54-capital-keys.md"
        }

        == instructions/54-capital-keys.md
        Body

        name-from-file : it gives no name; the file's name makes `54-capital-keys` of it
        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        unmapped 2 Name: capital-keys []
        unmapped 3 Description: Keys are case-sensitive []
    "#]],
    );
}

#[test]
fn complex_keys() {
    check(
        "58-complex-keys.md",
        &expect![[r#"
        approximated
        == context/agents/complex-keys.kdl
        agent "complex-keys" {
            summary "asked for"
            extends "claude-code-tools"
            instructions file="instructions/complex-keys.md"
        }

        == instructions/complex-keys.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 2: a list stands where a key should
        unmapped 2 [a, b]: list []
        unmapped 7 12: twelve []
    "#]],
    );
}
