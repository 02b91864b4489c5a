//! The servers of Claude Code's project: each that an agent uses, and no secret.

use expect_test::{Expect, expect};

use super::rendered;

fn check(servers: &str, expected: &Expect) {
    let text = format!(
        "secret \"tickets-token\"\nsecret \"base key\"\n{servers}\nagent \"clerk\" {{ server \"builtin\" {{ only \"read\"; }}; server \"tickets\"; server \"base\"; }}\nagent \"other\" {{ server \"tickets\" {{ only \"get\"; }}; }}\nserver \"unused\" {{ url \"https://unused.example\"; }}"
    );
    let rendered = rendered(&text, "claude-code");
    let file = rendered.files.iter().find(|file| file.path == ".mcp.json");
    let mut text = file.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    for refusal in &rendered.refusals {
        text.get_or_insert_default().push_str(&format!("refused: {}\n", refusal.message));
    }
    expected.assert_eq(&text.unwrap_or_default());
}

#[test]
fn servers_are_written_once_with_variables_in_place_of_secrets() {
    check(
        r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="tickets-token"
    header "X-Team" value="support"
}
server "base" { command "npx" "-y" "base@1.0.0"; env "KEY" secret="base key"; env "MODE" value="fast"; }
"#,
        &expect![[r#"
            {
              "mcpServers": {
                "base": {
                  "type": "stdio",
                  "command": "npx",
                  "args": [
                    "-y",
                    "base@1.0.0"
                  ],
                  "env": {
                    "KEY": "${BASE_KEY}",
                    "MODE": "fast"
                  }
                },
                "tickets": {
                  "type": "http",
                  "url": "https://mcp.acme.example/tickets",
                  "headers": {
                    "Authorization": "${TICKETS_TOKEN}",
                    "X-Team": "support"
                  }
                }
              }
            }
        "#]],
    );
}

#[test]
fn a_text_in_which_a_variable_would_be_put_is_refused() {
    let base = r#"server "base" { command "base"; }"#;
    for tickets in [
        r#"url "https://mcp.acme.example"; header "X" value="a ${HOME}";"#,
        r#"command "tickets" "${HOME}";"#,
        r#"command "tickets"; env "X" value="${HOME:-x}";"#,
    ] {
        let text = format!(
            "server \"tickets\" {{ {tickets} }}\n{base}\nagent \"clerk\" {{ server \"tickets\"; server \"base\"; }}"
        );
        let refusals = rendered(&text, "claude-code").refusals;
        let found =
            refusals.iter().any(|refusal| refusal.message.contains("does not meet its schema"));
        assert!(found, "{tickets}: {refusals:?}");
    }
}

#[test]
fn without_servers_there_is_no_file() {
    let rendered =
        rendered("agent \"clerk\" { server \"builtin\" { only \"read\"; }; }", "claude-code");
    assert!(rendered.refusals.is_empty(), "{:?}", rendered.refusals);
    assert!(rendered.files.iter().all(|file| file.path != ".mcp.json"));
}
