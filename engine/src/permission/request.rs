//! A request as programs write it: a JSON object on a line.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Arguments;

/// What somebody asks whether it may be done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The agent, or an instance as `agent/row`.
    pub agent: String,
    /// The word for what is done.
    pub action: String,
    /// What it is done to.
    pub resource: String,
    /// The environment.
    pub environment: Option<String>,
    /// What it passes along.
    pub arguments: Arguments,
}

/// Why a text is no request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestError(String);

impl Request {
    /// Reads `{"agent":…,"action":…,"resource":…,"env":…,"arguments":{…}}`; the last two may be missing.
    ///
    /// # Errors
    ///
    /// What is no JSON object, lacks a member, or has one that is unknown, given twice or no text.
    pub fn from_json(text: &str) -> Result<Self, RequestError> {
        let read = || -> Result<Members, serde_json::Error> {
            let mut reader = serde_json::Deserializer::from_str(text);
            let members = Read.deserialize(&mut reader)?;
            reader.end()?;
            Ok(members)
        };
        let Members { agent, action, resource, environment, arguments } =
            read().map_err(|error| RequestError::from(&error))?;
        let given = |member: Option<String>, name: &str| {
            member.ok_or_else(|| RequestError(format!("the request has no `{name}`")))
        };
        Ok(Self {
            agent: given(agent, "agent")?,
            action: given(action, "action")?,
            resource: given(resource, "resource")?,
            environment,
            arguments: arguments.unwrap_or_default(),
        })
    }
}

#[derive(Default)]
struct Members {
    agent: Option<String>,
    action: Option<String>,
    resource: Option<String>,
    environment: Option<String>,
    arguments: Option<Arguments>,
}

struct Read;

impl<'de> DeserializeSeed<'de> for Read {
    type Value = Members;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Members, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Read {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a request as a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Members::default();
        while let Some(name) = map.next_key::<String>()? {
            let value: &RawValue = map.next_value()?;
            let place = match name.as_str() {
                "agent" => &mut members.agent,
                "action" => &mut members.action,
                "resource" => &mut members.resource,
                "env" => &mut members.environment,
                "arguments" if members.arguments.is_none() => {
                    let read = Arguments::from_json(value.get());
                    members.arguments = Some(read.map_err(A::Error::custom)?);
                    continue;
                }
                "arguments" => return Err(A::Error::custom("`arguments` is given twice")),
                _ => return Err(A::Error::custom(format!("a request has no member `{name}`"))),
            };
            if place.is_some() {
                return Err(A::Error::custom(format!("`{name}` is given twice")));
            }
            let text = serde_json::from_str::<String>(value.get());
            *place = Some(text.map_err(|_| A::Error::custom(format!("`{name}` is no text")))?);
        }
        Ok(members)
    }
}

impl From<&serde_json::Error> for RequestError {
    fn from(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let place = format!(" at line {line} column {column}");
        Self(format!("{} (column {column})", text.strip_suffix(&place).unwrap_or(&text)))
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
