//! The rules of all agents of a folder in one file, each under the name that its runtime calls the agent by.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::members::raw;
use crate::canonical::Json;
use crate::digest::Digest;
use crate::permission::{Compiled, CompiledError};

/// The version of the file's form, as its JSON Schema has it.
const VERSION: i64 = 1;

/// The first line of the digest's preimage.
const PREIMAGE: &str = "bailiwick-policies/1\n";

/// What events are decided by.
#[derive(Debug)]
pub enum Policies {
    /// The rules of one agent, whoever uses a tool.
    One(Arc<Compiled>),
    /// Those of several: the texts of their files, by the names of the agents.
    Several(BTreeMap<String, String>),
}

impl Policies {
    /// Those of several agents.
    #[must_use]
    pub fn of<'c>(agents: impl IntoIterator<Item = (String, &'c Compiled)>) -> Self {
        let texts = agents.into_iter().map(|(name, compiled)| (name, compiled.text()));
        Self::Several(texts.collect())
    }

    /// Reads a file of either form; one line end may follow. Of several agents, none is read yet.
    ///
    /// # Errors
    ///
    /// Every text but one that is written so.
    pub fn read(text: &str) -> Result<Self, CompiledError> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let members = raw(text).ok_or(CompiledError::NoJson)?;
        let member = |name: &'static str| {
            let found = members.iter().find(|(other, _)| other == name);
            found.map(|(_, value)| value).ok_or(CompiledError::Malformed(name))
        };
        let Ok(agents) = member("agents") else {
            return Compiled::read(text).map(|compiled| Self::One(Arc::new(compiled)));
        };
        let version = member("version")?.get();
        if version != VERSION.to_string() {
            return Err(CompiledError::Version(version.to_owned()));
        }
        let agents = raw(agents.get()).ok_or(CompiledError::Malformed("agents"))?;
        let agents: BTreeMap<String, String> =
            agents.into_iter().map(|(name, policy)| (name, policy.get().to_owned())).collect();
        if agents.is_empty() {
            return Err(CompiledError::Malformed("agents"));
        }
        let digest = digest(&agents).to_string();
        if text == written(&agents, Some(&digest)) {
            return Ok(Self::Several(agents));
        }
        let is_changed = member("sha256")?.get() != format!("\"{digest}\"");
        Err(if is_changed { CompiledError::Changed } else { CompiledError::Rewritten })
    }

    /// The text of the file, without a line end.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::One(compiled) => compiled.text(),
            Self::Several(agents) => written(agents, Some(&digest(agents).to_string())),
        }
    }

    /// The rules that decide what an agent does: its own, or those of all of them where it is none of them.
    ///
    /// # Errors
    ///
    /// What is no text of rules.
    pub fn judging(&self, agent: Option<&str>) -> Result<Vec<Arc<Compiled>>, CompiledError> {
        let agents = match self {
            Self::One(compiled) => return Ok(vec![Arc::clone(compiled)]),
            Self::Several(agents) => agents,
        };
        match agent.and_then(|name| agents.get(name)) {
            Some(own) => Ok(vec![Arc::new(Compiled::read(own)?)]),
            None => agents.values().map(|text| Compiled::read(text).map(Arc::new)).collect(),
        }
    }

    /// The name by which the agent is declared that the runtime calls so.
    ///
    /// # Errors
    ///
    /// None of the agents is called so, or its rules cannot be read.
    pub fn declared(&self, name: &str) -> Result<String, String> {
        let Self::Several(agents) = self else { return Ok(name.to_owned()) };
        let text =
            agents.get(name).ok_or_else(|| format!("`{name}` is no agent of this folder"))?;
        Compiled::read(text).map(|compiled| compiled.agent).map_err(|error| error.to_string())
    }
}

fn digest(agents: &BTreeMap<String, String>) -> Digest {
    Digest::of(format!("{PREIMAGE}{}", written(agents, None)).as_bytes())
}

// INVARIANT: keys are written in their canonical order.
fn written(agents: &BTreeMap<String, String>, digest: Option<&str>) -> String {
    let mut json = Json::with("");
    json.open('{');
    json.key("agents");
    json.open('{');
    for (name, text) in agents {
        json.key(name);
        json.raw(text);
    }
    json.close('}');
    if let Some(digest) = digest {
        json.key("sha256");
        json.string(digest);
    }
    json.key("version");
    json.integer(VERSION);
    json.close('}');
    json.into_string()
}
