//! OpenFang, by what its kernel makes of the lists in a manifest and what its tools then do.

use bailiwick_engine::permission::{Action, Effect};
use bailiwick_engine::render::dialect::Native;

use super::checks;
use super::interpreter::{Folder, Interpreter, Request, Runtime};
use super::policy::{Agent, Line, Policy};
use super::random::Random;

#[test]
fn random_policies_are_rendered_to_openfang_as_declared_or_stricter() {
    checks::judge(&OpenFang);
}

#[test]
fn the_examples_are_rendered_to_openfang_as_declared_or_stricter() {
    checks::judge_examples(&OpenFang);
}

struct OpenFang;

/// What the kernel offers to one agent.
struct Manifest<'n> {
    tools: Vec<&'n str>,
    servers: Vec<&'n str>,
    exec: &'n str,
    connected: &'n [String],
}

impl Interpreter for OpenFang {
    fn dialect(&self) -> &'static str {
        "openfang"
    }

    fn runtime<'n>(&self, folder: &'n Folder, agent: usize) -> Box<dyn Runtime + 'n> {
        let own = &folder.native.agents[agent];
        let list = |key: &str| -> Vec<&'n str> {
            own[key].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
        };
        Box::new(Manifest {
            tools: list("tools"),
            servers: list("servers"),
            exec: own["exec"].as_str().unwrap(),
            connected: &folder.servers,
        })
    }

    fn requests(&self, action: Action) -> Vec<String> {
        let more: &[&str] = match action {
            Action::Read | Action::Write => &[".", "..", "../x", "/", "~", "a b"],
            Action::Call => &["s/get-a", "s/GET_A", "t/get-a", "builtin/web_search", "s/get_a/b"],
            Action::Fetch => &["http://127.0.0.1/", "file:///etc/passwd"],
            Action::Run => &["mk", "/tmp/mk x", "x\\mk"],
            _ => &["*"],
        };
        more.iter().map(|text| (*text).to_owned()).collect()
    }

    fn additions(&self, native: &Native, action: Action, pattern: &str) -> Vec<Native> {
        let tools: Vec<(String, Option<&str>)> = match action {
            Action::Read => vec![("file_read".to_owned(), None), ("file_list".to_owned(), None)],
            Action::Write => vec![("file_write".to_owned(), None)],
            Action::Fetch => vec![("web_fetch".to_owned(), None)],
            // Of the others it is not known which tools there are.
            Action::Call if !pattern.contains('*') => match pattern.split_once('/') {
                Some(("builtin", tool)) => vec![(tool.replace('-', "_"), None)],
                Some((server, tool)) => vec![(format!("mcp_{server}_{tool}"), Some(server))],
                None => Vec::new(),
            },
            // No program is started, nobody is sent a message, and what is remembered is everybody's.
            _ => Vec::new(),
        };
        let mut all = Vec::new();
        for (tool, server) in tools {
            for at in 0..native.agents.len() {
                let mut more = native.clone();
                let own = &mut more.agents[at];
                own["tools"].as_array_mut().unwrap().push(tool.clone().into());
                own["servers"].as_array_mut().unwrap().extend(server.map(Into::into));
                all.push(more);
            }
        }
        all
    }

    fn within(&self, random: &mut Random) -> Policy {
        let mut agent = Agent::default();
        for action in [Action::Read, Action::Write, Action::Fetch] {
            if random.below(2) == 0 {
                agent.lines.push(Line::new(Effect::Allow, action, "**"));
            }
        }
        if random.below(2) == 0 {
            agent.servers = vec![("s", &[]), ("t", &["get_a", "put"])];
            for tool in ["s/get_a", "s/get_b", "s/put", "t/get_a", "t/put"] {
                if random.below(2) == 0 {
                    let effect = [Effect::Allow, Effect::Allow, Effect::Deny][random.below(3)];
                    agent.lines.push(Line::new(effect, Action::Call, tool));
                }
            }
        }
        if random.below(3) == 0 {
            agent.lines.push(Line::new(Effect::Deny, Action::Run, "rm -rf **"));
        }
        let mut policy = Policy(vec![agent]);
        if random.below(4) == 0 {
            policy.0.push(Agent::default());
        }
        policy
    }
}

/// A name in that of a tool.
fn normalized(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}

impl Manifest<'_> {
    fn has(&self, tool: &str) -> bool {
        self.tools.is_empty() || self.tools.contains(&"*") || self.tools.contains(&tool)
    }

    /// Whether the tool of a server that is connected is used by some name that is offered.
    fn has_tool(&self, server: &str, tool: &str) -> bool {
        let name = format!("mcp_{}_{}", normalized(server), normalized(tool));
        let front = name[4..].split('_').next().unwrap();
        let is_used = self.servers.is_empty() || self.servers.contains(&front);
        self.connected.iter().any(|one| one == server) && is_used && self.has(&name)
    }
}

/// The tools of servers of policies.
const KNOWN: &[&str] = &["get_a", "get_b", "put"];

impl Runtime for Manifest<'_> {
    fn decide(&self, request: &Request) -> Effect {
        let resource = request.resource.as_str();
        let is_below =
            !resource.starts_with(['/', '~']) && !resource.split('/').any(|part| part == "..");
        let is_done = match request.action {
            Action::Read => {
                is_below
                    && ["file_read", "file_list", "apply_patch"].iter().any(|tool| self.has(tool))
            }
            Action::Write => {
                is_below && ["file_write", "apply_patch"].iter().any(|tool| self.has(tool))
            }
            Action::Fetch => resource.starts_with("http") && self.has("web_fetch"),
            Action::Run => self.exec != "deny" && self.has("shell_exec"),
            Action::Delegate => self.has("agent_send") || self.has("agent_spawn"),
            Action::Recall => self.has("memory_recall"),
            Action::Remember => self.has("memory_store"),
            Action::Call => match resource.split_once('/') {
                Some(("builtin", "web-search")) => self.has("web_search"),
                Some(("builtin", _)) | None => false,
                // A tool of another spelling is there only where the server has one.
                Some((server, tool)) => KNOWN.contains(&tool) && self.has_tool(server, tool),
            },
        };
        if is_done { Effect::Allow } else { Effect::Deny }
    }

    /// Which addresses it refuses as private ones is not told, nor which tools a server has.
    fn is_exact(&self, request: &Request) -> bool {
        let resource = request.resource.as_str();
        match request.action {
            Action::Fetch => resource.starts_with("https://a.example/"),
            Action::Read | Action::Write => !resource.split('/').any(|part| part == ".."),
            Action::Call => resource
                .split_once('/')
                .is_some_and(|(server, tool)| server == "builtin" || KNOWN.contains(&tool)),
            _ => true,
        }
    }
}
