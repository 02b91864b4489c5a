//! OpenFang: its tools by their names here and there, and who serves a model for it.

/// The sources that were looked at.
pub const VERSION: &str = "OpenFang (kernel 00875e0, tools 05b4a50)";

/// The day on which they were looked at.
pub const AS_OF: &str = "2026-11-24";

/// What an agent may use, where a list has to name something and there is nothing to be named: no tool, no skill, no server.
pub const NOTHING: &str = "bailiwick-nothing";

/// Providers that serve models over an interface of their own, as they are declared and as OpenFang names them; sorted.
///
/// Those that start a coding assistant (`claude-code`, `codex`, `qwen-code`, `copilot`) are not among them: OpenFang starts
/// these with their permissions skipped, so that no list of tools holds.
static PROVIDERS: &[(&str, &str)] = &[
    ("anthropic", "anthropic"),
    ("cerebras", "cerebras"),
    ("cohere", "cohere"),
    ("deepseek", "deepseek"),
    ("fireworks", "fireworks"),
    ("google", "gemini"),
    ("groq", "groq"),
    ("mistral", "mistral"),
    ("moonshotai", "moonshot"),
    ("ollama", "ollama"),
    ("openai", "openai"),
    ("openrouter", "openrouter"),
    ("perplexity", "perplexity"),
    ("together", "together"),
    ("xai", "xai"),
];

/// Provider and model of OpenFang for a declared model; none where it is not served by one of those that are known.
#[must_use]
pub fn model(declared: &str) -> Option<(&'static str, &str)> {
    let (provider, model) = declared.split_once('/')?;
    let at = PROVIDERS.binary_search_by(|(name, _)| (*name).cmp(provider)).ok()?;
    PROVIDERS.get(at).map(|(_, name)| (*name, model))
}

/// A name as OpenFang has it in the names of tools.
#[must_use]
pub fn normalized(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::{PROVIDERS, model, normalized};

    #[test]
    fn models_are_served_by_whom_openfang_knows_and_by_no_coding_assistant() {
        assert!(PROVIDERS.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(model("google/gemini-2.5-pro"), Some(("gemini", "gemini-2.5-pro")));
        assert_eq!(model("openrouter/a/b"), Some(("openrouter", "a/b")));
        for other in ["claude-code/opus", "github-copilot/gpt-5", "acme/x", "gpt-5"] {
            assert_eq!(model(other), None, "{other}");
        }
    }

    #[test]
    fn names_differ_by_more_than_case_and_hyphens() {
        assert_eq!(normalized("Get-Ticket"), "get_ticket");
    }
}
