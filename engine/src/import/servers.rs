//! `mcpServers` of a JSON file, as many tools have it: servers, and references to the secrets that they are given.

mod secret;

use std::collections::BTreeMap;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::{DocumentBuilder, NodeBuilder};
use serde_json::{Map, Value};

use super::OutputFile;
use super::name;
use super::report::{Mapped, Note, Topic, Unmapped};
use super::text::{shortened, without_secrets};

use secret::{Held, held};

/// The file that declares the secrets.
const SECRETS: &str = "context/secrets.kdl";

/// The most servers of one file.
const MOST: usize = 1000;

/// A server by its name there and its name here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// As it is declared there.
    pub(super) source: String,
    /// As it is declared here.
    pub(super) declared: String,
}

/// What became of the servers of a file.
#[derive(Debug, Default)]
pub(super) struct Servers {
    pub(super) named: Vec<Named>,
    pub(super) files: Vec<OutputFile>,
    pub(super) notes: Vec<Note>,
    pub(super) mapped: Vec<Mapped>,
    pub(super) unmapped: Vec<Unmapped>,
    /// The variables that secrets are kept in, by the names of the secrets.
    secrets: BTreeMap<String, String>,
}

impl Named {
    /// How the tools of it begin: `mcp__` and this.
    fn prefix(&self) -> String {
        let is_plain =
            |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
        self.source
            .chars()
            .map(|character| if is_plain(character) { character } else { '_' })
            .collect()
    }

    /// Whether what stands behind `mcp__` is this server or a tool of it.
    pub(super) fn is_of(&self, rest: &str) -> bool {
        let rest = rest.strip_prefix(self.prefix().as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("__"))
    }

    /// The tool that stands behind the server; none where it is all of it.
    pub(super) fn rest<'r>(&self, rest: &'r str) -> Option<&'r str> {
        let tool = rest.strip_prefix(self.prefix().as_str())?.strip_prefix("__")?;
        (!tool.is_empty()).then_some(tool)
    }
}

/// Makes declarations of the servers in a JSON object; `taken` are the names that the workspace has, `off` those that are
/// switched off.
pub(super) fn read(
    text: &str,
    servers: &Map<String, Value>,
    taken: &[String],
    off: &[String],
) -> Servers {
    let mut made = Servers::default();
    made.add(text, servers, taken, off);
    made.secrets_file();
    made
}

/// What the value of a variable holds that nobody else may read; none where anyone may.
pub(super) fn literal_secret(name: &str, value: &str) -> Option<&'static str> {
    match held(name, value) {
        Held::Literal(what) => Some(what),
        Held::Plain | Held::Variable { .. } => None,
    }
}

/// The line on which a text stands as JSON has it, from 1.
pub(super) fn line_of(text: &str, wanted: &str) -> u32 {
    let quoted = Value::from(wanted).to_string();
    let before = text.find(&quoted).and_then(|at| text.get(..at)).unwrap_or_default();
    u32::try_from(before.matches('\n').count()).map_or(1, |count| count.saturating_add(1))
}

impl Servers {
    /// Adds those of an object, but for the file of their secrets.
    pub(super) fn add(
        &mut self,
        text: &str,
        servers: &Map<String, Value>,
        taken: &[String],
        off: &[String],
    ) {
        for (source, value) in servers.iter().take(MOST) {
            let line = line_of(text, source);
            if off.contains(source) {
                self.leave(source, line, "it is switched off in the settings");
                continue;
            }
            let Some(declared) = self.name(source) else {
                self.leave(source, line, "its name has no letter or digit");
                continue;
            };
            if taken.contains(&declared) {
                self.named.push(Named { source: source.clone(), declared: declared.clone() });
                let text =
                    format!("the workspace declares `{declared}` already, and that one is meant");
                self.notes.push(Note { topic: Topic::LeftOut, line: Some(line), text });
                continue;
            }
            match self.server(text, source, &declared, value) {
                Ok(node) => self.declare(source, declared, line, node),
                Err(why) => self.leave(source, line, why),
            }
        }
        if servers.len() > MOST {
            let text = format!("there are {} servers, of which {MOST} are read", servers.len());
            self.notes.push(Note { topic: Topic::LeftOut, line: None, text });
        }
    }

    /// A name that no other server has.
    fn name(&self, source: &str) -> Option<String> {
        let name = name::normalised(&source.replace('/', "-"))?;
        let name = if name == bailiwick_schema::vocabulary::BUILTIN {
            format!("{name}-server")
        } else {
            name
        };
        let is_free = |name: &String| self.named.iter().all(|named| named.declared != *name);
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        std::iter::once(name.clone()).chain(numbered).find(is_free)
    }

    fn leave(&mut self, source: &str, line: u32, why: &str) {
        let source = shortened(source);
        let text = format!("the server `{source}` is left out: {why}");
        self.notes.push(Note { topic: Topic::LeftOut, line: Some(line), text });
        self.unmapped.push(Unmapped {
            key: "mcpServers".to_owned(),
            line,
            value: source.clone(),
            names: vec![source],
        });
    }

    fn declare(&mut self, source: &str, declared: String, line: u32, node: NodeBuilder) {
        if declared != source {
            let text = format!("the server `{}` is written as `{declared}`", shortened(source));
            self.notes.push(Note { topic: Topic::Renamed, line: Some(line), text });
        }
        self.mapped.push(Mapped {
            key: "mcpServers".to_owned(),
            line,
            value: shortened(source),
            written: vec![format!("server \"{declared}\"")],
            stricter: None,
            witness: None,
        });
        let document = DocumentBuilder::new().node(node).to_string();
        let path = FilePath::new(format!("context/servers/{}.kdl", name::in_path(&declared)));
        self.files.push(OutputFile { path, bytes: document.into_bytes() });
        self.named.push(Named { source: source.to_owned(), declared });
    }

    fn server(
        &mut self,
        text: &str,
        source: &str,
        declared: &str,
        value: &Value,
    ) -> Result<NodeBuilder, &'static str> {
        let Some(entries) = value.as_object() else { return Err("it is no object") };
        let line = line_of(text, source);
        let mut node = NodeBuilder::new("server").argument(declared);
        let said = |key: &str| entries.get(key).and_then(Value::as_str);
        // Tools have different words for where a server is reached.
        let url = ["url", "serverUrl", "httpUrl"].into_iter().find_map(said);
        node = match (said("command"), url) {
            (Some(command), None) => node.child(self.command(line, command, entries)?),
            (None, Some(url)) => node.child(NodeBuilder::new("url").argument(self.url(line, url)?)),
            (Some(_), Some(_)) => return Err("it has a command and a URL"),
            (None, None) => return Err("it has no command and no URL"),
        };
        for (key, word) in [("env", "env"), ("headers", "header")] {
            let Some(pairs) = entries.get(key).and_then(Value::as_object) else { continue };
            for (name, value) in pairs {
                node = node.child(self.pair(line, declared, word, (name, value))?);
            }
        }
        for key in entries.keys() {
            if !["command", "args", "url", "serverUrl", "httpUrl", "env", "headers", "type"]
                .contains(&key.as_str())
            {
                let key = format!("mcpServers.{}", shortened(key));
                self.unmapped.push(Unmapped {
                    key,
                    line,
                    value: shortened(source),
                    names: Vec::new(),
                });
            }
        }
        Ok(node)
    }

    fn command(
        &mut self,
        line: u32,
        command: &str,
        entries: &Map<String, Value>,
    ) -> Result<NodeBuilder, &'static str> {
        let arguments = match entries.get("args") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(words)) => words
                .iter()
                .map(|word| word.as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
                .ok_or("an argument of its command is no text")?,
            Some(_) => return Err("the arguments of its command are no list"),
        };
        if command.trim().is_empty() {
            return Err("its command is empty");
        }
        let mut node = NodeBuilder::new("command");
        let mut before = String::new();
        for word in std::iter::once(command.to_owned()).chain(arguments) {
            let (kept, found) = secret::argument(&before, &word);
            for what in found {
                self.found(line, &format!("an argument holds {what}"));
            }
            if kept.contains("${") && kept == word {
                let text = format!(
                    "`{}` is written as it stands: the runtime puts the variable in its place",
                    shortened(&kept)
                );
                self.notes.push(Note { topic: Topic::Changed, line: Some(line), text });
            }
            node = node.argument(kept);
            before = word;
        }
        Ok(node)
    }

    fn url(&mut self, line: u32, url: &str) -> Result<String, &'static str> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let Some(rest) = rest else { return Err("its URL is neither `http` nor `https`") };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if host.is_empty() || host.contains(['$', '{']) {
            return Err("the host of its URL is known to the runtime only");
        }
        let (kept, found) = secret::url(url);
        for what in found {
            self.found(line, &format!("the URL holds {what}"));
        }
        Ok(kept)
    }

    /// A variable of its environment, or a header.
    fn pair(
        &mut self,
        line: u32,
        server: &str,
        word: &str,
        (name, value): (&str, &Value),
    ) -> Result<NodeBuilder, &'static str> {
        let node = NodeBuilder::new(word).argument(name);
        let value = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            _ => return Err("a value of its environment or headers is no text"),
        };
        let variable = match held(name, &value) {
            Held::Plain => return Ok(node.property("value", value)),
            Held::Variable { name: variable, around } => {
                if around {
                    let text = format!(
                        "`{}` of `{server}` is more than the variable `{variable}`: the secret has to hold all of it",
                        shortened(name)
                    );
                    self.notes.push(Note { topic: Topic::Changed, line: Some(line), text });
                }
                variable
            }
            Held::Literal(what) => {
                let variable = secret::variable(server, name);
                self.found(line, &format!("`{}` of `{server}` holds {what}", shortened(name)));
                variable
            }
        };
        let secret = self.secret(&variable);
        Ok(node.property("secret", secret))
    }

    /// The secret that is kept in a variable of the environment.
    fn secret(&mut self, variable: &str) -> String {
        let wanted =
            name::normalised(&variable.replace('/', "-")).unwrap_or_else(|| "secret".to_owned());
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let is_its = |name: &String| self.secrets.get(name).is_none_or(|held| held == variable);
        let name = std::iter::once(wanted.clone()).chain(numbered).find(is_its).unwrap_or(wanted);
        self.secrets.insert(name.clone(), variable.to_owned());
        name
    }

    fn found(&mut self, line: u32, what: &str) {
        let (what, _) = without_secrets(what);
        let text = format!(
            "{what}, which is taken out: revoke it, and keep the new one where the `secret` says"
        );
        self.notes.push(Note { topic: Topic::Secret, line: Some(line), text });
    }

    /// Makes the file of the secrets, where there are some.
    pub(super) fn secrets_file(&mut self) {
        if self.secrets.is_empty() {
            return;
        }
        let declared = |(name, variable): (&String, &String)| {
            let from = NodeBuilder::new("from").argument("env").argument(variable.as_str());
            NodeBuilder::new("secret").argument(name.as_str()).child(from)
        };
        let document =
            self.secrets.iter().map(declared).fold(DocumentBuilder::new(), DocumentBuilder::node);
        let path = FilePath::from(SECRETS);
        self.files.push(OutputFile { path, bytes: document.to_string().into_bytes() });
    }
}
