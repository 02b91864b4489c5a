//! Tools of servers, in whose names the server and the tool are one word, and the search of the web.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_schema::vocabulary::{self, BUILTIN};
use serde_json::{Value, json};

use crate::permission::{Action, Effect, Pattern, Rule};
use crate::render::dialect::{Subject, texts};
use crate::render::meaning::Sense;
use crate::render::proof::prove_given;
use crate::runtime::openfang::normalized;

/// OpenFang's own tool that searches the web, and how it is declared.
const SEARCH: (&str, &str) = ("web_search", "web-search");

/// What the names of all tools of servers begin with.
const FRONT: &str = "mcp_";

/// The servers of all agents, each with the names of tools that anything says of it.
#[derive(Debug, Default)]
pub(super) struct Servers(BTreeMap<String, BTreeSet<String>>);

impl Servers {
    pub(super) fn of(subjects: &[Subject<'_, '_>]) -> Self {
        let mut all = Self::default();
        for subject in subjects {
            for field in super::used(subject) {
                let Some(server) = field.key().filter(|name| *name != BUILTIN) else { continue };
                let only = field.child(&vocabulary::ONLY).into_iter();
                let named = only.flat_map(|only| only.members.iter().map(|member| member.text));
                let named = named.filter(|name| is_plain(name)).map(str::to_owned);
                all.0.entry(server.to_owned()).or_default().extend(named);
            }
        }
        for subject in subjects {
            for line in subject.authority.lines(Action::Call) {
                let Some((server, tool)) = line.member.text.split_once('/') else { continue };
                if let Some(tools) = all.0.get_mut(server).filter(|_| is_plain(tool)) {
                    tools.insert(tool.to_owned());
                }
            }
        }
        all
    }

    pub(super) fn to_value(&self) -> Value {
        json!({ "servers": self.0 })
    }

    pub(super) fn read(value: &Value) -> Self {
        let servers = value.get("servers").and_then(Value::as_object).into_iter().flatten();
        let tools = |of| texts(Some(of)).map(str::to_owned).collect();
        Self(servers.map(|(name, of)| (name.clone(), tools(of))).collect())
    }

    /// The tools that are used by a name: those that are named here and come to it; where none does, the one of that name.
    fn tools_by(&self, listed: &str) -> Vec<Pattern> {
        let mut all = Vec::new();
        for (server, named) in &self.0 {
            let front = format!("{FRONT}{}_", normalized(server));
            let Some(rest) = listed.strip_prefix(&front).filter(|rest| !rest.is_empty()) else {
                continue;
            };
            let alike = named.iter().filter(|name| normalized(name) == rest);
            let before = all.len();
            all.extend(alike.map(|name| Pattern::one_tool(server, name)));
            if all.len() == before {
                all.push(Pattern::one_tool(server, rest));
            }
        }
        all
    }
}

/// Whether a name has no sign of a pattern, and none that another runtime may take otherwise.
fn is_plain(name: &str) -> bool {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_-".contains(sign);
    !name.is_empty() && name.chars().all(is_plain)
}

/// Whether a name on a list is that of a tool of which is known what it does.
pub(super) fn is_known(tool: &str) -> bool {
    tool == SEARCH.0 || tool.starts_with(FRONT)
}

/// The tools that an agent may use with any arguments, and the servers that these are of.
pub(super) fn tools(subject: &Subject<'_, '_>, servers: &Servers) -> (Vec<String>, Vec<String>) {
    let declared = subject.authority.given(Action::Call);
    let may = |listed: &str, of: &str| {
        let sense = sense(&[listed], &[of], servers);
        !sense.rules.is_empty() && prove_given(Action::Call, &declared, &sense.given()).holds()
    };
    let mut tools = Vec::new();
    let mut used = Vec::new();
    for server in super::used(subject).filter_map(|field| field.key()) {
        let name = normalized(server);
        // A list of servers is compared with what stands before the first `_` of a tool's name.
        if server == BUILTIN || !is_plain(&name) || name.contains('_') {
            continue;
        }
        let named = servers.0.get(server).into_iter().flatten();
        let listed = named.map(|tool| format!("{FRONT}{name}_{}", normalized(tool)));
        let before = tools.len();
        tools.extend(listed.filter(|listed| may(listed, &name)));
        if tools.len() > before {
            used.push(name);
        }
    }
    if may(SEARCH.0, "") {
        tools.push(SEARCH.0.to_owned());
    }
    (tools, used)
}

/// What is done with tools: those on the list, of the servers on theirs.
pub(super) fn sense(tools: &[&str], used: &[&str], servers: &Servers) -> Sense {
    let mut rules = Vec::new();
    for tool in tools {
        let patterns = if *tool == SEARCH.0 {
            vec![Pattern::one_tool(BUILTIN, SEARCH.1)]
        } else {
            let rest = tool.strip_prefix(FRONT).unwrap_or_default();
            let server = rest.split('_').next().unwrap_or_default();
            let is_used = used.is_empty() || used.contains(&server);
            if is_used { servers.tools_by(tool) } else { Vec::new() }
        };
        let rule = |pattern| Rule::new(Effect::Allow, Action::Call, pattern);
        rules.extend(patterns.into_iter().map(rule));
    }
    Sense { rules, ..Sense::default() }
}
