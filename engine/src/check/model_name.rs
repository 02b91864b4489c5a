//! Names of models, `provider/model`: whether a name means the same model tomorrow, and when makers turn models off.

mod retirement;
#[cfg(test)]
mod tests;

use smallvec::SmallVec;

pub use retirement::{AS_OF, retirement};

/// A model's name in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelName<'a> {
    /// Who serves it.
    pub provider: &'a str,
    /// What the provider calls it.
    pub model: &'a str,
}

/// Providers by the names that runtimes give them.
pub const PROVIDERS: &[&str] = &[
    "ai21",
    "alibaba",
    "anthropic",
    "azure",
    "azure-openai",
    "baseten",
    "bedrock",
    "cerebras",
    "cohere",
    "databricks",
    "deepinfra",
    "deepseek",
    "fireworks",
    "github-copilot",
    "github-models",
    "google",
    "google-vertex",
    "groq",
    "huggingface",
    "llamacpp",
    "lmstudio",
    "meta",
    "mistral",
    "moonshotai",
    "nvidia",
    "ollama",
    "openai",
    "openrouter",
    "perplexity",
    "replicate",
    "sagemaker",
    "together",
    "vertex",
    "vertex-ai",
    "vllm",
    "watsonx",
    "xai",
    "zai",
];

impl<'a> ModelName<'a> {
    /// Reads `provider/model`.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let (provider, model) = text.split_once('/')?;
        Some(Self { provider, model })
    }

    /// Why the name may mean another model tomorrow, as a clause for a message; none where it is fixed.
    ///
    /// A name is fixed by a date, by a version that the maker never moves, by a revision (`@…`) or by a digest. Of a
    /// provider that is not known, only names that say so themselves (`latest`) are taken for moving.
    #[must_use]
    pub fn floats(self) -> Option<&'static str> {
        let model = self.model.to_ascii_lowercase();
        if model.contains("@sha256:") || model.contains(":sha256-") {
            return None;
        }
        let words = || model.split(['-', ':', '@', '.', '/', '_']);
        if words().any(|word| ["latest", "default", "auto", "stable", "beta"].contains(&word)) {
            return Some("is an alias that its maker moves");
        }
        if is_dated(&model) || model.contains('@') {
            return None;
        }
        let bare = model.rsplit('/').next().unwrap_or(&model);
        match self.provider {
            "anthropic" => anthropic(bare),
            "openai" | "azure" | "azure-openai" => openai(bare),
            "google" | "vertex" | "vertex-ai" | "google-vertex" => google(bare),
            "bedrock" => bedrock(bare),
            "mistral" => mistral(bare),
            "xai" => (!has_short_date(bare, 4)).then_some("names no version; xAI's end in `-MMDD`"),
            "ollama" | "llamacpp" | "lmstudio" => {
                Some("is whatever this machine pulled last; name a digest")
            }
            "openrouter" => openrouter(bare),
            _ => None,
        }
    }

    /// Whether its provider is one of [`PROVIDERS`].
    #[must_use]
    pub fn is_known_provider(self) -> bool {
        PROVIDERS.contains(&self.provider)
    }
}

/// Whether it holds a date: `20250929`, `2025-08-07` or `2025_08_07`.
fn is_dated(model: &str) -> bool {
    let digits: SmallVec<[&str; 8]> = model.split(|c: char| !c.is_ascii_digit()).collect();
    let year = |text: &str| text.starts_with("20");
    let whole = digits.iter().any(|run| run.len() == 8 && year(run));
    let parted = digits.windows(3).any(
        |run| matches!(run, [a, b, c] if a.len() == 4 && year(a) && b.len() == 2 && c.len() == 2),
    );
    whole || parted
}

/// Whether it ends in a hyphen and this many digits.
fn has_short_date(model: &str, digits: usize) -> bool {
    model.rsplit('-').next().is_some_and(|last| is_number(last) && last.len() == digits)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Up to 4.5 an undated name was an alias; from 4.6 on it is the name of one snapshot.
fn anthropic(model: &str) -> Option<&'static str> {
    let mut numbers =
        model.split(['-', '.']).filter(|word| is_number(word)).filter_map(|word| word.parse().ok());
    let version: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if version == (0, 0) {
        return Some("is an alias that its maker moves");
    }
    (version < (4, 6))
        .then_some("names no date; Anthropic's fixed names up to 4.5 end in `-YYYYMMDD`")
}

fn openai(model: &str) -> Option<&'static str> {
    let parts: Vec<&str> = model.split('-').collect();
    // Snapshots of the first years: `gpt-4-0613`, `gpt-4-0125-preview`. A deployment of Azure has a name of its own.
    let short = parts.iter().any(|part| part.len() == 4 && is_number(part));
    let family = ["gpt", "chatgpt", "o1", "o3", "o4", "codex", "computer", "text"];
    let is_family = parts.first().is_some_and(|first| family.contains(first));
    (is_family && !short).then_some("names no date; OpenAI's fixed names end in `-YYYY-MM-DD`")
}

/// From 2.0 on, a name with a version (`gemini-2.5-pro`) is what Google calls stable, and as fixed as Google offers.
fn google(model: &str) -> Option<&'static str> {
    let parts: Vec<&str> = model.split('-').collect();
    if parts.last().is_some_and(|last| last.len() == 3 && is_number(last)) {
        return None;
    }
    let version = parts.iter().find_map(|part| part.split('.').next()?.parse::<u32>().ok());
    match version {
        _ if !model.starts_with("gemini") && !model.starts_with("text-") => None,
        Some(version) if version >= 2 => None,
        _ => Some("names no version; Google's fixed names before 2.0 end in `-001`"),
    }
}

/// `anthropic.claude-…-v1:0`: a name with a revision is fixed.
fn bedrock(model: &str) -> Option<&'static str> {
    let fixed = model
        .rsplit_once(':')
        .is_some_and(|(name, revision)| is_number(revision) && !name.is_empty());
    let arn = model.starts_with("arn:");
    (!fixed && !arn).then_some("names no revision; Bedrock's fixed names end in `-v1:0`")
}

fn mistral(model: &str) -> Option<&'static str> {
    let plain = model.starts_with("open-") || model.contains("-7b") || model.contains("-8x");
    (!plain && !has_short_date(model, 4))
        .then_some("names no date; Mistral's fixed names end in `-YYMM`")
}

fn openrouter(model: &str) -> Option<&'static str> {
    model.contains("claude-3").then_some("is what the gateway takes for it today")
}
