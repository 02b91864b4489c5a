//! What imported agents may use, and the models that they run on.

use expect_test::expect;

use super::super::claude_agents;
use super::super::{Imported, Options};
use super::{import, input};

/// The text of an output file.
fn text(imported: &Imported, path: &str) -> String {
    let file = imported.files.iter().find(|file| file.path.as_str() == path);
    file.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default()
}

#[test]
fn agents_that_name_no_tools_share_one_base() {
    let files = [input("a.md", "---\nname: a\n---\nA"), input("b.md", "---\nname: b\n---\nB")];
    let imported = import(&files, true);
    expect![[r#"
        // As Claude Code 2.1.330 decides where no rule says anything (2026-11-23).
        // MCP servers and other agents are named by each agent that uses them.
        base "claude-code-tools" {
            summary "What Claude Code gives a subagent that names no tools"
            server "builtin"
            permissions {
                ask read "/**" "~/**"
                ask write "**" "/**" "~/**"
                ask run "**"
                ask fetch "**"
                ask call "builtin/skill" "builtin/web-search"
                allow read "**"
                allow call "builtin/cron-create" "builtin/cron-delete" "builtin/cron-list" "builtin/enter-worktree"
                allow call "builtin/exit-worktree" "builtin/lsp" "builtin/list-agents" "builtin/report-findings"
                allow call "builtin/send-message" "builtin/task-create" "builtin/task-get" "builtin/task-list"
                allow call "builtin/task-output" "builtin/task-stop" "builtin/task-update" "builtin/todo-write"
                allow call "builtin/tool-search"
            }
        }
    "#]].assert_eq(&text(&imported, "context/bases/claude-code-tools.kdl"));
    assert!(text(&imported, "context/agents/b.kdl").contains("extends \"claude-code-tools\""));
}

#[test]
fn a_base_that_the_workspace_has_is_left_alone() {
    let bases = vec!["claude-code-tools".to_owned()];
    let options = Options { has_manifest: true, bases, ..Options::default() };
    let imported = claude_agents::import(&[input("a.md", "---\nname: a\n---\nA")], &options);
    assert_eq!(imported.files.len(), 2);
}

#[test]
fn tools_of_declared_servers_are_asked_for() {
    let servers = ["github", "docs"].map(str::to_owned).to_vec();
    let options = Options { has_manifest: true, servers, ..Options::default() };
    let text_of = |entries: &str| {
        let file = input("a.md", &format!("---\nname: a\n{entries}\n---\nA"));
        text(&claude_agents::import(&[file], &options), "context/agents/a.kdl")
    };
    expect![[r#"
        agent "a" {
            instructions file="instructions/a.md"
            server "builtin" {
                only "skill"
            }
            server "github" {
                only "get_issue" "list_*"
            }
            server "docs"
            permissions {
                ask call "github/get_issue" "builtin/skill" "github/list_*" "docs/*"
            }
        }
    "#]].assert_eq(&text_of(
        "tools: mcp__github__get_issue, Skill, mcp__github__list_*, mcp__docs, mcp__jira__get, mcp__githubx__a, mcp__github__a/b",
    ));
    expect![[r#"
        agent "a" {
            instructions file="instructions/a.md"
            server "docs" {
                only "read"
            }
            permissions {
                ask call "docs/read"
            }
        }
    "#]].assert_eq(&text_of(
        "tools: mcp__github__get_issue, mcp__docs__read, mcp__docs__find\ndisallowedTools: mcp__github, mcp__docs__find",
    ));
}

#[test]
fn parentheses_become_patterns_that_say_no_more() {
    let words = [
        "Bash(git log:*)",
        "Bash(git log *)",
        "Bash(git log*)",
        "Bash(git log)",
        "Bash(*)",
        "Bash(:*)",
        "Bash( * )",
        "Bash(git **)",
        "Bash(a && b)",
        "Bash($X)",
        "Bash(\\\\rm *)",
        "Read(src/**)",
        "Read(./src/a.rs)",
        "Read(src)",
        "Read(**)",
        "Read(/src/**)",
        "Read(//etc/**)",
        "Read(~/notes/**)",
        "Read(a/~/b)",
        "Read(src/**x)",
        "Read(../a)",
        "Write({a,b})",
        "WebFetch(domain:acme.example)",
        "WebFetch(domain:*.Acme.example)",
        "WebFetch(domain:*)",
        "WebFetch(domain:)",
        "WebFetch(domain:a/b)",
        "WebFetch(acme.example)",
        "Monitor(tail *)",
    ];
    let files: Vec<_> = words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let text = format!("---\nname: a{at}\ntools: [\"{word}\"]\n---\nA");
            input(&format!("{at:03}.md"), &text)
        })
        .collect();
    let imported = import(&files, true);
    let out: Vec<String> = imported
        .report
        .files
        .iter()
        .zip(words)
        .map(|(file, word)| {
            let written: Vec<_> =
                file.mapped.iter().flat_map(|word| word.written.clone()).collect();
            let written = if written.is_empty() { "nothing".into() } else { written.join("; ") };
            format!("{word}: {written}")
        })
        .collect();
    expect![[r#"
        Bash(git log:*): ask run "git log **"
        Bash(git log *): ask run "git log **"
        Bash(git log*): ask run "git log*"
        Bash(git log): ask run "git log"
        Bash(*): ask run "**"
        Bash(:*): ask run "**"
        Bash( * ): ask run "**"
        Bash(git **): nothing
        Bash(a && b): nothing
        Bash($X): nothing
        Bash(\\rm *): nothing
        Read(src/**): allow read "src/**"
        Read(./src/a.rs): allow read "src/a.rs"
        Read(src): allow read "**/src"
        Read(**): allow read "**"
        Read(/src/**): nothing
        Read(//etc/**): ask read "/etc/**"
        Read(~/notes/**): ask read "~/notes/**"
        Read(a/~/b): nothing
        Read(src/**x): nothing
        Read(../a): nothing
        Write({a,b}): nothing
        WebFetch(domain:acme.example): ask fetch "https://acme.example/**"
        WebFetch(domain:*.Acme.example): ask fetch "https://*.acme.example/**"
        WebFetch(domain:*): ask fetch "**"
        WebFetch(domain:): nothing
        WebFetch(domain:a/b): nothing
        WebFetch(acme.example): nothing
        Monitor(tail *): ask run "tail **""#]]
    .assert_eq(&out.join("\n"));
}

#[test]
fn models_are_named_inherited_or_told() {
    let models = [
        "inherit",
        "claude-opus-4-5-20251101",
        "openai/gpt-5",
        "gpt-5",
        "sonnet[1m]",
        "[opus, sonnet]",
        "",
    ];
    let files: Vec<_> = models
        .iter()
        .enumerate()
        .map(|(at, model)| {
            input(&format!("{at}.md"), &format!("---\nname: a{at}\nmodel: {model}\n---\nA"))
        })
        .collect();
    let imported = import(&files, true);
    let texts = imported.files.iter().map(|file| String::from_utf8_lossy(&file.bytes));
    let mut out: Vec<String> = texts
        .flat_map(|text| {
            text.lines()
                .filter(|line| line.contains("model"))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    out.extend(imported.report.lines());
    expect![[r#"
            model "anthropic/claude-opus-4-5-20251101"
            model "openai/gpt-5"
            model "anthropic/gpt-5"
        approximated as `a4`: 4.md
          line 3: the model `sonnet[1m]` is not written: it is not spelled as models are
        approximated as `a5`: 5.md
          line 3: `model` is a list, where a text should be; it is not written

        `inherit` means the model of whoever starts the agent, so no `model` was written: 1 file
        no model: 1 file
        no `tools`, which means all of them: they extend a base with the runtime's own, and get no other agents and no server but those imported with them (stricter): 7 files
        no description: 7 files
        `gpt-5` is no model or alias that is known here; it is written as `anthropic/gpt-5`, because Claude Code asks that provider for it: 1 file
        `model` was mapped: 4 files (`claude-opus-4-5-20251101` 1, `gpt-5` 1, `inherit` 1, `openai/gpt-5` 1)
        `model` was not mapped: 2 files
        7 files: 0 imported, 7 approximated, 0 refused, 0 ignored"#]]
    .assert_eq(&out.join("\n"));
}
