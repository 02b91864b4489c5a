//! The model that a definition names.

use crate::runtime::claude_code::{AS_OF, alias, declared_model};

use super::super::report::Topic;

/// What a `model` entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Model {
    /// The model as `provider/model`; none where it is that of whoever starts the agent.
    pub(super) declared: Option<String>,
    /// What is to be known of it.
    pub(super) remark: Option<(Topic, String)>,
}

/// Reads a model; the error is why it cannot be written.
pub(super) fn read(written: &str) -> Result<Model, &'static str> {
    let word = written.trim();
    if word.eq_ignore_ascii_case("inherit") {
        let text = format!("`{written}` means the model of whoever starts the agent");
        return Ok(Model { declared: None, remark: Some((Topic::InheritedModel, text)) });
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/@+".contains(&byte);
    if word.is_empty() || !word.bytes().all(plain) {
        return Err("it is not spelled as models are");
    }
    match word.split_once('/') {
        Some(("", _) | (_, "")) => return Err("it names no provider or no model"),
        Some((provider, _)) if provider.contains([':', '@', '+']) => {
            return Err("its provider is not spelled as providers are");
        }
        _ => {}
    }
    let declared = declared_model(word);
    let remark = if let Some(alias) = alias(word) {
        let text = format!("`{word}` is an alias, which stood for `{}` on {AS_OF}", alias.model);
        Some((Topic::ModelAlias, text))
    } else if word.contains('/') || word.starts_with("claude-") {
        None
    } else {
        let text = format!(
            "`{word}` is no model or alias that is known here; it is written as `{declared}`, because Claude Code asks that provider for it"
        );
        Some((Topic::UnknownModel, text))
    };
    Ok(Model { declared: Some(declared), remark })
}
