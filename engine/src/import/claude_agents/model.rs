//! The model that a definition names.

/// The aliases of the runtime; each stands for the newest model of its line.
const ALIASES: &[&str] = &["sonnet", "opus", "haiku", "fable", "opusplan", "best"];

/// What a `model` entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Model {
    /// A model as `provider/model`.
    Named(String),
    /// That of whoever starts the agent.
    Inherited,
    /// A word that cannot be written as `provider/model`, and why.
    Unknown(&'static str),
}

pub(super) fn read(written: &str) -> Model {
    let word = written.trim();
    if word.eq_ignore_ascii_case("inherit") {
        return Model::Inherited;
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/@+".contains(&byte);
    if word.is_empty() || !word.bytes().all(plain) {
        return Model::Unknown("it is not spelled as models are");
    }
    match word.split_once('/') {
        Some(("", _) | (_, "")) => Model::Unknown("it names no provider or no model"),
        Some((provider, _)) if provider.contains([':', '@', '+']) => {
            Model::Unknown("its provider is not spelled as providers are")
        }
        Some(_) => Model::Named(word.to_owned()),
        None if ALIASES.contains(&word) || word.starts_with("claude-") => {
            Model::Named(format!("anthropic/{word}"))
        }
        None => Model::Unknown("it names no provider"),
    }
}
