//! What files of the specification become.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;

fn import_of(files: &[(&str, &str)]) -> Imported {
    let input = |(path, text): &(&str, &str)| InputFile {
        path: (*path).to_owned(),
        content: Ok(text.as_bytes().to_vec()),
    };
    let files: Vec<InputFile> = files.iter().map(input).collect();
    import(&files, &Options { has_manifest: true, ..Options::default() })
}

fn check(files: &[(&str, &str)], expected: &Expect) {
    let imported = import_of(files);
    let mut out = String::new();
    for file in &imported.files {
        let _ = writeln!(out, "== {}\n{}", file.path, String::from_utf8_lossy(&file.bytes));
    }
    for line in imported.report.lines() {
        let _ = writeln!(out, "{line}");
    }
    expected.assert_eq(&out);
}

const CLERK: &str = r#"{
  "component_type": "Agent", "agentspec_version": "26.1.2", "id": "a", "name": "Clerk",
  "description": "Answers tickets",
  "system_prompt": "Answer.\n",
  "llm_config": {
    "component_type": "LlmConfig", "id": "m", "name": "m", "provider": "anthropic", "model_id": "claude-sonnet-4-5-20250929",
    "api_key": "abc", "default_generation_parameters": {"temperature": 0.2, "max_tokens": 100, "top_k": 4}
  },
  "toolboxes": [{
    "component_type": "MCPToolBox", "id": "b", "name": "tickets",
    "client_transport": {
      "component_type": "StreamableHTTPTransport", "id": "t", "name": "t", "url": "https://mcp.acme.example/tickets",
      "headers": {"X-Team": "support"}, "sensitive_headers": {"Authorization": "Bearer abc"}
    },
    "tool_filter": ["get_ticket", {"component_type": "MCPToolSpec", "name": "close", "requires_confirmation": true}]
  }],
  "tools": [{"component_type": "ServerTool", "name": "pay"}]
}"#;

#[test]
fn an_agent_has_its_model_and_the_tools_of_its_toolboxes() {
    check(
        &[("clerk.json", CLERK)],
        &expect![[r#"
            == context/agents/clerk.kdl
            agent "clerk" {
                title "Clerk"
                summary "Answers tickets"
                model "anthropic/claude-sonnet-4-5-20250929" {
                    temperature 0.2
                    max-output-tokens 100
                }
                instructions file="instructions/clerk.md"
                server "tickets" {
                    only "get_ticket" "close"
                }
                permissions {
                    ask call "tickets/close"
                    allow call "tickets/get_ticket"
                }
            }

            == context/secrets.kdl
            secret "tickets-authorization" {
                from "env" "TICKETS_AUTHORIZATION"
            }

            == context/servers/tickets.kdl
            server "tickets" {
                url "https://mcp.acme.example/tickets"
                header "X-Team" value="support"
                header "Authorization" secret="tickets-authorization"
            }

            == instructions/clerk.md
            Answer.

            approximated as `clerk`: clerk.json
              line 2: `Clerk` is written as `clerk`, and kept as its title
              line 5: `api_key` holds a secret, which is left out: revoke it
              line 10: `Authorization` of `tickets` holds a secret, which is taken out: revoke it, and keep the new one where the `secret` says

            `mcpServers` was mapped: 1 file (`tickets` 1)
            `tool_filter` was mapped: 1 file (`close` 1, `get_ticket` 1)
            `default_generation_parameters.top_k` was not mapped: 1 file
            `llm_config.api_key` was not mapped: 1 file
            `tools` was not mapped: 1 file
            1 file: 0 imported, 1 approximated, 0 refused, 0 ignored
        "#]],
    );
}

#[test]
fn a_toolbox_that_lists_no_tools_gives_all_of_them() {
    let all = r#"{"component_type": "Agent", "agentspec_version": "26.1.2", "name": "a", "toolboxes": [
        {"component_type": "MCPToolBox", "name": "x", "client_transport": {"component_type": "StdioTransport", "command": "x-mcp"}},
        {"component_type": "MCPToolBox", "name": "y", "requires_confirmation": true,
         "client_transport": {"component_type": "StdioTransport", "command": "y-mcp", "cwd": "/srv"}},
        {"component_type": "MCPToolBox", "name": "z", "tool_filter": ["*", "a/b", 7],
         "client_transport": {"component_type": "StdioTransport", "command": "z-mcp"}},
        {"$component_ref": "elsewhere"}
    ]}"#;
    check(
        &[("a.json", all)],
        &expect![[r#"
        == context/agents/a.kdl
        agent "a" {
            server "x"
            server "y"
            permissions {
                ask call "y/*"
                allow call "x/*"
            }
        }

        == context/servers/x.kdl
        server "x" {
            command "x-mcp"
        }

        == context/servers/y.kdl
        server "y" {
            command "y-mcp"
        }

        == context/servers/z.kdl
        server "z" {
            command "z-mcp"
        }

        approximated as `a`: a.json
          line 5: a tool of `z` is left out: `*` is no name of one
          line 5: a tool of `z` is left out: `a/b` is no name of one
          line 5: a tool of `z` is left out: `` is no name of one
          line 7: the toolbox `elsewhere` is left out: it is not in the file

        `mcpServers` was mapped: 1 file (`x` 1, `y` 1, `z` 1)
        `client_transport.cwd` was not mapped: 1 file
        1 file: 0 imported, 1 approximated, 0 refused, 0 ignored
    "#]],
    );
}

#[test]
fn servers_that_differ_are_two_and_those_that_do_not_are_one() {
    let agent = |name: &str, url: &str| {
        format!(
            r#"{{"component_type": "Agent", "name": "{name}", "toolboxes": [{{"component_type": "MCPToolBox", "name": "s",
            "tool_filter": ["t"], "client_transport": {{"component_type": "SSETransport", "url": "{url}"}}}}]}}"#
        )
    };
    let (one, two) = (agent("one", "https://a.example/"), agent("two", "https://b.example/"));
    let three = agent("three", "https://a.example/");
    let imported = import_of(&[("1.json", &one), ("2.json", &two), ("3.json", &three)]);
    let used = |agent: &str| {
        let path = format!("context/agents/{agent}.kdl");
        let file = imported.files.iter().find(|file| file.path.as_str() == path).expect("an agent");
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        text.lines().find(|line| line.contains("server")).map(|line| line.trim().to_owned())
    };
    assert_eq!(used("one").as_deref(), Some("server \"s\" {"));
    assert_eq!(used("two").as_deref(), Some("server \"s-2\" {"));
    assert_eq!(used("three").as_deref(), Some("server \"s\" {"));
}

#[test]
fn what_is_no_agent_is_told() {
    check(
        &[
            ("package.json", "{}"),
            ("flow.json", r#"{"component_type": "Flow", "agentspec_version": "26.1.2"}"#),
            ("broken.json", "{"),
        ],
        &expect![[r#"
            ignored: package.json
              it is no agent of the Open Agent Specification
            refused: broken.json
              it is no JSON: EOF while parsing an object at line 1 column 1
            refused: flow.json
              it is a component, and no agent

            3 files: 0 imported, 0 approximated, 2 refused, 1 ignored
        "#]],
    );
}

#[test]
fn what_is_rendered_is_imported_again() {
    let text = r#"
server "tickets" { url "https://mcp.acme.example/tickets"; header "X-Team" value="support"; tool "get"; tool "close"; tool "drop"; }
server "files" { command "files-mcp" "--root" "/srv"; tool "list"; }
agent "clerk" {
    summary "Answers tickets"
    model "anthropic/claude-sonnet-4-5-20250929" { temperature 0.5; top-p 0.9; max-output-tokens 900; }
    instructions "Answer."
    server "tickets"
    server "files"
    permissions { allow call "tickets/get" "files/list"; ask call "tickets/close"; }
}
"#;
    let workspace = crate::workspace::load(&crate::world::Memory::example(text));
    let targets = crate::render::Targets::new(workspace.fleet(), workspace.assets());
    let (target, _) = targets.read(targets.find("agent-spec@2").expect("a target"));
    let rendered = crate::render::render(&workspace, None, &target, &[]);
    assert!(rendered.refusals.is_empty(), "{:?}", rendered.refusals);
    let files = rendered.files.iter();
    let files: Vec<(&str, &str)> = files
        .map(|file| (file.path.as_str(), std::str::from_utf8(&file.bytes).expect("a text")))
        .collect();
    check(
        &files,
        &expect![[r#"
        == context/agents/clerk.kdl
        agent "clerk" {
            summary "Answers tickets"
            model "anthropic/claude-sonnet-4-5-20250929" {
                max-output-tokens 900
                temperature 0.5
                top-p 0.9
            }
            instructions file="instructions/clerk.md"
            server "tickets" {
                only "get" "close"
            }
            server "files" {
                only "list"
            }
            permissions {
                ask call "tickets/close"
                allow call "tickets/get" "files/list"
            }
        }

        == context/servers/files.kdl
        server "files" {
            command "files-mcp" "--root" "/srv"
        }

        == context/servers/tickets.kdl
        server "tickets" {
            url "https://mcp.acme.example/tickets"
            header "X-Team" value="support"
        }

        == instructions/clerk.md
        Answer.

        `mcpServers` was mapped: 1 file (`files` 1, `tickets` 1)
        `tool_filter` was mapped: 1 file (`close` 1, `get` 1, `list` 1)
        1 file: 1 imported, 0 approximated, 0 refused, 0 ignored
    "#]],
    );
}

#[test]
fn agents_are_found_beside_what_other_tools_have() {
    let input = |(path, text): (&str, &str)| InputFile {
        path: path.to_owned(),
        content: Ok(text.as_bytes().to_vec()),
    };
    let formats = |files: &[InputFile]| {
        let found = super::super::found(files);
        found.into_iter().map(|importer| importer.name).collect::<Vec<_>>()
    };
    let agent = ("agents/clerk.json", CLERK);
    let settings = (".claude/settings.json", "{\"agentspec_version\": 1}");
    let package = ("package.json", "{}");
    assert_eq!(formats(&[agent, package].map(input)), ["agent-spec"]);
    assert_eq!(formats(&[settings, agent].map(input)), ["claude-code", "agent-spec"]);
    assert_eq!(formats(&[settings, package].map(input)), ["claude-code"]);
    assert_eq!(formats(&[("reviewer.md", "Review."), package].map(input)), ["claude-agents"]);
}
