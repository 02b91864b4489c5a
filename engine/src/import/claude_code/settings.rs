//! `.claude/settings.json`: its permissions as the rules of one base, and what else it says that matters here.

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::{DocumentBuilder, Literal, NodeBuilder, quoted};
use bailiwick_schema::vocabulary::BUILTIN;
use serde_json::{Map, Value};

use crate::permission::Effect;
use crate::runtime::claude_code::{AS_OF, VERSION, declared_model};

use super::super::OutputFile;
use super::super::claude_agents::default_rules;
use super::super::grants::{ASKED, Grant, Grants, permissions};
use super::super::report::{Mapped, Note, Topic, Unmapped};
use super::super::servers::{line_of, literal_secret};
use super::super::text::{shortened, without_secrets};
use super::main_session::is_model;
use super::meant::{Meant, Stricter};
use super::rule::{self, Around};

/// The name of the base.
pub(super) const NAME: &str = "claude-code-settings";

/// The most rules of one list.
const MOST: usize = 2_000;

/// What the settings of a project come to.
#[derive(Debug)]
pub(super) struct Settings {
    grants: Grants,
    refuses: bool,
    /// The model of the main session.
    pub(super) model: Option<String>,
    /// Servers that are switched off.
    pub(super) off: Vec<String>,
    /// Skills that are denied by name.
    pub(super) denied_skills: Vec<String>,
}

/// What is told of one file.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) notes: Vec<Note>,
    pub(super) mapped: Vec<Mapped>,
    pub(super) unmapped: Vec<Unmapped>,
}

/// Which file the settings stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// The project's own.
    Project,
    /// One person's: it takes away, and gives nothing.
    Local,
}

impl Settings {
    /// Nothing said yet.
    pub(super) const fn new() -> Self {
        Self {
            grants: Grants::nothing(),
            refuses: false,
            model: None,
            off: Vec::new(),
            denied_skills: Vec::new(),
        }
    }

    /// What must be known before the servers are read.
    pub(super) fn look(&mut self, settings: &Map<String, Value>) {
        let texts = |value: &Value| {
            let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
            items.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
        };
        if let Some(off) = settings.get("disabledMcpjsonServers") {
            self.off.extend(texts(off));
        }
        let denied = settings.get("permissions").and_then(|permissions| permissions.get("deny"));
        let skill = |rule: String| {
            rule.strip_prefix("Skill(").and_then(|rule| rule.strip_suffix(')')).map(str::to_owned)
        };
        self.denied_skills
            .extend(denied.map(texts).unwrap_or_default().into_iter().filter_map(skill));
    }

    /// Reads the settings of a file.
    pub(super) fn read(
        &mut self,
        text: &str,
        settings: &Map<String, Value>,
        layer: Layer,
        around: Around<'_>,
    ) -> Told {
        let mut told = Told::default();
        for (key, value) in settings {
            let line = line_of(text, key);
            match (key.as_str(), value) {
                ("$schema", _) => {}
                // What is switched off is not given here in any case.
                ("disabledMcpjsonServers" | "disableAutoMode", _) => {
                    told.mapped.push(mapped(key, line, shown(value), &[], None));
                }
                ("permissions", Value::Object(permissions)) => {
                    self.permissions(text, permissions, layer, (around, &mut told));
                }
                ("model", Value::String(model)) if layer == Layer::Project => {
                    self.model = Some(model.clone());
                    told.model(line, model);
                }
                ("env", Value::Object(variables)) => {
                    told.variables(text, variables);
                    told.unmapped.push(unmapped(key, line, value));
                }
                _ => told.unmapped.push(unmapped(key, line, value)),
            }
        }
        told
    }

    fn permissions(
        &mut self,
        text: &str,
        permissions: &Map<String, Value>,
        layer: Layer,
        (around, told): (Around<'_>, &mut Told),
    ) {
        for (key, value) in permissions {
            let path = format!("permissions.{key}");
            let effect = match key.as_str() {
                "deny" => Effect::Deny,
                "ask" => Effect::Ask,
                "allow" => Effect::Allow,
                "defaultMode" => {
                    self.mode(&path, line_of(text, key), value, told);
                    continue;
                }
                // They take away what is not given here in any case.
                "disableBypassPermissionsMode" | "disableAutoMode" => {
                    let line = line_of(text, key);
                    told.mapped.push(mapped(&path, line, shown(value), &[], None));
                    continue;
                }
                _ => {
                    told.unmapped.push(unmapped(&path, line_of(text, key), value));
                    continue;
                }
            };
            let Some(rules) = value.as_array() else {
                let text = format!("`{path}` is no list, and is not read");
                told.notes.push(Note {
                    topic: Topic::Changed,
                    line: Some(line_of(text.as_str(), key)),
                    text,
                });
                continue;
            };
            if rules.len() > MOST {
                let more = format!("`{path}` has {} rules, of which {MOST} are read", rules.len());
                told.notes.push(Note { topic: Topic::LeftOut, line: None, text: more });
                if effect < Effect::Allow {
                    // What is not read may deny anything.
                    self.grants.add(rule_of_all());
                }
            }
            for written in rules.iter().take(MOST) {
                let Some(written) = written.as_str() else {
                    let text = format!("what of `{path}` is no text is left out");
                    told.notes.push(Note { topic: Topic::LeftOut, line: None, text });
                    continue;
                };
                let meant = if layer == Layer::Local && effect == Effect::Allow {
                    let why = "what one person allows is not given to the project";
                    Meant::Left(Stricter::new(why, shortened(written)))
                } else {
                    rule::meant(effect, written, &around)
                };
                self.rule(&path, line_of(text, written), written, meant, told);
            }
        }
    }

    fn rule(&mut self, key: &str, line: u32, written: &str, meant: Meant, told: &mut Told) {
        let value = shortened(&without_secrets(written).0);
        let (rules, stricter) = match meant {
            Meant::Rules(rules, stricter) => (rules, stricter),
            Meant::Nothing(why) => {
                let text = format!("`{value}` is not written: {why}");
                told.notes.push(Note { topic: Topic::NotNeeded, line: Some(line), text });
                (Vec::new(), None)
            }
            Meant::Left(stricter) => {
                let text = format!("`{value}` is left out: {}", stricter.why);
                told.notes.push(Note { topic: Topic::LeftOut, line: Some(line), text });
                let names = vec![value.clone()];
                told.unmapped.push(Unmapped { key: key.to_owned(), line, value, names });
                return;
            }
        };
        told.mapped.push(mapped(key, line, value, &rules, stricter));
        self.grants.add(rules);
    }

    fn mode(&mut self, key: &str, line: u32, value: &Value, told: &mut Told) {
        let mode = value.as_str().unwrap_or_default();
        let stricter = match mode {
            "default" | "manual" => None,
            "dontAsk" => {
                self.refuses = true;
                None
            }
            // A model decides there, and may refuse.
            "plan" => {
                self.refuses = true;
                Some(Stricter::new(
                    "what is asked, or no rule matches, is refused here",
                    "run make",
                ))
            }
            "acceptEdits" => Some(Stricter::new(
                "files of the project are written unasked there",
                "write docs/a.md",
            )),
            _ => Some(Stricter::new("what no rule matches is asked here", "read /etc/hosts")),
        };
        told.mapped.push(mapped(key, line, shortened(mode), &[], stricter));
    }

    /// The rules that hold for every agent of the project.
    pub(super) fn rules(&self) -> Vec<Grant> {
        let mut grants = self.grants.clone();
        grants.add(default_rules().into_iter().filter(|rule| rule.effect == Effect::Allow));
        grants.simplify();
        if self.refuses {
            let all = std::mem::take(&mut grants.rules);
            let refused = |rule: Grant| match rule.effect {
                Effect::Ask => Grant { effect: Effect::Deny, ..rule },
                _ => rule,
            };
            grants.add(all.into_iter().map(refused));
        }
        grants.rules
    }

    /// Whether what no rule matches is refused.
    pub(super) const fn refuses(&self) -> bool {
        self.refuses
    }

    /// The file that declares the base.
    pub(super) fn file(&self) -> OutputFile {
        let summary = "What the settings of Claude Code give every agent of the project";
        let base = NodeBuilder::new("base")
            .argument(NAME)
            .child(NodeBuilder::new("summary").argument(summary))
            .child(NodeBuilder::new("server").argument(BUILTIN));
        let rules = permissions(&self.rules()).unwrap_or_else(|| NodeBuilder::new("permissions"));
        let rules = if self.refuses { rules } else { rules.child(otherwise()) };
        let comment = format!(
            "As Claude Code {VERSION} decides with these settings ({AS_OF}).\n\
             It compares paths in any letter case: `[Ee]` is `E` and `e`."
        );
        let document = DocumentBuilder::new().comment(comment).node(base.child(rules));
        OutputFile {
            path: FilePath::from("context/bases/claude-code-settings.kdl"),
            bytes: document.to_string().into_bytes(),
        }
    }
}

impl Told {
    /// The model of the main session, or that it has none of its own.
    fn model(&mut self, line: u32, model: &str) {
        let value = shortened(model);
        if model == "default" || is_model(model) {
            let written =
                is_model(model).then(|| format!("model {}", quoted(&declared_model(model))));
            let written = written.into_iter().collect();
            let key = "model".to_owned();
            self.mapped.push(Mapped { key, line, value, written, stricter: None, witness: None });
        } else {
            self.unmapped.push(unmapped("model", line, &Value::from(model)));
        }
    }

    /// The secrets among the variables that a session gets, which are not written.
    fn variables(&mut self, text: &str, variables: &Map<String, Value>) {
        for (name, value) in variables {
            let held = value.as_str().and_then(|value| literal_secret(name, value));
            let Some(what) = held else { continue };
            let name = shortened(&without_secrets(name).0);
            let text_of = format!(
                "`{name}` in `env` holds {what}, which is not written: revoke it, and give the new one where the agent runs"
            );
            let line = Some(line_of(text, &name));
            self.notes.push(Note { topic: Topic::Secret, line, text: text_of });
        }
    }
}

/// A value as the report shows it.
fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    shortened(&without_secrets(&text).0)
}

/// What no rule matches is asked.
fn otherwise() -> NodeBuilder {
    let node = NodeBuilder::new("otherwise").argument(Literal::Word("ask"));
    ASKED.into_iter().fold(node, |node, action| node.argument(Literal::Word(action.as_str())))
}

/// Rules that deny everything.
fn rule_of_all() -> Vec<Grant> {
    match rule::meant(Effect::Deny, "*", &Around { servers: &[], roots: &[] }) {
        Meant::Rules(rules, _) => rules,
        Meant::Nothing(_) | Meant::Left(_) => Vec::new(),
    }
}

fn mapped(
    key: &str,
    line: u32,
    value: String,
    rules: &[Grant],
    stricter: Option<Stricter>,
) -> Mapped {
    let (stricter, witness) = match stricter {
        Some(Stricter { why, witness }) => {
            (Some(why), Some(shortened(&without_secrets(&witness).0)))
        }
        None => (None, None),
    };
    let written = rules.iter().map(Grant::written).collect();
    Mapped { key: key.to_owned(), line, value, written, stricter, witness }
}

/// An entry that is not written; what it holds may be a secret, and is told as far as it is none.
pub(super) fn unmapped(key: &str, line: u32, value: &Value) -> Unmapped {
    let names = match value {
        Value::Object(entries) => entries.keys().map(|key| shortened(key)).collect(),
        Value::Array(items) => items
            .iter()
            .filter_map(Value::as_str)
            .map(|item| shortened(&without_secrets(item).0))
            .collect(),
        _ => Vec::new(),
    };
    let shown = match value {
        Value::Object(_) => String::new(),
        value => shortened(&without_secrets(&value.to_string()).0),
    };
    Unmapped { key: shortened(key), line, value: shown, names }
}
