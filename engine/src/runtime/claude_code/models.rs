//! The words that stand for a model in Claude Code.

/// Who serves a model that names no provider.
pub const PROVIDER: &str = "anthropic";

/// A word that stands for a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias {
    /// The word, in lower case; Claude Code takes it in any case.
    pub word: &'static str,
    /// The model that it stood for on the day of [`AS_OF`](super::AS_OF).
    pub model: &'static str,
}

/// The aliases, and the model that a subagent asked for by each.
///
/// Source: the requests of version 2.1.330 to a stand-in of the service, one for each alias.
pub static ALIASES: &[Alias] = &[
    Alias { word: "best", model: "claude-opus-5-5" },
    Alias { word: "fable", model: "claude-fable-5-2" },
    Alias { word: "haiku", model: "claude-haiku-5-5" },
    Alias { word: "opus", model: "claude-opus-5-5" },
    Alias { word: "opusplan", model: "claude-sonnet-5-5" },
    Alias { word: "sonnet", model: "claude-sonnet-5-5" },
];

/// The alias that a word is, in any letter case.
#[must_use]
pub fn alias(word: &str) -> Option<&'static Alias> {
    ALIASES.iter().find(|alias| alias.word.eq_ignore_ascii_case(word))
}

/// A word of Claude Code as `provider/model`: what names no provider is asked of its own.
#[must_use]
pub fn declared_model(word: &str) -> String {
    if word.contains('/') { word.to_owned() } else { format!("{PROVIDER}/{word}") }
}

/// The word of Claude Code for a declared model; none for one of another provider.
#[must_use]
pub fn model_word(declared: &str) -> Option<&str> {
    match declared.split_once('/') {
        Some((provider, model)) => (provider == PROVIDER).then_some(model),
        None => Some(declared),
    }
}
