//! Frontmatter that is odd YAML.

use expect_test::expect;

use super::check;

#[test]
fn literal_block() {
    check(
        "09-literal-block.md",
        &expect![[r#"
        approximated
        == context/agents/literal-block.kdl
        agent "literal-block" {
            summary "First line more indented after a blank line"
            extends "claude-code-tools"
            instructions file="instructions/literal-block.md"
        }

        == instructions/literal-block.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        changed 4: the lines of `description` are put into one
    "#]],
    );
}

#[test]
fn folded_block() {
    check(
        "10-folded-block.md",
        &expect![[r#"
        approximated
        == context/agents/folded-block.kdl
        agent "folded-block" {
            summary "one two three"
            extends "claude-code-tools"
            instructions file="instructions/folded-block.md"
        }

        == instructions/folded-block.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        changed 4: the lines of `description` are put into one
    "#]],
    );
}

#[test]
fn chomping() {
    check(
        "11-chomping.md",
        &expect![[r#"
        approximated
        == context/agents/chomping.kdl
        agent "chomping" {
            summary "kept line ends"
            extends "claude-code-tools"
            model "anthropic/haiku"
            instructions file="instructions/chomping.md"
        }

        == instructions/chomping.md
        Body

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        model-alias 9: `haiku` is an alias, which stood for `claude-haiku-5-5` on 2026-11-23
        mapped 9 model `haiku`: [model "anthropic/haiku"]
    "#]],
    );
}

#[test]
fn anchors_and_merge_keys() {
    check(
        "22-anchors-and-merge-keys.md",
        &expect![[r#"
        approximated
        == context/agents/anchors.kdl
        agent "anchors" {
            extends "claude-code-tools"
            instructions file="instructions/anchors.md"
        }

        == instructions/anchors.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 2: an anchor has no meaning here; its value counts
        frontmatter 4: an anchor has no meaning here; its value counts
        frontmatter 5: an alias is not followed; its value is not read
        changed 5: `description` is a value that is not read, where a text should be; it is not written
        frontmatter 6: a merge key is not followed; its entries are not read
        frontmatter 6: an alias is not followed; its value is not read
        unmapped 2 base: &base model: opus []
        unmapped 5 description: *n []
        unmapped 6 <<: *base []
    "#]],
    );
}

#[test]
fn tags() {
    check(
        "23-tags.md",
        &expect![[r#"
        approximated
        == context/agents/23.kdl
        agent "23" {
            summary "tagged"
            extends "claude-code-tools"
            model "anthropic/haiku"
            instructions file="instructions/23.md"
        }

        == instructions/23.md
        Body

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 3: the tag `!secret` has no meaning here; its value counts
        model-alias 4: `haiku` is an alias, which stood for `claude-haiku-5-5` on 2026-11-23
        mapped 4 model `haiku`: [model "anthropic/haiku"]
    "#]],
    );
}

#[test]
fn two_documents() {
    check(
        "24-two-documents.md",
        &expect![[r#"
        approximated
        == context/agents/two-documents.kdl
        agent "two-documents" {
            extends "claude-code-tools"
            instructions file="instructions/two-documents.md"
        }

        == instructions/two-documents.md
        name: the-second
        description: belongs to the body
        ---
        Body

        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 4: a second frontmatter follows the first; it is read as body
    "#]],
    );
}

#[test]
fn nested_mappings() {
    check(
        "25-nested-mappings.md",
        &expect![[r#"
        approximated
        == context/agents/nested-mappings.kdl
        agent "nested-mappings" {
            extends "claude-code-tools"
            instructions file="instructions/nested-mappings.md"
        }

        == instructions/nested-mappings.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        unmapped 3 hooks: PreToolUse: - matcher: Bash hooks: - type: command command: "./check.sh" []
        unmapped 9 mcpServers: - github - docs: {command: npx, args: ["-y", "docs-mcp"]} ["github"]
    "#]],
    );
}

#[test]
fn comments() {
    check(
        "39-comments.md",
        &expect![[r#"
        approximated
        == context/agents/comments.kdl
        agent "comments" {
            summary "issue"
            extends "claude-code-tools"
            instructions file="instructions/comments.md"
        }

        == instructions/comments.md
        # A heading, no comment

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 3: what stands behind the value of `name` is a comment, no part of it: `# behind the name`
        frontmatter 4: what stands behind the value of `description` is a comment, no part of it: `#12 is no comment # but this is`
        changed 6: the model `sonnet#3` is not written: it is not spelled as models are
        unmapped 6 model: sonnet#3 []
    "#]],
    );
}

#[test]
fn quotes() {
    check(
        "40-quotes.md",
        &expect![[r##"
        approximated
        == context/agents/quotes.kdl
        agent "quotes" {
            summary #"She said "it's \ fine""#
            extends "claude-code-tools"
            instructions file="instructions/quotes.md"
        }

        == instructions/quotes.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        unmapped 4 note: 'it''s' []
        unmapped 5 other: it's "so" []
    "##]],
    );
}

#[test]
fn flow_mapping() {
    check(
        "49-flow-mapping.md",
        &expect![[r#"
        imported
        == context/agents/flow-mapping.kdl
        agent "flow-mapping" {
            summary "In braces, all of it"
            instructions file="instructions/flow-mapping.md"
            server "builtin" {
                only "read"
            }
            permissions {
                ask read "/**" "~/**"
                allow read "**"
            }
        }

        == instructions/flow-mapping.md
        Body

        no-model : it names no model
        mapped 2 tools `Read`: [allow read "**"; ask read "/**"; ask read "~/**"]
    "#]],
    );
}
