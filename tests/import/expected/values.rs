//! Values that are no texts, models and tools.

use expect_test::expect;

use super::check;

#[test]
fn tools_list() {
    check(
        "14-tools-list.md",
        &expect![[r#"
        approximated
        == context/agents/tools-list.kdl
        agent "tools-list" {
            instructions file="instructions/tools-list.md"
            server "builtin" {
                only "read" "bash"
            }
            permissions {
                ask read "/**" "~/**"
                ask run "git log **"
                allow read "**"
            }
        }

        == instructions/tools-list.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        mapped 3 tools `Read`: [allow read "**"; ask read "/**"; ask read "~/**"]
        mapped 3 tools `Bash(git log:*)`: [ask run "git log **"] stricter: Claude Code 2.1.330 takes no notice of the parentheses and gives the whole tool
    "#]],
    );
}

#[test]
fn tools_string() {
    check(
        "15-tools-string.md",
        &expect![[r#"
        approximated
        == context/agents/tools-string.kdl
        agent "tools-string" {
            instructions file="instructions/tools-string.md"
            server "builtin" {
                only "read" "bash"
            }
            permissions {
                ask read "/**" "~/**"
                ask run "git log **" "git diff **"
                allow read "**"
            }
        }

        == instructions/tools-string.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        left-out 3: `mcp__github__create_issue` is left out: it is a tool of the server `github`, which is not declared
        mapped 3 tools `Read`: [allow read "**"; ask read "/**"; ask read "~/**"]
        mapped 3 tools `Bash(git log:*, git diff:*)`: [ask run "git log **"; ask run "git diff **"] stricter: Claude Code 2.1.330 takes no notice of the parentheses and gives the whole tool
        unmapped 3 tools: Read, Bash(git log:*, git diff:*), mcp__github__create_issue ["mcp__github__create_issue"]
    "#]],
    );
}

#[test]
fn tools_flow_list() {
    check(
        "16-tools-flow-list.md",
        &expect![[r#"
        approximated
        == context/agents/tools-flow-list.kdl
        agent "tools-flow-list" {
            instructions file="instructions/tools-flow-list.md"
            server "builtin" {
                only "read" "grep"
            }
            permissions {
                ask read "/**" "~/**"
                allow read "**"
            }
        }

        == instructions/tools-flow-list.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        left-out 3: `mcp__docs__*` is left out: it is a tool of the server `docs`, which is not declared
        mapped 3 tools `Read`: [allow read "**"; ask read "/**"; ask read "~/**"]
        mapped 3 tools `Grep`: [allow read "**"; ask read "/**"; ask read "~/**"]
        mapped 4 disallowedTools `Bash`: []
        unmapped 3 tools: [Read, "Grep", mcp__docs__*] ["mcp__docs__*"]
    "#]],
    );
}

#[test]
fn tools_empty() {
    check(
        "17-tools-empty.md",
        &expect![[r#"
        imported
        == context/agents/tools-empty.kdl
        agent "tools-empty" {
            instructions file="instructions/tools-empty.md"
        }

        == instructions/tools-empty.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        no-tools 3: it has no tools
    "#]],
    );
}

#[test]
fn tools_null() {
    check(
        "18-tools-null.md",
        &expect![[r#"
        imported
        == context/agents/tools-null.kdl
        agent "tools-null" {
            instructions file="instructions/tools-null.md"
        }

        == instructions/tools-null.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        no-tools 3: it has no tools
    "#]],
    );
}

#[test]
fn number_name() {
    check(
        "26-number-name.md",
        &expect![[r#"
        approximated
        == context/agents/007.kdl
        agent "007" {
            summary "3.14"
            extends "claude-code-tools"
            model "anthropic/4"
            instructions file="instructions/007.md"
        }

        == instructions/007.md
        Body

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        changed 2: `name` is a number; it is taken as the text `007`
        changed 3: `description` is a number; it is taken as the text `3.14`
        changed 4: `model` is a number; it is taken as the text `4`
        unknown-model 4: `4` is no model or alias that is known here; it is written as `anthropic/4`, because Claude Code asks that provider for it
        mapped 4 model `4`: [model "anthropic/4"]
    "#]],
    );
}

#[test]
fn boolean_name() {
    check(
        "27-boolean-name.md",
        &expect![[r#"
        approximated
        == context/agents/true.kdl
        agent "true" {
            summary "false"
            extends "claude-code-tools"
            instructions file="instructions/true.md"
        }

        == instructions/true.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        changed 2: `name` is a boolean; it is taken as the text `true`
        changed 3: `description` is a boolean; it is taken as the text `false`
    "#]],
    );
}

#[test]
fn null_name() {
    check(
        "28-null-name.md",
        &expect![[r#"
        approximated
        == context/agents/28-null-name.kdl
        agent "28-null-name" {
            extends "claude-code-tools"
            instructions file="instructions/28-null-name.md"
        }

        == instructions/28-null-name.md
        Body

        name-from-file : it gives no name; the file's name makes `28-null-name` of it
        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
    "#]],
    );
}

#[test]
fn date_name() {
    check(
        "29-date-name.md",
        &expect![[r#"
        approximated
        == context/agents/2024-02-30.kdl
        agent "2024-02-30" {
            summary "12:30:45"
            extends "claude-code-tools"
            instructions file="instructions/2024-02-30.md"
        }

        == instructions/2024-02-30.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
    "#]],
    );
}

#[test]
fn inherit() {
    check(
        "37-inherit.md",
        &expect![[r#"
        approximated
        == context/agents/inherits.kdl
        agent "inherits" {
            summary "Runs on whatever starts it"
            extends "claude-code-tools"
            instructions file="instructions/inherits.md"
        }

        == instructions/inherits.md
        Body

        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        inherited-model 4: `Inherit` means the model of whoever starts the agent
        mapped 4 model `Inherit`: []
    "#]],
    );
}

#[test]
fn colon_in_model() {
    check(
        "59-colon-in-model.md",
        &expect![[r#"
        approximated
        == context/agents/colon-in-model.kdl
        agent "colon-in-model" {
            extends "claude-code-tools"
            model "bedrock/anthropic.claude-v2:1"
            instructions file="instructions/colon-in-model.md"
        }

        == instructions/colon-in-model.md
        Body

        no-summary : it gives no description
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        mapped 3 model `bedrock/anthropic.claude-v2:1`: [model "bedrock/anthropic.claude-v2:1"]
    "#]],
    );
}
