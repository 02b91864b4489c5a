//! Whose event it is.

use serde_json::{Map, Value};

/// A runtime, by the form of its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Claude Code: `PreToolUse`.
    ClaudeCode,
    /// Codex CLI: `PreToolUse`, with the model that asks.
    Codex,
    /// Gemini CLI: `BeforeTool`.
    Gemini,
    /// OpenCode: what its plugins get before a tool runs.
    OpenCode,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::ClaudeCode, Self::Codex, Self::Gemini, Self::OpenCode];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClaudeCode => "claude-code",
            Self::Codex => "codex",
            Self::Gemini => "gemini",
            Self::OpenCode => "opencode",
        }
    }

    /// The name of its event, as the event has it; none where the event has no name.
    #[must_use]
    pub const fn event(self) -> Option<&'static str> {
        match self {
            Self::ClaudeCode | Self::Codex => Some("PreToolUse"),
            Self::Gemini => Some("BeforeTool"),
            Self::OpenCode => None,
        }
    }

    /// The form of an event; of two that look alike, the one in which less can be answered.
    pub(super) fn of(members: &Map<String, Value>) -> Option<Self> {
        // Claude Code says which model asks in no event before a tool.
        let is_codex = ["turn_id", "model"].iter().any(|name| members.contains_key(*name));
        match members.get("hook_event_name") {
            Some(Value::String(name)) => match name.as_str() {
                "PreToolUse" if is_codex => Some(Self::Codex),
                "PreToolUse" => Some(Self::ClaudeCode),
                "BeforeTool" => Some(Self::Gemini),
                _ => None,
            },
            Some(_) => None,
            None => {
                let is_call = members.contains_key("tool") && members.contains_key("args");
                is_call.then_some(Self::OpenCode)
            }
        }
    }

    /// Whether an answer can make the runtime ask a person, in the mode that the event names.
    #[must_use]
    pub fn can_ask(self, mode: Option<&str>) -> bool {
        // Codex takes `ask` for an error of the hook and goes on; Gemini documents none; a plugin of OpenCode only refuses.
        // Claude Code asks nobody where it bypasses permissions.
        let asks = ["default", "manual", "acceptEdits", "plan", "dontAsk", "auto"];
        self == Self::ClaudeCode && mode.is_none_or(|mode| asks.contains(&mode))
    }

    /// Whether an answer can make the runtime ask nobody, in the mode that the event names.
    #[must_use]
    pub fn can_grant(self, mode: Option<&str>) -> bool {
        // A plan is to change nothing.
        self == Self::ClaudeCode && mode != Some("plan")
    }
}
