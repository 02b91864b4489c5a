//! A target: what is written for a runtime, read from its declaration.

use std::sync::Arc;

use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use bailiwick_schema::suggest::nearest;
use bailiwick_schema::vocabulary;
use serde_json::Value;

use super::dialect::Dialect;
use super::dialects::{self, DIALECTS};
use super::format::Format;
use super::{structure, text};
use crate::asset::Content;
use crate::check::json_schema::{self, Compiled};

/// A target that can be rendered.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its name, without the version.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// What it is, in a sentence.
    pub summary: Option<String>,
    /// The target to use instead, where it is deprecated.
    pub successor: Option<String>,
    /// The rules of its runtime, where that enforces permissions.
    pub dialect: Option<&'static Dialect>,
    /// The parts of a context that reach the runtime.
    pub carries: Vec<String>,
    /// Its files.
    pub outputs: Vec<Output>,
}

/// A file that a target writes: one for each agent, or one for all.
#[derive(Debug, Clone)]
pub struct Output {
    /// The template of its path.
    pub path: String,
    /// How many there are.
    pub per: Per,
    /// What stands in it.
    pub form: Form,
    /// The expression that must hold for an agent.
    pub when: Option<String>,
    /// Where it is declared.
    pub place: (FilePath, Span),
}

/// How many files an output gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// One for each agent.
    Agent,
    /// One for all agents.
    Fleet,
}

/// What stands in a file.
#[derive(Debug, Clone)]
pub enum Form {
    /// Text, from a template.
    Text(String),
    /// A value.
    Structure {
        /// The value, with expressions.
        value: Arc<Value>,
        /// How it is written.
        format: Format,
        /// What it must meet.
        schema: Option<Compiled>,
    },
}

/// Something in the declaration of a target with which it cannot be rendered.
#[derive(Debug, Clone)]
pub struct Flaw {
    /// Where it stands in the file of the declaration.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What stands for the place instead, where something is near.
    pub instead: Option<String>,
    /// Whether a file is missing, which is a finding of its own.
    pub is_missing: bool,
}

/// What templates of an agent's files see.
const OF_AGENT: &[&str] = &["agent", "environment", "native", "target"];

/// What templates of the fleet's files see.
const OF_FLEET: &[&str] = &["agents", "environment", "native", "policies", "target"];

impl Target {
    /// Name and version, as people write them.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// Whether a part of a context reaches the runtime.
    #[must_use]
    pub fn carries(&self, path: &str) -> bool {
        let is_enforced = path == "permissions" && self.dialect.is_some();
        is_enforced || self.carries.iter().any(|carried| carried == path)
    }

    /// Whether a file of an agent lists its tools: finding out what is done with each takes its time.
    #[must_use]
    pub fn lists_tools(&self) -> bool {
        let mentions = |text: &str| text.contains("agent.tools");
        self.outputs.iter().filter(|output| output.per == Per::Agent).any(|output| {
            let is_in_form = match &output.form {
                Form::Text(text) => mentions(text),
                Form::Structure { value, .. } => mentions(&value.to_string()),
            };
            is_in_form || output.when.as_deref().is_some_and(mentions)
        })
    }

    /// Whether a file of the fleet may hold what hooks decide by.
    #[must_use]
    pub(super) fn sees_policies(&self) -> bool {
        let of_fleet = self.outputs.iter().filter(|output| output.per == Per::Fleet);
        of_fleet.into_iter().any(|output| match &output.form {
            Form::Text(text) => text.contains("policies"),
            Form::Structure { value, .. } => value.to_string().contains("policies"),
        })
    }

    /// Reads a declaration; `source` gives the files that it names.
    #[must_use]
    pub fn read(item: Item<'_>, source: &dyn Fn(&str) -> Option<Content>) -> (Self, Vec<Flaw>) {
        let mut reader = Reader { source, flaws: Vec::new() };
        let text = |spec| item.child(spec).and_then(Item::text).map(str::to_owned);
        let carries = item.children_of(&vocabulary::CARRIES).flat_map(Item::texts);
        let target = Self {
            name: item.text().unwrap_or_default().to_owned(),
            version: version(item),
            summary: text(&vocabulary::SUMMARY),
            successor: text(&vocabulary::SUCCESSOR),
            dialect: item.child(&vocabulary::DIALECT).and_then(|item| reader.dialect(item)),
            carries: carries.map(|(path, _)| path.to_owned()).collect(),
            outputs: item
                .children_of(&vocabulary::OUTPUT)
                .filter_map(|output| reader.output(output))
                .collect(),
        };
        if item.child(&vocabulary::OUTPUT).is_none() {
            reader.flaw(item.key_span(), "it has no `output`", "say which files it writes");
        }
        (target, reader.flaws)
    }
}

/// The version that a declaration has.
#[must_use]
pub fn version(item: Item<'_>) -> u32 {
    let version = item.child(&vocabulary::TARGET_VERSION).and_then(Item::integer);
    version.and_then(|version| u32::try_from(version).ok()).unwrap_or(1)
}

struct Reader<'s> {
    source: &'s dyn Fn(&str) -> Option<Content>,
    flaws: Vec<Flaw>,
}

impl Reader<'_> {
    fn flaw(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let (message, help) = (message.into(), help.into());
        self.flaws.push(Flaw { span, message, help, instead: None, is_missing: false });
    }

    fn dialect(&mut self, item: Item<'_>) -> Option<&'static Dialect> {
        let name = item.text()?;
        let found = dialects::dialect(name);
        if found.is_none() {
            let known = || DIALECTS.iter().map(|dialect| dialect.name);
            let near = nearest(name, known()).map(str::to_owned);
            let all: Vec<String> = known().map(|name| format!("`{name}`")).collect();
            let help = match (&near, all.is_empty()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, true) => "this release has none: leave it out".to_owned(),
                (None, false) => format!("there is {}", all.join(", ")),
            };
            self.flaw(item.key_span(), format!("no dialect is called `{name}`"), help);
            if let Some(flaw) = self.flaws.last_mut() {
                flaw.instead = near;
            }
        }
        found
    }

    fn output(&mut self, item: Item<'_>) -> Option<Output> {
        let path = item.text()?.to_owned();
        let per = match item.property_text("for") {
            Some("fleet") => Per::Fleet,
            _ => Per::Agent,
        };
        let known = if per == Per::Fleet { OF_FLEET } else { OF_AGENT };
        if let Some(problem) = text::flaw(&path, known) {
            let help = "it is a template: `{{ agent.file }}/agent.md`";
            self.flaw(item.key_span(), format!("the path cannot be made: {problem}"), help);
        }
        let when = item.property_text("when").map(str::to_owned);
        // Asked of every agent, for a file of the fleet, too.
        let problem = when.as_deref().and_then(|when| structure::expression_flaw(when, OF_AGENT));
        if let (Some(problem), Some(property)) = (problem, item.property("when")) {
            let help = "it is asked of an agent: `agent.server`";
            self.flaw(property.value_span, format!("`when` cannot be asked: {problem}"), help);
        }
        let form = match item.property_text("template") {
            Some(_) => Form::Text(self.template(item, known)?),
            None => self.structure(item, known)?,
        };
        let place = (item.path().clone(), item.key_span());
        Some(Output { path, per, form, when, place })
    }

    /// The text of a file that a property names.
    fn file(&mut self, item: Item<'_>, key: &str) -> Option<(Content, Arc<str>, Span)> {
        let (property, path) = (item.property(key)?, item.property_text(key)?);
        let span = property.value_span;
        let Some(content) = (self.source)(path) else {
            self.flaw(span, format!("`{path}` cannot be read"), "write the file");
            if let Some(flaw) = self.flaws.last_mut() {
                flaw.is_missing = true;
            }
            return None;
        };
        let Some(text) = content.text.clone() else {
            self.flaw(span, format!("`{path}` is not UTF-8"), "write it as UTF-8");
            return None;
        };
        Some((content, text, span))
    }

    fn template(&mut self, item: Item<'_>, known: &[&str]) -> Option<String> {
        let (_, text, span) = self.file(item, "template")?;
        let path = item.property_text("template").unwrap_or_default();
        let text = text.replace("\r\n", "\n");
        if let Some(problem) = text::flaw(&text, known) {
            let help = "`docs/guide/render.md` tells what a template sees";
            self.flaw(span, format!("`{path}` is no template: {problem}"), help);
        }
        Some(text)
    }

    fn structure(&mut self, item: Item<'_>, known: &[&str]) -> Option<Form> {
        let (_, text, span) = self.file(item, "value")?;
        let path = item.property_text("value").unwrap_or_default();
        let value: Value = match serde_json::from_str(&text) {
            Ok(value) => value,
            Err(error) => {
                self.flaw(span, format!("`{path}` is not JSON: {error}"), "mend the file");
                return None;
            }
        };
        if let Some(problem) = structure::flaw(&value, known) {
            let help = "`docs/guide/render.md` tells how values are put together";
            self.flaw(span, format!("`{path}` cannot be put together: {problem}"), help);
        }
        let format = item.property_text("format").and_then(Format::named).unwrap_or(Format::Json);
        let schema = item.property("schema").and_then(|_| self.schema(item));
        Some(Form::Structure { value: Arc::new(value), format, schema })
    }

    fn schema(&mut self, item: Item<'_>) -> Option<Compiled> {
        let (content, _, span) = self.file(item, "schema")?;
        let path = item.property_text("schema").unwrap_or_default();
        let compiled = json_schema::compiled(&content);
        if let Err(problem) = compiled.as_ref() {
            self.flaw(span, format!("`{path}` cannot judge: {problem}"), "mend the schema");
            return None;
        }
        Some(compiled)
    }
}
