//! One file with slips in it: each is reported, and nothing around them is lost.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use bailiwick_schema::span::LineIndex;
use expect_test::{Expect, expect};

/// Every finding of these files as `path:line code message`, one a line.
#[track_caller]
fn check(files: &str, expected: &Expect) {
    let workspace = load(&Memory::example(files));
    let mut found = String::new();
    for diagnostic in workspace.diagnostics().diagnostics {
        let text = workspace.source(&diagnostic.primary.path).unwrap();
        let lines = LineIndex::new(&text);
        let line = lines.position(&text, diagnostic.primary.span.start).line;
        let (path, code) = (&diagnostic.primary.path, diagnostic.rule.code);
        found += &format!("{path}:{line} {code} {}\n", diagnostic.message);
    }
    expected.assert_eq(&found);
}

#[test]
fn three_slips_in_one_file_hide_neither_its_healthy_node_nor_the_other_files() {
    check(
        r#"
-- people.kdl --
principal "team/desk" {
    title "Desk"
    email "desk@acme.example"
}
-- agents/wounded.kdl --
agent "unclosed-text" {
    title "Never closed
    owner "team/desk"
}
agent "old-keyword" {
    title "Asks in the old way"
    memory "notes" read=true
}
agent "no-value" {
    owner "team/desk"
    server "tickets" tool=
}
agent "healthy" {
    title "Healthy"
    owner "team/desk"
    model "anthropic/claude-sonnet-4-5-20250929"
    server "ticket-desk"
}
-- agents/sound.kdl --
agent "clerk" {
    owner "team/nobody"
    sumary "misspelled"
}
-- agents/other.kdl --
agent "clerk" {
    owner "team/desk"
    limits {
        wall-clock "soon"
    }
}
"#,
        &expect![[r#"
            agents/other.kdl:4 BW2011 `soon` is not a time span: `soon` does not start with a whole number
            agents/sound.kdl:1 BW3002 the agent `clerk` is declared twice
            agents/sound.kdl:2 BW3001 no principal is called `team/nobody`
            agents/sound.kdl:3 BW2001 unknown node `sumary` in `agent`
            agents/wounded.kdl:2 BW1010 the text has no closing quote
            agents/wounded.kdl:7 BW3001 no memory is called `notes`
            agents/wounded.kdl:7 BW2002 `memory` has no property `read`
            agents/wounded.kdl:7 BW1042 `true` is written without `#`
            agents/wounded.kdl:11 BW3001 no server is called `tickets`
            agents/wounded.kdl:11 BW1026 no value behind `tool=`
            agents/wounded.kdl:17 BW3001 no server is called `ticket-desk`
            people.kdl:2 BW2019 `title` does not belong in `principal`
        "#]],
    );
}

#[test]
fn a_wounded_file_keeps_its_names() {
    check(
        r#"
-- servers.kdl --
server "tickets" {
    url "https://mcp.acme.example/tickets"
    oops = = =
}
base "desk" {
    owner "team/desk"
    title "half
}
principal "team/desk" {
    email "desk@acme.example"
-- agents.kdl --
agent "clerk" {
    extends "desk"
    server "tickets"
}
"#,
        &expect![[r#"
            servers.kdl:3 BW2001 unknown node `oops` in `server`
            servers.kdl:3 BW1027 `=` without a property key
            servers.kdl:3 BW1027 `=` without a property key
            servers.kdl:3 BW1027 `=` without a property key
            servers.kdl:7 BW1010 the text has no closing quote
            servers.kdl:9 BW1014 the children block of `principal "team/desk"` has no closing brace
        "#]],
    );
}
