//! One event before a tool is used, as the runtime writes it.

use std::fmt;

use serde_json::{Map, Value};

use super::{Form, members};
use crate::permission::Arguments;

/// What a runtime is about to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Whose event it is.
    pub form: Form,
    /// The name of the tool.
    pub tool: String,
    /// The folder that the tool runs in, as it is written.
    pub folder: String,
    /// What the runtime calls the agent that uses the tool; none where it does not say, as in a main session.
    pub agent: Option<String>,
    /// How the runtime treats permissions; none where it does not say.
    pub mode: Option<String>,
    /// What the tool is given.
    pub input: Map<String, Value>,
    /// The same as arguments of a request; none where they cannot be told.
    pub arguments: Option<Arguments>,
    /// The server and its name for the tool, where the event has them by themselves.
    pub served: Option<(String, String)>,
}

/// Why a text is no event that can be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventError {
    /// There is nothing.
    Empty,
    /// It is no JSON object in which every name stands once.
    NoJson(String),
    /// It is not known whose event it is.
    Unknown,
    /// It is not an event before a tool is used, of this runtime.
    Foreign(Form),
    /// A member is missing or of another type.
    Member(&'static str),
}

impl Event {
    /// Reads an event; its form is told by its members where none is given.
    ///
    /// # Errors
    ///
    /// Everything else.
    pub fn read(text: &str, form: Option<Form>) -> Result<Self, EventError> {
        if text.trim().is_empty() {
            return Err(EventError::Empty);
        }
        let members = members::read(text).map_err(EventError::NoJson)?;
        let form = form.or_else(|| Form::of(&members)).ok_or(EventError::Unknown)?;
        if members.get("hook_event_name").map(Value::as_str) != form.event().map(Some) {
            return Err(EventError::Foreign(form));
        }
        let (tool, input) = match form {
            Form::OpenCode => ("tool", "args"),
            _ => ("tool_name", "tool_input"),
        };
        let string = |name: &'static str| {
            let text = members.get(name).and_then(Value::as_str);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let mode = match members.get("permission_mode") {
            None => None,
            Some(_) => {
                Some(string("permission_mode").ok_or(EventError::Member("permission_mode"))?)
            }
        };
        let agent = match members.get("agent_type").filter(|_| form == Form::ClaudeCode) {
            None | Some(Value::Null) => None,
            Some(_) => Some(string("agent_type").ok_or(EventError::Member("agent_type"))?),
        };
        let Some(Value::Object(given)) = members.get(input) else {
            return Err(EventError::Member(input));
        };
        Ok(Self {
            form,
            tool: string(tool).ok_or(EventError::Member(tool))?,
            folder: string("cwd").ok_or(EventError::Member("cwd"))?,
            agent,
            mode,
            input: given.clone(),
            arguments: arguments(text, input),
            served: served(&members)?,
        })
    }
}

/// The arguments of a tool, of which numbers keep every digit.
fn arguments(text: &str, input: &str) -> Option<Arguments> {
    let members = members::raw(text)?;
    let (_, given) = members.into_iter().find(|(name, _)| name == input)?;
    Arguments::from_json(given.get()).ok()
}

/// What Gemini CLI says of a tool that a server has.
fn served(members: &Map<String, Value>) -> Result<Option<(String, String)>, EventError> {
    let Some(context) = members.get("mcp_context") else { return Ok(None) };
    let text = |name| context.get(name).and_then(Value::as_str).map(str::to_owned);
    let both = text("server_name").zip(text("tool_name"));
    both.map(Some).ok_or(EventError::Member("mcp_context"))
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no event on standard input"),
            Self::NoJson(error) => write!(f, "the event cannot be read: {error}"),
            Self::Unknown => {
                f.write_str("the event is of no form that is known; `--form` says whose it is")
            }
            Self::Foreign(form) => {
                write!(f, "this is no event before a tool is used, of {}", form.as_str())
            }
            Self::Member(name) => write!(f, "the event has no `{name}` that can be read"),
        }
    }
}
