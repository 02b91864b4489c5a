//! Tests of what is known of Claude Code.

use bailiwick_schema::vocabulary::Kind;

use super::*;
use crate::permission::{Action, Arguments, Authority};
use crate::workspace;
use crate::world::Memory;

#[test]
fn every_name_leads_back() {
    for row in TOOLS {
        assert_eq!(declared_name(row.name).as_deref(), Some(row.declared));
        assert_eq!(source_name(row.declared), row.name);
    }
    for name in ["Frobnicate", "FrobNicate2", "FrobXY", "BASH", "Ls", "Lsp", "X"] {
        let declared = declared_name(name).unwrap_or_default();
        assert_eq!(source_name(&declared), name, "{declared}");
        assert!(TOOLS.iter().all(|row| row.declared != declared), "{declared} is another tool");
    }
}

#[test]
fn what_is_no_name_of_a_tool_is_none() {
    for name in ["read", "", "Web*", "mcp__a__b", "A/B", "A-B", "A B", "Ärger"] {
        assert_eq!(declared_name(name), None, "{name}");
    }
}

#[test]
fn tools_are_sorted_and_differ() {
    assert!(TOOLS.is_sorted_by(|a, b| a.name < b.name));
    let mut declared: Vec<_> = TOOLS.iter().map(|row| row.declared).collect();
    declared.sort_unstable();
    declared.dedup();
    assert_eq!(declared.len(), TOOLS.len());
}

#[test]
fn hidden_tools_are_sorted_and_no_others() {
    assert!(HIDDEN.is_sorted_by(|a, b| a < b));
    for name in HIDDEN {
        assert!(tool(name).is_none(), "{name}");
        let declared = declared_name(name).unwrap_or_default();
        assert_eq!(source_name(&declared), *name, "{declared}");
    }
}

#[test]
fn what_may_be_used_unasked_is_read_off_the_list() {
    let unasked: Vec<&str> = unasked().collect();
    for name in ["TaskCreate", "SendMessage", "LSP", "Skill", "CronDelete", "RemoteTrigger"] {
        assert!(unasked.contains(&name), "{name}");
    }
    for name in ["Read", "Bash", "Agent", "WebSearch", "TodoRead"] {
        assert!(!unasked.contains(&name), "{name}");
    }
}

#[test]
fn models_lead_back() {
    for word in ["sonnet", "Opus", "claude-sonnet-4-5-20250929", "gpt-5"] {
        assert_eq!(model_word(&declared_model(word)), Some(word));
    }
    assert_eq!(model_word(&declared_model("openai/gpt-5")), None);
    assert_eq!(alias("SONNET").map(|alias| alias.model), Some("claude-sonnet-5-5"));
    assert_eq!(alias("default"), None);
}

const BUILTIN_TOOLS: &str = r#"
workspace "acme" {
    edition 1
}
environment "dev" {
    tracks
}
base "all" {
    server "builtin"
}
agent "some" {
    instructions "Search."
    server "builtin" {
        only "web-search" "read" "frob"
    }
    permissions {
        ask call "builtin/web-search"
        allow call "builtin/frob"
        allow read "docs/**"
    }
}
agent "every" {
    instructions "Search."
    extends "all"
    permissions {
        allow call "builtin/*"
    }
}
agent "none" {
    instructions "Search."
    permissions {
        deny call "builtin/web-search"
    }
}
"#;

#[test]
fn the_runtimes_own_tools_are_declared_nowhere_and_given_by_name() {
    let workspace = workspace::load(&Memory::new([("bailiwick.kdl", BUILTIN_TOOLS)]));
    let shown = workspace.diagnostics();
    let found: Vec<_> = shown.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(found, [""; 0]);
    let environment = workspace.fleet().environments().first().copied();
    let look = |agent: &str| {
        let agent = workspace.fleet().find(Kind::Agent, agent).unwrap();
        let effective = workspace.effective(agent, environment);
        let authority = Authority::of(&effective);
        let decide = |tool: &str| {
            let resource = format!("builtin/{tool}");
            authority.decide(Action::Call, &resource, &Arguments::default()).effect.as_str()
        };
        (tools_of(&effective), ["web-search", "frob", "skill"].map(decide))
    };
    let names = ["WebSearch", "Read", "Frob"].map(str::to_owned).to_vec();
    assert_eq!(look("some"), (Some(names), ["ask", "allow", "deny"]));
    assert_eq!(look("every"), (None, ["allow", "allow", "allow"]));
    assert_eq!(look("none"), (Some(Vec::new()), ["deny", "deny", "deny"]));
}
