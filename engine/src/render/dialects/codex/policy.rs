//! The policy of a session: made, and read back.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::commands::Prefix;
use super::mode::Mode;
use super::servers::Server;
use super::trees;
use crate::runtime::codex::FEATURES;

/// The name of the permission profile.
const PROFILE: &str = "bailiwick";

/// Where the profile names folders of the workspace; it names nothing else, so that no program is there to be started.
const ROOTS: &str = ":workspace_roots";

/// All that is rendered of permissions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Policy {
    pub(super) mode: Mode,
    /// Whether there are commands at all.
    pub(super) commands: bool,
    /// The rules about them.
    pub(super) rules: Vec<Prefix>,
    /// Folders that may be written, none in another.
    pub(super) written: Vec<String>,
    /// Folders and files in those that may not.
    pub(super) kept: Vec<String>,
    /// Folders that may be read.
    pub(super) read: Vec<String>,
    /// Whether there is the tool that reads: it shows images.
    pub(super) images: bool,
    /// Whether the web is searched, in what the provider keeps of it.
    pub(super) search: bool,
    pub(super) servers: BTreeMap<String, Server>,
}

impl Policy {
    /// Nothing may be done.
    pub(super) const fn closed(mode: Mode) -> Self {
        Self {
            mode,
            commands: false,
            rules: Vec::new(),
            written: Vec::new(),
            kept: Vec::new(),
            read: Vec::new(),
            images: false,
            search: false,
            servers: BTreeMap::new(),
        }
    }

    /// Programs of which a rule allows something: only by their bare name, never as `./name`.
    fn hosts(&self) -> Vec<&str> {
        let mut programs: Vec<&str> = self.rules.iter().filter_map(Prefix::host).collect();
        programs.sort_unstable();
        programs.dedup();
        programs
    }

    /// As templates see it.
    pub(super) fn to_value(&self) -> Value {
        let mut features: Map<String, Value> =
            FEATURES.iter().map(|name| ((*name).to_owned(), json!(false))).collect();
        for (name, is_on) in self.switches() {
            features.insert(name.to_owned(), json!(is_on));
        }
        let access = |folders: &[String], access: &'static str| {
            folders.iter().map(move |path| (path.clone(), json!(access))).collect::<Vec<_>>()
        };
        let mut roots = Map::new();
        let is_written = |path: &String| self.written.iter().any(|one| trees::is_in(path, one));
        let read: Vec<String> =
            self.read.iter().filter(|path| self.images && !is_written(path)).cloned().collect();
        roots.extend(access(&read, "read"));
        roots.extend(access(&self.written, "write"));
        roots.extend(access(&self.kept, "read"));
        let servers = self.servers.iter().map(|(name, server)| (name.clone(), server.to_value()));
        let mut rules = self.rules.clone();
        rules.sort_unstable();
        rules.dedup();
        json!({
            "approval_policy": self.mode.to_value(),
            "approvals_reviewer": "user",
            "default_permissions": PROFILE,
            "web_search": if self.search { "cached" } else { "disabled" },
            "features": features,
            // An agent that was started starts no other.
            "agents": { "enabled": true, "max_depth": 1 },
            "permissions": { PROFILE: {
                "filesystem": { ROOTS: roots },
                "network": { "enabled": false },
            }},
            "servers": servers.collect::<Map<String, Value>>(),
            "hosts": self.hosts(),
            "rules": rules.iter().map(Prefix::to_value).collect::<Vec<_>>(),
        })
    }

    /// The features that are on as the policy says.
    const fn switches(&self) -> [(&'static str, bool); 3] {
        [
            ("shell_tool", self.commands),
            ("unified_exec", self.commands),
            ("view_image", self.images),
        ]
    }

    /// Reads back what is made here; none of anything else.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let is_on = |name: &str| value.get("features")?.get(name)?.as_bool();
        let profile = value.get("permissions")?.get(PROFILE)?;
        let roots = profile.get("filesystem")?.get(ROOTS)?.as_object()?;
        let images = is_on("view_image")?;
        let mut policy = Self::closed(Mode::read(value.get("approval_policy")?)?);
        policy.images = images;
        policy.commands = is_on("shell_tool")?;
        policy.search = value.get("web_search")?.as_str()? != "disabled";
        policy.rules =
            value.get("rules")?.as_array()?.iter().map(Prefix::read).collect::<Option<_>>()?;
        for (path, access) in roots {
            let is_path = path == "." || trees::is_plain(path);
            match access.as_str().filter(|_| is_path)? {
                "write" => policy.written.push(path.clone()),
                "read" => policy.read.push(path.clone()),
                _ => return None,
            }
        }
        let is_kept = |path: &String| policy.written.iter().any(|one| trees::is_in(path, one));
        policy.kept = policy.read.iter().filter(|path| is_kept(path)).cloned().collect();
        for (name, server) in value.get("servers")?.as_object()? {
            policy.servers.insert(name.clone(), Server::read(server)?);
        }
        // All the rest is always the same.
        (policy.to_value() == *value).then_some(policy)
    }
}
