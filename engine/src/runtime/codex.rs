//! Codex: its own tools by their names here and there, and what of it is switched off where nobody declares it.

use bailiwick_schema::vocabulary::BUILTIN;

use crate::permission::Effect;

/// The version that was looked at.
pub const VERSION: &str = "0.169.0";

/// The day on which it was looked at.
pub const AS_OF: &str = "2026-11-23";

/// Who serves a model that Codex names without a provider.
pub const PROVIDER: &str = "openai";

/// Its tools that no setting takes away, as tools of `builtin`, by the names of what they do in every runtime: `update_plan` keeps
/// the list of what is to do, and `request_user_input` puts a question to a person, so that nothing comes of it without one.
///
/// Source: the tools that version 0.169.0 offered to a stand-in of the service, with everything below switched off.
pub static OWN: &[(&str, Effect)] =
    &[("ask-user-question", Effect::Ask), ("todo-write", Effect::Allow)];

/// Those that are there as soon as a server is: `list_mcp_resources`, `list_mcp_resource_templates` and `read_mcp_resource`.
pub static OWN_WITH_SERVERS: &[(&str, Effect)] =
    &[("list-mcp-resources-tool", Effect::Allow), ("read-mcp-resource-tool", Effect::Allow)];

/// Features that give a session more than commands, patches, images and the tools of servers, or that change how these are
/// decided; sorted.
///
/// Source: `codex features list` of version 0.169.0.
pub static FEATURES: &[&str] = &[
    "apps",
    "artifact",
    "browser_use",
    "browser_use_external",
    "browser_use_full_cdp_access",
    "chronicle",
    "code_mode",
    "code_mode_only",
    "computer_use",
    "deferred_executor",
    "exec_permission_approvals",
    "goals",
    "guardian_approval",
    "image_generation",
    "in_app_browser",
    "in_app_local_automation",
    "memories",
    "multi_agent_v2",
    "network_proxy",
    "plugins",
    "remote_plugin",
    "request_permissions_tool",
    "skill_mcp_dependency_install",
    "standalone_web_search",
    "tool_suggest",
    "unified_exec_tty",
];

/// The word of Codex for a declared model; other providers are named, too.
#[must_use]
pub fn model_word(declared: &str) -> &str {
    match declared.split_once('/') {
        Some((PROVIDER, model)) => model,
        _ => declared,
    }
}

/// A tool of Codex's own as it is declared: `builtin/web-search`.
#[must_use]
pub fn declared_tool(name: &str) -> String {
    format!("{BUILTIN}/{name}")
}

#[cfg(test)]
mod tests {
    use super::{FEATURES, OWN, OWN_WITH_SERVERS, model_word};

    #[test]
    fn lists_are_sorted_and_models_are_named_as_codex_does() {
        assert!(FEATURES.is_sorted_by(|a, b| a < b));
        for list in [OWN, OWN_WITH_SERVERS] {
            assert!(list.is_sorted_by(|(a, _), (b, _)| a < b));
        }
        assert_eq!(model_word("openai/gpt-5"), "gpt-5");
        assert_eq!(model_word("azure/gpt-5"), "azure/gpt-5");
    }
}
