//! Names of models as their makers spell them.

use super::{ModelName, retirement};

fn floats(name: &str) -> bool {
    ModelName::parse(name).is_some_and(|name| name.floats().is_some())
}

#[test]
fn fixed_names_are_fixed() {
    for name in [
        "anthropic/claude-sonnet-4-5-20250929",
        "anthropic/claude-3-haiku-20240307",
        "anthropic/claude-opus-4-7",
        "anthropic/claude-sonnet-4-6",
        "anthropic/claude-sonnet-5",
        "openai/gpt-5-mini-2025-08-07",
        "openai/gpt-4-0613",
        "openai/gpt-4-0125-preview",
        "azure/our-deployment",
        "google/gemini-2.5-pro",
        "google/gemini-3.1-pro-preview",
        "google/gemini-1.5-pro-002",
        "vertex/claude-sonnet-4-5@20250929",
        "bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0",
        "bedrock/amazon.nova-pro-v1:0",
        "mistral/mistral-large-2411",
        "mistral/open-mixtral-8x7b",
        "ollama/llama3.1@sha256:46e0c10c039e",
        "huggingface/meta-llama/Llama-3.1-8B-Instruct@0123abc",
        "acme/our-model",
    ] {
        assert!(!floats(name), "{name}");
    }
}

#[test]
fn moving_names_move() {
    for name in [
        "anthropic/claude-sonnet-4-5",
        "anthropic/claude-3-5-sonnet-latest",
        "anthropic/claude-opus-4-1",
        "anthropic/sonnet",
        "openai/gpt-5",
        "openai/gpt-4o",
        "openai/chatgpt-4o-latest",
        "openai/o3",
        "google/gemini-pro",
        "google/gemini-1.5-pro",
        "google/gemini-flash-latest",
        "bedrock/anthropic.claude-sonnet",
        "mistral/mistral-large",
        "mistral/mistral-large-latest",
        "ollama/llama3.1",
        "ollama/llama3.1:8b",
        "xai/grok-4",
        "acme/our-model:latest",
    ] {
        assert!(floats(name), "{name}");
    }
}

#[test]
fn retirements_are_told_by_provider_and_date() {
    let date = |name: &str| {
        let found = ModelName::parse(name).and_then(retirement);
        found.map(|found| (found.date, found.is_past))
    };
    assert_eq!(date("anthropic/claude-3-opus-20240229"), Some(("2026-01-05", true)));
    assert_eq!(date("openai/gpt-5-mini-2025-08-07"), Some(("2026-12-11", false)));
    assert_eq!(date("openai/gpt-4-32k-0613"), Some(("2025-06-06", true)));
    assert_eq!(date("openai/o1"), Some(("2026-10-23", true)));
    assert_eq!(date("openai/gpt-5.5-2026-04-01"), None);
    assert_eq!(date("bedrock/claude-3-opus-20240229"), None);
    assert_eq!(date("anthropic/claude-sonnet-4-5-20250929"), None);
}
