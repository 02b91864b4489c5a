//! Reads compiled rules: what is not, byte for byte, what would be written of it is refused.

use std::fmt;
use std::sync::OnceLock;

use bailiwick_schema::path::FilePath;
use serde_json::{Map, Value};

use super::write::VERSION;
use super::{Compiled, CompiledLine};
use crate::permission::{Action, Condition, Effect, Number, Pointer, Rank, Scalar, When};

/// Why a text is no file of compiled rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompiledError {
    /// It is no JSON; the text is cut off, or something else.
    NoJson,
    /// It is of another version.
    Version(String),
    /// A member is missing, unknown, or of another type.
    Malformed(&'static str),
    /// Its digest is that of another text.
    Changed,
    /// It says the same as what was written, but in other bytes.
    Rewritten,
}

impl Compiled {
    /// Reads the text of a file; one line end may follow it.
    ///
    /// # Errors
    ///
    /// Every text but the one that [`Compiled::text`] writes.
    pub fn read(text: &str) -> Result<Self, CompiledError> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let Ok(Value::Object(members)) = serde_json::from_str(text) else {
            return Err(CompiledError::NoJson);
        };
        match members.get("version") {
            Some(version) if *version == VERSION => {}
            Some(version) => return Err(CompiledError::Version(version.to_string())),
            None => return Err(CompiledError::Malformed("version")),
        }
        let digest = string(&members, "sha256")?;
        let compiled = compiled(&members)?;
        // Unknown and repeated members, other orders and spellings: none of them is written again.
        if compiled.text() == text {
            return Ok(compiled);
        }
        let is_changed = compiled.digest().to_string() != digest;
        Err(if is_changed { CompiledError::Changed } else { CompiledError::Rewritten })
    }
}

type Members = Map<String, Value>;

fn compiled(members: &Members) -> Result<Compiled, CompiledError> {
    let environment = match members.get("environment") {
        Some(Value::Null) => None,
        _ => Some(string(members, "environment")?),
    };
    let servers = object(members.get("servers"), "servers")?.iter().map(|(name, server)| {
        let server = object(Some(server), "servers")?;
        let only = server.get("only").map(|_| strings(server, "only")).transpose()?;
        Ok((name.clone(), only))
    });
    let lines = array(members.get("rules"), "rules")?.iter().map(line);
    Ok(Compiled {
        agent: string(members, "agent")?,
        environment,
        context: string(members, "context-sha256")?,
        root: string(members, "root")?,
        lines: lines.collect::<Result<_, _>>()?,
        servers: servers.collect::<Result<_, _>>()?,
        delegates: strings(members, "delegates")?.into_iter().collect(),
        memories: strings(members, "memories")?.into_iter().collect(),
    })
}

fn line(value: &Value) -> Result<CompiledLine, CompiledError> {
    let members = object(Some(value), "rules")?;
    let word = string(members, "effect")?;
    let effect = Effect::ALL.into_iter().find(|effect| effect.as_str() == word);
    let line = members.get("line").and_then(Value::as_u64).and_then(|line| line.try_into().ok());
    let is_closed = members.get("only-these-arguments").is_some();
    let is_otherwise = members.get("otherwise").is_some();
    let whens = match members.get("when") {
        Some(whens) => array(Some(whens), "when")?.iter().map(when).collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    Ok(CompiledLine {
        effect: effect.ok_or(CompiledError::Malformed("effect"))?,
        action: Action::named(&string(members, "action")?)
            .ok_or(CompiledError::Malformed("action"))?,
        pattern: string(members, "pattern")?,
        condition: Condition::new(whens, is_closed),
        rank: if is_otherwise { Rank::Otherwise } else { Rank::Stated },
        path: FilePath::new(string(members, "path")?),
        line: line.ok_or(CompiledError::Malformed("line"))?,
        layer: string(members, "layer")?,
        rule: OnceLock::new(),
    })
}

fn when(value: &Value) -> Result<When, CompiledError> {
    let members = object(Some(value), "when")?;
    let pointer = Pointer::read(&string(members, "argument")?);
    let bound = |name: &'static str| match members.get(name) {
        Some(Value::String(text)) => {
            Number::read(text).map(Some).ok_or(CompiledError::Malformed(name))
        }
        Some(_) => Err(CompiledError::Malformed(name)),
        None => Ok(None),
    };
    let values = array(members.get("values"), "values")?.iter().map(scalar);
    Ok(When {
        pointer: pointer.map_err(|_| CompiledError::Malformed("argument"))?,
        at_least: bound("at-least")?,
        at_most: bound("at-most")?,
        values: values.collect::<Result<_, _>>()?,
    })
}

fn scalar(value: &Value) -> Result<Scalar, CompiledError> {
    let number = || {
        let text = value.get("number")?.as_str()?;
        Number::read(text).map(Scalar::Number)
    };
    match value {
        Value::Null => Ok(Scalar::Nothing),
        Value::Bool(value) => Ok(Scalar::Boolean(*value)),
        Value::String(text) => Ok(Scalar::Text(text.as_str().into())),
        _ => number().ok_or(CompiledError::Malformed("values")),
    }
}

fn string(members: &Members, name: &'static str) -> Result<String, CompiledError> {
    let text = members.get(name).and_then(Value::as_str).map(str::to_owned);
    text.ok_or(CompiledError::Malformed(name))
}

fn strings(members: &Members, name: &'static str) -> Result<Vec<String>, CompiledError> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let texts = array(members.get(name), name)?.iter().map(text).collect::<Option<_>>();
    texts.ok_or(CompiledError::Malformed(name))
}

fn array<'v>(value: Option<&'v Value>, name: &'static str) -> Result<&'v [Value], CompiledError> {
    value.and_then(Value::as_array).map(Vec::as_slice).ok_or(CompiledError::Malformed(name))
}

fn object<'v>(value: Option<&'v Value>, name: &'static str) -> Result<&'v Members, CompiledError> {
    value.and_then(Value::as_object).ok_or(CompiledError::Malformed(name))
}

impl fmt::Display for CompiledError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoJson => f.write_str("it is no JSON object; it may be cut off"),
            Self::Version(version) => {
                write!(f, "it is of version {version}, and this program reads version {VERSION}")
            }
            Self::Malformed(name) => write!(f, "its `{name}` is missing or malformed"),
            Self::Changed => f.write_str("it was changed: its digest is that of another text"),
            Self::Rewritten => {
                f.write_str("it was rewritten: it is not what `hook compile` writes")
            }
        }
    }
}
