//! Values that are no texts, models and tools.

use expect_test::expect;

use super::check;

#[test]
fn tools_list() {
    check(
        "14-tools-list.md",
        &expect![[r#"
        imported
        == context/agents/tools-list.kdl
        agent "tools-list" {
            instructions file="instructions/tools-list.md"
        }

        == instructions/tools-list.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        unmapped 3 tools: - Read - "Bash(git log:*)" ["Read", "Bash(git log:*)"]
    "#]],
    );
}

#[test]
fn tools_string() {
    check(
        "15-tools-string.md",
        &expect![[r#"
        imported
        == context/agents/tools-string.kdl
        agent "tools-string" {
            instructions file="instructions/tools-string.md"
        }

        == instructions/tools-string.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        unmapped 3 tools: Read, Bash(git log:*, git diff:*), mcp__github__create_issue ["Read", "Bash(git log:*, git diff:*)", "mcp__github__create_issue"]
    "#]],
    );
}

#[test]
fn tools_flow_list() {
    check(
        "16-tools-flow-list.md",
        &expect![[r#"
        imported
        == context/agents/tools-flow-list.kdl
        agent "tools-flow-list" {
            instructions file="instructions/tools-flow-list.md"
        }

        == instructions/tools-flow-list.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        unmapped 3 tools: [Read, "Grep", mcp__docs__*] ["Read", "Grep", "mcp__docs__*"]
        unmapped 4 disallowedTools: [Bash] ["Bash"]
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
        unmapped 3 tools: [] []
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
        all-tools : it names no `tools`, which means all of them
        unmapped 3 tools:  []
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
            instructions file="instructions/007.md"
        }

        == instructions/007.md
        Body

        all-tools : it names no `tools`, which means all of them
        changed 2: `name` is a number; it is taken as the text `007`
        changed 3: `description` is a number; it is taken as the text `3.14`
        changed 4: `model` is a number; it is taken as the text `4`
        changed 4: the model `4` is not written: it names no provider
        unmapped 4 model: 4 []
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
            instructions file="instructions/true.md"
        }

        == instructions/true.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them
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
            instructions file="instructions/28-null-name.md"
        }

        == instructions/28-null-name.md
        Body

        name-from-file : it gives no name; the file's name makes `28-null-name` of it
        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them
    "#]],
    );
}

#[test]
fn date_name() {
    check(
        "29-date-name.md",
        &expect![[r#"
        imported
        == context/agents/2024-02-30.kdl
        agent "2024-02-30" {
            summary "12:30:45"
            instructions file="instructions/2024-02-30.md"
        }

        == instructions/2024-02-30.md
        Body

        no-model : it names no model
        all-tools : it names no `tools`, which means all of them
    "#]],
    );
}

#[test]
fn inherit() {
    check(
        "37-inherit.md",
        &expect![[r#"
        imported
        == context/agents/inherits.kdl
        agent "inherits" {
            summary "Runs on whatever starts it"
            instructions file="instructions/inherits.md"
        }

        == instructions/inherits.md
        Body

        all-tools : it names no `tools`, which means all of them
        inherited-model 4: `Inherit` means the model of whoever starts the agent
    "#]],
    );
}

#[test]
fn colon_in_model() {
    check(
        "59-colon-in-model.md",
        &expect![[r#"
        imported
        == context/agents/colon-in-model.kdl
        agent "colon-in-model" {
            model "bedrock/anthropic.claude-v2:1"
            instructions file="instructions/colon-in-model.md"
        }

        == instructions/colon-in-model.md
        Body

        no-summary : it gives no description
        all-tools : it names no `tools`, which means all of them
    "#]],
    );
}
