//! The standard library's modules: clean when all are used together, each lifecycle in its turn, and laid out canonically.

use std::fmt::Write as _;

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use bailiwick_schema::format::format;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{Limits, parse};
use bailiwick_schema::vocabulary::Kind;

/// A workspace that uses every module, with one of the lifecycles, and an agent that reaches every server.
fn workspace(lifecycle: &str) -> String {
    let mut text = String::from("workspace \"all\" {\n    edition 1\n}\n");
    for (name, _) in bailiwick_stdlib::modules() {
        if !name.starts_with("std/lifecycle/") || name == lifecycle {
            let _ = writeln!(text, "use \"{name}\"");
        }
    }
    for secret in ["github-token", "postgres-dsn", "slack-bot-token"] {
        let _ = writeln!(text, "secret \"{secret}\" {{ from \"vault\" \"kv/{secret}#value\"; }}");
    }
    text.push_str("environment \"dev\" { tracks; }\n");
    text.push_str("principal \"team\" { email \"team@acme.example\"; }\n");
    text.push_str("agent \"clerk\" {\n    owner \"team\"\n    stage \"active\"\n");
    text.push_str("    model \"anthropic/claude-sonnet-4-5-20250929\"\n");
    text.push_str("    extends \"std/coder\" \"std/operator\" \"std/reader\" \"std/support\"\n");
    for (name, _) in bailiwick_stdlib::modules() {
        if let Some(server) =
            name.strip_prefix("std/server/").and_then(|rest| rest.split('@').next())
        {
            let _ = writeln!(text, "    server \"{server}\"");
        }
    }
    text.push_str("}\n");
    text
}

#[test]
fn all_modules_together_have_nothing_to_be_found() {
    let lifecycles: Vec<&str> = bailiwick_stdlib::modules()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("std/lifecycle/"))
        .collect();
    assert!(!lifecycles.is_empty());
    for lifecycle in lifecycles {
        let workspace = load(&Memory::new([("bailiwick.kdl", workspace(lifecycle))]));
        let found: Vec<String> = workspace
            .diagnostics()
            .diagnostics
            .iter()
            .map(|found| format!("{:?} {}: {}", found.primary.path, found.rule.name, found.message))
            .collect();
        assert!(found.is_empty(), "with {lifecycle}:\n{}", found.join("\n"));
        assert!(workspace.fleet().sorted(Kind::Server).len() >= 8);
    }
}

#[test]
fn every_module_is_laid_out_as_the_formatter_does() {
    for (name, text) in bailiwick_stdlib::modules() {
        let parsed = parse(&FilePath::new(name), text.into(), &Limits::default());
        assert_eq!(format(&parsed).as_deref(), Some(text), "{name}");
    }
}
