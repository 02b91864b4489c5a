//! OpenCode: the permission map of each agent, of whose rules the last that matches counts, and a plugin that refuses what
//! no rule sees.
//!
//! Rules about commands bound nothing by themselves: lines without a simple command run unasked. So the plugin lets only
//! lists of simple commands pass, each in one spelling; without it, whatever can be run is taken to run unasked.

mod call;
mod delegate;
mod own;
mod path;
mod permission;
mod run;
mod section;
#[cfg(test)]
mod tests;
mod wild;

use std::collections::BTreeSet;

use bailiwick_schema::vocabulary;
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::permission::{Action, Effect, KEYWORDS, SHELLS, WRAPPERS};
use crate::render::dialect::{Dialect, Meanings, Native, Subject, texts};
use crate::render::evidence::Evidence;
use crate::render::filter;
use crate::render::meaning::{Meaning, Sense};
use crate::runtime::opencode::{BUILT_IN, QUOTED};

use own::Own;
use permission::{Permission, Rules};

/// The dialect.
pub static DIALECT: Dialect = Dialect {
    name: "opencode",
    evidence: Evidence::EngineTested { engine: "OpenCode 1.18.33", decisions: 303 },
    compile,
    meaning,
    read: None,
};

/// What the agents of a folder have beside each other.
struct Folder {
    /// The agents, by the names that OpenCode has for them.
    agents: BTreeSet<String>,
    /// The servers that are connected.
    servers: Vec<String>,
}

fn compile(subjects: &[Subject<'_, '_>]) -> Native {
    let mut servers: Vec<String> = subjects.iter().flat_map(servers_of).collect();
    servers.sort_unstable();
    servers.dedup();
    let names: Vec<String> = subjects.iter().map(native_name).collect();
    let folder = Folder { agents: names.iter().cloned().collect(), servers };
    let owned: Vec<Own> =
        subjects.par_iter().map(|subject| section::own(subject, &folder)).collect();
    let mut agents = Map::new();
    let mut plugin = Map::new();
    for (name, own) in names.iter().zip(&owned) {
        agents.insert(name.clone(), json!({ "permission": own.permission.to_value() }));
        plugin.insert(name.clone(), own.guard.to_value());
    }
    for name in BUILT_IN {
        if !agents.contains_key(*name) {
            agents.insert((*name).to_owned(), json!({ "disable": true }));
        }
    }
    let nothing = Permission::closed();
    let native = |(subject, name): (&Subject<'_, '_>, &String)| json!({ "agent": subject.effective.name(), "name": name });
    Native {
        shared: json!({
            "permission": nothing.to_value(),
            "agent": agents,
            "plugin": {
                "agents": plugin,
                "keywords": KEYWORDS,
                "quoted": QUOTED,
                "shells": SHELLS,
                "wrappers": WRAPPERS,
            },
            "servers": folder.servers,
        }),
        agents: subjects.iter().zip(&names).map(native).collect(),
        lost: Vec::new(),
    }
}

/// The name under which OpenCode finds an agent: that of its file.
fn native_name(subject: &Subject<'_, '_>) -> String {
    let name = subject.effective.name();
    filter::file(&name).unwrap_or(name)
}

/// The servers that an agent reaches, without the runtime's own tools.
fn servers_of(subject: &Subject<'_, '_>) -> Vec<String> {
    let used = subject.effective.fields_of(&vocabulary::USED_SERVER);
    let names = used.filter_map(|field| field.key());
    names.filter(|name| *name != vocabulary::BUILTIN).map(str::to_owned).collect()
}

/// What the permission map of each agent and the plugin come to.
fn meaning(native: &Native) -> Meanings<'_> {
    let shared = &native.shared;
    let agents = shared.get("agent").and_then(Value::as_object);
    let mut all = Permission::defaults();
    all.extend(Permission::read(shared.get("permission")));
    let guards = shared.get("plugin").and_then(|plugin| plugin.get("agents"));
    let folder = Folder {
        agents: agents.into_iter().flat_map(Map::keys).cloned().collect(),
        servers: texts(shared.get("servers")).map(str::to_owned).collect(),
    };
    Meanings::new(move |subject| {
        let name = native_name(subject);
        let own = agents.and_then(|agents| agents.get(&name));
        let mut permission = all.clone();
        permission.extend(Permission::read(own.and_then(|own| own.get("permission"))));
        let guard = guards.and_then(|guards| guards.get(&name)).map(own::Guard::read);
        Meaning::new(|action| sense(action, &permission, guard.as_ref(), &folder, subject))
    })
}

/// What is done with the requests of an action.
fn sense(
    action: Action,
    permission: &Permission,
    guard: Option<&own::Guard>,
    folder: &Folder,
    subject: &Subject<'_, '_>,
) -> Sense {
    match action {
        Action::Run => run::sense(permission, guard),
        Action::Read | Action::Write => path::sense(action, permission, guard),
        // With rules for some URLs, these may still lead to any other.
        Action::Fetch => Sense::always(action, permission.most(FETCH)),
        Action::Call => call::sense(permission, &folder.servers),
        Action::Delegate => delegate::sense(permission, folder, subject),
        // It has no memories.
        Action::Recall | Action::Remember => Sense::nothing(),
    }
}

/// The tool that fetches URLs.
const FETCH: &str = "webfetch";

/// The rules that hold for every use of a tool.
fn flat(effect: Effect) -> Rules {
    vec![("*".to_owned(), effect)]
}
