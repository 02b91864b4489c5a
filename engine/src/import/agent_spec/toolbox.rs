//! A toolbox as a server, with the tools that the agent may use of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::permission::{Action, Effect, Pattern};

use super::super::Options;
use super::super::grants::{Grant, Grants};
use super::super::report::{Mapped, Topic};
use super::super::servers::{Servers, line_of};
use super::super::text::shortened;
use super::{Told, resolved};

/// Reads the toolboxes of one agent.
pub(super) struct Reader<'r> {
    pub(super) text: &'r str,
    pub(super) components: Option<&'r Map<String, Value>>,
    pub(super) servers: &'r mut Servers,
    /// The servers so far, by the names that they have in these files.
    pub(super) known: &'r mut BTreeMap<String, Value>,
    pub(super) told: &'r mut Told,
    pub(super) options: &'r Options,
}

impl Reader<'_> {
    /// Gives the agent the tools of a toolbox.
    pub(super) fn toolbox(&mut self, value: &Value, grants: &mut Grants) {
        let Some(toolbox) = resolved(value, self.components) else {
            return self.left_out(value, "it is not in the file");
        };
        let name = toolbox.get("name").and_then(Value::as_str).unwrap_or("toolbox");
        if toolbox.get("component_type").and_then(Value::as_str) != Some("MCPToolBox") {
            return self.left_out(value, "it is no toolbox of an MCP server");
        }
        let transport = toolbox.get("client_transport");
        let Some(transport) = transport.and_then(|value| resolved(value, self.components)) else {
            return self.left_out(value, "how it is reached is not in the file");
        };
        let Some(server) = self.server(name, transport) else {
            return self.left_out(value, "it is reached in a way that has no place here");
        };
        let Some(declared) = self.declared(name, server) else {
            return self.left_out(value, "its server cannot be declared");
        };
        let is_confirmed = toolbox.get("requires_confirmation").is_some_and(is_set);
        self.tools(toolbox.get("tool_filter"), &declared, is_confirmed, grants);
    }

    fn line(&self, name: &str) -> u32 {
        line_of(self.text, name)
    }

    fn left_out(&mut self, value: &Value, why: &str) {
        let name = value.get("name").or_else(|| value.get("$component_ref"));
        let name = shortened(name.and_then(Value::as_str).unwrap_or("toolbox"));
        let line = self.line(&name);
        self.told.note(Topic::LeftOut, line, format!("the toolbox `{name}` is left out: {why}"));
    }

    /// A server as other tools write it down.
    fn server(&mut self, name: &str, transport: &Map<String, Value>) -> Option<Value> {
        let line = self.line(name);
        let known: &[&str] = match transport.get("component_type").and_then(Value::as_str)? {
            "StdioTransport" => &["command", "args", "env"],
            "StreamableHTTPTransport" | "SSETransport" => &["url", "headers", "sensitive_headers"],
            _ => return None,
        };
        let mut server = Map::new();
        for (key, value) in transport.iter().filter(|(_, value)| !value.is_null()) {
            if ["component_type", "description", "id", "metadata", "name"].contains(&key.as_str()) {
                continue;
            }
            if !known.contains(&key.as_str()) {
                self.told.left(&format!("client_transport.{key}"), line, value);
            } else if key != "sensitive_headers" {
                server.insert(key.clone(), value.clone());
            }
        }
        let sensitive = transport.get("sensitive_headers").and_then(Value::as_object);
        self.sensitive(name, line, sensitive, &mut server);
        Some(Value::Object(server))
    }

    /// Adds the headers whose values are secrets, as variables.
    fn sensitive(
        &mut self,
        name: &str,
        line: u32,
        sensitive: Option<&Map<String, Value>>,
        server: &mut Map<String, Value>,
    ) {
        for header in sensitive.into_iter().flat_map(Map::keys) {
            if header.starts_with('$') {
                let text = format!(
                    "the secret headers of `{name}` are not in the file: declare them with `header … secret=…`"
                );
                self.told.note(Topic::LeftOut, line, text);
                continue;
            }
            let variable = variable(name, header);
            let text = format!(
                "`{}` of `{name}` holds a secret, which is taken out: revoke it, and keep the new one where the `secret` says",
                shortened(header)
            );
            self.told.note(Topic::Secret, line, text);
            let headers = server.entry("headers").or_insert_with(|| json!({}));
            if let Some(headers) = headers.as_object_mut() {
                headers.insert(header.clone(), format!("${{{variable}}}").into());
            }
        }
    }

    /// The name under which a server is declared; another one of its name gets another.
    fn declared(&mut self, name: &str, server: Value) -> Option<String> {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let is_free = |one: &String| self.known.get(one).is_none_or(|known| *known == server);
        let source = names.find(is_free)?;
        if !self.known.contains_key(&source) {
            self.known.insert(source.clone(), server.clone());
            let entry = std::iter::once((source.clone(), server)).collect();
            self.servers.add(self.text, &entry, &self.options.servers, &[]);
            self.told.notes.append(&mut self.servers.notes);
            self.told.mapped.append(&mut self.servers.mapped);
            self.told.unmapped.append(&mut self.servers.unmapped);
        }
        let named = self.servers.named.iter().find(|named| named.source == source);
        named.map(|named| named.declared.clone())
    }

    /// The tools that are named, or all of them: unasked, but for those that are to be confirmed.
    fn tools(
        &mut self,
        filter: Option<&Value>,
        server: &str,
        is_confirmed: bool,
        grants: &mut Grants,
    ) {
        let effect = |is_confirmed| if is_confirmed { Effect::Ask } else { Effect::Allow };
        let Some(filter) = filter.and_then(Value::as_array) else {
            grants.reach(server, "*");
            grants.add([Grant::new(effect(is_confirmed), Action::Call, format!("{server}/*"))]);
            return;
        };
        for tool in filter {
            let object = resolved(tool, self.components);
            let said = object.and_then(|object| object.get("name"));
            let name = tool.as_str().or_else(|| said.and_then(Value::as_str)).unwrap_or_default();
            let line = self.line(if name.is_empty() { server } else { name });
            let pattern = format!("{server}/{name}");
            let is_one = !name.is_empty()
                && !name.contains(['*', '{', '}', '[', ']', '\\', '/', '?'])
                && Pattern::read(Action::Call, &pattern).is_ok();
            if !is_one {
                let text = format!(
                    "a tool of `{server}` is left out: `{}` is no name of one",
                    shortened(name)
                );
                self.told.note(Topic::LeftOut, line, text);
                continue;
            }
            let confirmed = object.and_then(|object| object.get("requires_confirmation"));
            let effect = effect(is_confirmed || confirmed.is_some_and(is_set));
            grants.reach(server, name);
            let grant = Grant::new(effect, Action::Call, pattern);
            self.told.mapped.push(Mapped {
                key: "tool_filter".to_owned(),
                line,
                value: shortened(name),
                written: vec![grant.written()],
                stricter: None,
                witness: None,
            });
            grants.add([grant]);
        }
    }
}

/// The variable in which the secret of a header is kept.
fn variable(server: &str, header: &str) -> String {
    let sign = |sign: char| {
        if sign.is_ascii_alphanumeric() { sign.to_ascii_uppercase() } else { '_' }
    };
    let joined: String = format!("{server}_{header}").chars().map(sign).collect();
    let is_numbered = joined.starts_with(|first: char| first.is_ascii_digit());
    if is_numbered { format!("_{joined}") } else { joined }
}

/// Whether a tool has to be confirmed: also where that is not said plainly.
fn is_set(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}
