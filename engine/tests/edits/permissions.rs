//! What a base permits is judged in all agents that get it: an edit of any of them may change what is found there.

use std::sync::Arc;

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use bailiwick_schema::path::FilePath;

use crate::shown;

const FILES: &str = r#"
agent "clerk" {
    extends "support"
}
-- support.kdl --
server "pay" {
    url "https://mcp.acme.example/pay"
}
base "guards" {
    permissions {
        deny read "docs/**"
    }
}
base "support" {
    extends "guards"
    permissions {
        allow read "docs/a/**"
        allow call "pay/get"
    }
}
-- open.kdl --
base "open" {
    summary "Takes nothing away"
}
"#;

#[test]
fn a_rule_of_a_base_comes_alive_and_dies_with_its_agents() {
    let world = Memory::example(FILES);
    let mut workspace = load(&world);
    let mut files = Memory::example(FILES);
    let mut counts = Vec::new();
    let clerk = |body: &str| format!("agent \"clerk\" {{\n    extends {body}\n}}\n");
    let alive = "permissions {\n        (remove)deny read \"docs/**\"\n    }";
    for (path, text) in [
        ("context.kdl", clerk(&format!("\"support\"\n    server \"pay\"\n    {alive}"))),
        ("context.kdl", clerk("\"support\"\n    server \"pay\"")),
        ("context.kdl", clerk("\"support\" \"open\"\n    server \"pay\"")),
        ("open.kdl", format!("base \"open\" {{\n    {alive}\n}}\n")),
        ("open.kdl", "base \"open\" {\n    summary \"No more\"\n}\n".to_owned()),
        ("context.kdl", clerk("\"open\"")),
    ] {
        files.insert(path, text.as_str());
        workspace.set_text(&world, &FilePath::from(path), Arc::from(text.as_str()));
        assert_eq!(shown(&workspace), shown(&load(&files)), "{path}: {text}");
        let found = workspace.diagnostics().diagnostics;
        counts.push(found.iter().filter(|found| found.rule.name == "shadowed-rule").count());
    }
    assert_eq!(counts, [0, 1, 1, 0, 1, 0]);
}
