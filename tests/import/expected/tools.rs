//! Tools that are named, narrowed, taken away, or none.

use expect_test::expect;

use super::check;

#[test]
fn tools_of_every_kind() {
    check(
        "60-tools-of-every-kind.md",
        &expect![[r#"
        approximated
        == context/agents/every-kind.kdl
        agent "every-kind" {
            instructions file="instructions/every-kind.md"
            server "builtin" {
                only "read" "grep" "edit" "bash" "web-fetch" "web-search" "notebook-edit" "skill" "task-list" "lsp"
            }
            permissions {
                ask read "/**" "~/**"
                ask write "**" "/**" "~/**"
                ask run "**"
                ask fetch "**"
                ask call "builtin/web-search" "builtin/skill"
                allow read "**"
                allow call "builtin/task-list" "builtin/lsp"
            }
        }

        == instructions/every-kind.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        mapped 3 tools `Read`: [allow read "**"; ask read "/**"; ask read "~/**"]
        mapped 3 tools `Grep`: [allow read "**"; ask read "/**"; ask read "~/**"]
        mapped 3 tools `Edit`: [ask write "**"; ask write "/**"; ask write "~/**"]
        mapped 3 tools `Bash`: [ask run "**"] stricter: commands that only read, such as `ls`, run unasked there
        mapped 3 tools `WebFetch`: [ask fetch "**"] stricter: some hosts of documentation, such as `https://docs.python.org/`, are fetched unasked there
        mapped 3 tools `WebSearch`: [ask call "builtin/web-search"]
        mapped 3 tools `NotebookEdit`: [ask write "**"; ask write "/**"; ask write "~/**"]
        mapped 3 tools `Skill`: [ask call "builtin/skill"] stricter: a skill that asks for no tools, such as one with a description only, is used unasked there
        mapped 3 tools `TaskList`: [allow call "builtin/task-list"]
        mapped 3 tools `LSP`: [allow call "builtin/lsp"]
    "#]],
    );
}

#[test]
fn tools_in_parentheses() {
    check(
        "61-tools-in-parentheses.md",
        &expect![[r#"
        approximated
        == context/agents/parentheses.kdl
        agent "parentheses" {
            instructions file="instructions/parentheses.md"
            server "builtin" {
                only "bash" "read" "edit" "web-fetch" "write"
            }
            permissions {
                ask read "/etc/hosts"
                ask write "**" "/**" "~/**"
                ask run "git log **" "git * main" "npm run build"
                ask fetch "https://docs.acme.example/**"
                allow read "src/**"
            }
        }

        == instructions/parentheses.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        left-out 3: `Bash(rm "a b")` is left out: what stands in parentheses cannot be written as a pattern
        left-out 3: `Read(../x)` is left out: what stands in parentheses cannot be written as a pattern
        left-out 3: `WebFetch(acme.example)` is left out: what stands in parentheses cannot be written as a pattern
        left-out 3: `Skill(review)` is left out: what stands in parentheses cannot be written as a pattern
        mapped 3 tools `Bash(git log:*)`: [ask run "git log **"] stricter: Claude Code 2.1.330 takes no notice of the parentheses and gives the whole tool
        mapped 3 tools `Bash(git * main)`: [ask run "git * main"] stricter: Claude Code 2.1.330 takes no notice of the parentheses and gives the whole tool
        mapped 3 tools `Bash(npm run build)`: [ask run "npm run build"] stricter: Claude Code 2.1.330 takes no notice of the parentheses and gives the whole tool
        mapped 3 tools `Read(src/**)`: [allow read "src/**"] stricter: Claude Code 2.1.330 takes no notice of the parentheses and gives the whole tool
        mapped 3 tools `Read(//etc/hosts)`: [ask read "/etc/hosts"] stricter: Claude Code 2.1.330 takes no notice of the parentheses and gives the whole tool
        mapped 3 tools `Edit(*.md)`: [ask write "**/*.md"] stricter: Claude Code 2.1.330 takes no notice of the parentheses and gives the whole tool
        mapped 3 tools `WebFetch(domain:Docs.acme.example)`: [ask fetch "https://docs.acme.example/**"] stricter: Claude Code 2.1.330 takes no notice of the parentheses and gives the whole tool
        mapped 3 tools `Write()`: [ask write "**"; ask write "/**"; ask write "~/**"]
        unmapped 3 tools: Bash(git log:*), Bash(git * main), Bash(npm run build), Bash(rm "a b"), Read(src… ["Bash(rm \"a b\")", "Read(../x)", "WebFetch(acme.example)", "Skill(review)"]
    "#]],
    );
}

#[test]
fn tools_that_are_none() {
    check(
        "62-tools-that-are-none.md",
        &expect![[r#"
        approximated
        == context/agents/no-tools-of-these.kdl
        agent "no-tools-of-these" {
            instructions file="instructions/no-tools-of-these.md"
            server "builtin" {
                only "frobnicate" "ls"
            }
            permissions {
                ask read "/**" "~/**"
                ask call "builtin/frobnicate"
                allow read "**"
            }
        }

        == instructions/no-tools-of-these.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        left-out 3: what of `tools` is no text is left out
        left-out 3: `read` is left out: Claude Code does not know it; did you mean `Read`?
        left-out 3: `BASH` is left out: Claude Code does not know it; did you mean `Bash`?
        uncommon-tool 3: `Frobnicate` is a tool that is not known here, so every call of it is asked
        left-out 3: `Task(worker)` is left out: agents that work is handed to are named one by one, with `delegate` and `allow delegate`
        left-out 3: `AskUserQuestion` is left out: a subagent does not have it
        uncommon-tool 3: `LS` is a tool of earlier versions, which Claude Code 2.1.330 does not have
        left-out 3: `*x` is left out: Claude Code knows no tool of this name
        left-out 3: `mcp__github` is left out: it is a tool of the server `github`, which is not declared
        left-out 3: `7` is left out: Claude Code knows no tool of this name
        mapped 3 tools `Frobnicate`: [ask call "builtin/frobnicate"]
        mapped 3 tools `LS`: [allow read "**"; ask read "/**"; ask read "~/**"]
        unmapped 3 tools: [read, BASH, Frobnicate, Task(worker), AskUserQuestion, LS, "*x", mcp__github, {… ["read", "BASH", "Task(worker)", "AskUserQuestion", "*x", "mcp__github", "7"]
    "#]],
    );
}

#[test]
fn tools_all() {
    check(
        "63-tools-all.md",
        &expect![[r#"
        approximated
        == context/agents/tools-all.kdl
        agent "tools-all" {
            extends "claude-code-tools"
            instructions file="instructions/tools-all.md"
        }

        == instructions/tools-all.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        mapped 3 tools `Read`: []
        unmapped 4 permissionMode: plan []
    "#]],
    );
}

#[test]
fn disallowed() {
    check(
        "64-disallowed.md",
        &expect![[r#"
        approximated
        == context/agents/disallowed.kdl
        agent "disallowed" {
            extends "claude-code-tools"
            instructions file="instructions/disallowed.md"
            permissions {
                deny write "**" "/**" "~/**"
                deny run "**"
                deny call "builtin/write" "builtin/edit" "builtin/bash" "builtin/web-search"
            }
        }

        == instructions/disallowed.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        uncommon-tool 3: `Bash(rm *)` takes all of `Bash` away, in Claude Code too
        left-out 3: `*` is left out: Claude Code knows no tool of this name, and takes nothing away
        mapped 3 disallowedTools `Write`: [deny call "builtin/write"]
        mapped 3 disallowedTools `Edit`: [deny call "builtin/edit"]
        mapped 3 disallowedTools `Bash(rm *)`: [deny call "builtin/bash"]
        mapped 3 disallowedTools `mcp__github`: []
        mapped 3 disallowedTools `WebSearch`: [deny call "builtin/web-search"]
        unmapped 3 disallowedTools: [Write, Edit, Bash(rm *), mcp__github, WebSearch, "*"] ["*"]
    "#]],
    );
}

#[test]
fn disallowed_of_tools() {
    check(
        "65-disallowed-of-tools.md",
        &expect![[r#"
        approximated
        == context/agents/disallowed-of-tools.kdl
        agent "disallowed-of-tools" {
            instructions file="instructions/disallowed-of-tools.md"
            server "builtin" {
                only "read"
            }
            permissions {
                ask read "/**" "~/**"
                allow read "**"
            }
        }

        == instructions/disallowed-of-tools.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        left-out 3: `Bash` is left out: `disallowedTools` takes it away
        left-out 3: `Agent` is left out: `disallowedTools` takes it away
        uncommon-tool 4: `Bash(git push:*)` takes all of `Bash` away, in Claude Code too
        mapped 3 tools `Read`: [allow read "**"; ask read "/**"; ask read "~/**"]
        mapped 4 disallowedTools `Bash(git push:*)`: []
        mapped 4 disallowedTools `Task`: []
        unmapped 3 tools: [Read, Bash, Agent] ["Bash", "Agent"]
    "#]],
    );
}

#[test]
fn never_asks() {
    check(
        "66-never-asks.md",
        &expect![[r#"
        imported
        == context/agents/never-asks.kdl
        agent "never-asks" {
            instructions file="instructions/never-asks.md"
            server "builtin" {
                only "read" "edit" "web-search"
            }
            permissions {
                allow read "**"
            }
        }

        == instructions/never-asks.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        mapped 3 tools `Read`: [allow read "**"]
        mapped 3 tools `Edit`: []
        mapped 3 tools `WebSearch`: []
        mapped 4 permissionMode `dontAsk`: []
    "#]],
    );
}

#[test]
fn never_asks_for_any() {
    check(
        "67-never-asks-for-any.md",
        &expect![[r#"
        approximated
        == context/agents/never-asks-for-any.kdl
        agent "never-asks-for-any" {
            extends "claude-code-tools"
            instructions file="instructions/never-asks-for-any.md"
            permissions {
                deny read "/**" "~/**"
                deny write "**" "/**" "~/**"
                deny run "**"
                deny fetch "**"
                deny call "builtin/skill" "builtin/web-search"
            }
        }

        == instructions/never-asks-for-any.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        mapped 3 permissionMode `dontAsk`: [deny run "**"; deny write "**"; deny write "/**"; deny write "~/**"; deny read "/**"; deny read "~/**"; deny call "builtin/skill"; deny fetch "**"; deny call "builtin/web-search"]
    "#]],
    );
}

#[test]
fn tools_as_mapping() {
    check(
        "68-tools-as-mapping.md",
        &expect![[r#"
        approximated
        == context/agents/tools-as-mapping.kdl
        agent "tools-as-mapping" {
            instructions file="instructions/tools-as-mapping.md"
        }

        == instructions/tools-as-mapping.md
        Body

        no-summary : it gives no description
        no-model : it names no model
        left-out 3: what of `tools` is no text is left out
        no-tools 3: it has no tools
        left-out 4: what of `disallowedTools` is no text is left out
        unmapped 3 tools: {Read: true} []
        unmapped 4 disallowedTools: {Bash: true} []
    "#]],
    );
}

#[test]
fn models() {
    check(
        "70-models.md",
        &expect![[r#"
        approximated
        == context/agents/models.kdl
        agent "models" {
            extends "claude-code-tools"
            model "anthropic/gpt-5"
            instructions file="instructions/models.md"
        }

        == instructions/models.md
        Body

        no-summary : it gives no description
        all-tools : it names no `tools`, which means all of them: it extends `claude-code-tools`, which gives it Claude Code's own, and no server's tools and no other agents
        unknown-model 3: `gpt-5` is no model or alias that is known here; it is written as `anthropic/gpt-5`, because Claude Code asks that provider for it
        mapped 3 model `gpt-5`: [model "anthropic/gpt-5"]
    "#]],
    );
}
