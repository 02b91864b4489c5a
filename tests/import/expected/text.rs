//! Fences and bodies.

use expect_test::expect;

use super::check;

#[test]
fn byte_order_mark() {
    check(
        "07-byte-order-mark.md",
        &expect![[r#"
        approximated
        == context/agents/byte-order-mark.kdl
        agent "byte-order-mark" {
            summary "Begins with a mark"
            extends "claude-code-tools"
            instructions file="instructions/byte-order-mark.md"
        }

        == instructions/byte-order-mark.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        encoding 1: the text begins with a byte order mark
    "#]],
    );
}

#[test]
fn carriage_returns() {
    check(
        "08-carriage-returns.md",
        &expect![[r#"
        approximated
        == context/agents/carriage-returns.kdl
        agent "carriage-returns" {
            summary "folded lines"
            extends "claude-code-tools"
            instructions file="instructions/carriage-returns.md"
        }

        == instructions/carriage-returns.md

        One
        Two\rstill two

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        encoding 1: lines end in CRLF; they are read as LF
    "#]],
    );
}

#[test]
fn no_closing_fence() {
    check(
        "12-no-closing-fence.md",
        &expect![[r#"
        approximated
        == context/agents/no-closing-fence.kdl
        agent "no-closing-fence" {
            summary "The fence was forgotten"
            instructions file="instructions/no-closing-fence.md"
            server "builtin" {
                only "read"
            }
            permissions {
                ask read "/**" "~/**"
                allow read "**"
            }
        }

        == instructions/no-closing-fence.md

        # You are lost

        Keep: this line.

        no-model : it names no model
        frontmatter 1: no `---` closes the frontmatter; its first lines that read as entries are taken
        mapped 4 tools `Read`: [allow read "**"; ask read "/**"; ask read "~/**"]
    "#]],
    );
}

#[test]
fn rule_and_text() {
    check(
        "13-rule-and-text.md",
        &expect![[r#"
        approximated
        == context/agents/13-rule-and-text.kdl
        agent "13-rule-and-text" {
            instructions file="instructions/13-rule-and-text.md"
        }

        == instructions/13-rule-and-text.md
        ---

        A document that begins with a rule.

            ---

        frontmatter : it has no frontmatter; all of it is instructions
        name-from-file : it gives no name; the file's name makes `13-rule-and-text` of it
        no-summary : it gives no description
        no-model : it names no model
        no-tools : it has no frontmatter, so it is given no tools
        frontmatter 1: no `---` closes the frontmatter and its first line is not an entry; all of it is read as body
    "#]],
    );
}

#[test]
fn empty() {
    check(
        "19-empty.md",
        &expect![[r#"
        refused
        refused : it holds neither frontmatter nor instructions
    "#]],
    );
}

#[test]
fn only_frontmatter() {
    check(
        "20-only-frontmatter.md",
        &expect![[r#"
        approximated
        == context/agents/only-frontmatter.kdl
        agent "only-frontmatter" {
            summary "Nothing is told to it"
            extends "claude-code-tools"
        }

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        no-instructions : it holds no instructions
    "#]],
    );
}

#[test]
fn only_body() {
    check(
        "21-only-body.md",
        &expect![[r#"
        approximated
        == context/agents/21-only-body.kdl
        agent "21-only-body" {
            instructions file="instructions/21-only-body.md"
        }

        == instructions/21-only-body.md
        You are an agent without frontmatter.

        frontmatter : it has no frontmatter; all of it is instructions
        name-from-file : it gives no name; the file's name makes `21-only-body` of it
        no-summary : it gives no description
        no-model : it names no model
        no-tools : it has no frontmatter, so it is given no tools
    "#]],
    );
}

#[test]
fn templates() {
    check(
        "38-templates.md",
        &expect![[r#"
        approximated
        == context/agents/templates.kdl
        agent "templates" {
            extends "claude-code-tools"
            instructions file="instructions/templates.md"
        }

        == instructions/templates.md
        Hello {{ name }}, {% if x %}{{{raw}}}{% endif %} ${HOME} $(id)

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 3: a mapping stands where a key should
        changed 3: `description` is a mapping, where a text should be; it is not written
        frontmatter 4: a mapping stands where a key should
        changed 4: `model` is a mapping, where a text should be; it is not written
        unmapped 3 description: {{ description }} []
        unmapped 4 model: {{MODEL}} []
    "#]],
    );
}

#[test]
fn fences_in_the_body() {
    check(
        "41-fences-in-the-body.md",
        &expect![[r#"
        approximated
        == context/agents/fences-in-the-body.kdl
        agent "fences-in-the-body" {
            extends "claude-code-tools"
            instructions file="instructions/fences-in-the-body.md"
        }

        == instructions/fences-in-the-body.md
        Above

        ---

        Below
        ---
        name: not-me
        ---

        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
    "#]],
    );
}

#[test]
fn blanks_behind_fences() {
    check(
        "42-blanks-behind-fences.md",
        &expect![[r#"
        approximated
        == context/agents/blanks-behind-fences.kdl
        agent "blanks-behind-fences" {
            extends "claude-code-tools"
            instructions file="instructions/blanks-behind-fences.md"
        }

        == instructions/blanks-behind-fences.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
    "#]],
    );
}

#[test]
fn dots() {
    check(
        "43-dots.md",
        &expect![[r#"
        approximated
        == context/agents/dots.kdl
        agent "dots" {
            summary "Closed by dots"
            extends "claude-code-tools"
            instructions file="instructions/dots.md"
        }

        == instructions/dots.md
        Body
        ---

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        frontmatter 4: the frontmatter is closed by `...`, which not every tool accepts
    "#]],
    );
}

#[test]
fn kdl_in_disguise() {
    check(
        "44-kdl-in-disguise.md",
        &expect![[r###"
            approximated
            == context/agents/kdl-in-disguise.kdl
            agent "kdl-in-disguise" {
                summary ##""; } agent "evil" { /* """# \u{202e} \ #true (replace)"##
                extends "claude-code-tools"
                instructions file="instructions/kdl-in-disguise.md"
            }

            == instructions/kdl-in-disguise.md
            """#
            agent "evil" { model "x/y"; }
            "#"##"""
            /- // \

            no-model : it names no model
            all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        "###]],
    );
}

#[test]
fn late_fence() {
    check(
        "48-late-fence.md",
        &expect![[r#"
        approximated
        == context/agents/48-late-fence.kdl
        agent "48-late-fence" {
            instructions file="instructions/48-late-fence.md"
        }

        == instructions/48-late-fence.md


        ---
        name: late-fence
        description: Two lines too low
        ---
        Body

        frontmatter : it has no frontmatter; all of it is instructions
        name-from-file : it gives no name; the file's name makes `48-late-fence` of it
        no-summary : it gives no description
        no-model : it names no model
        no-tools : it has no frontmatter, so it is given no tools
        frontmatter 3: a frontmatter begins on the first line or not at all; this one is read as body
    "#]],
    );
}

#[test]
fn blank_body() {
    check(
        "55-blank-body.md",
        &expect![[r#"
        approximated
        == context/agents/blank-body.kdl
        agent "blank-body" {
            extends "claude-code-tools"
        }

        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        no-instructions : it holds no instructions
    "#]],
    );
}

#[test]
fn no_final_newline() {
    check(
        "56-no-final-newline.md",
        &expect![[r#"
        approximated
        == context/agents/no-final-newline.kdl
        agent "no-final-newline" {
            extends "claude-code-tools"
            instructions file="instructions/no-final-newline.md"
        }

        == instructions/no-final-newline.md
        Body without end
        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
    "#]],
    );
}
