//! Declared policies: random ones, and how they are written.

use std::fmt::Write as _;

use bailiwick_engine::permission::{Action, Effect};

use super::random::Random;

/// The agents under one place.
#[derive(Debug, Clone, Default)]
pub struct Policy(pub Vec<Agent>);

/// What one agent has and may do.
#[derive(Debug, Clone, Default)]
pub struct Agent {
    /// Servers, each with the tools that it is left with where they are named.
    pub servers: Vec<(&'static str, &'static [&'static str])>,
    pub delegates: Vec<&'static str>,
    pub memories: Vec<&'static str>,
    pub lines: Vec<Line>,
    /// What is asked about where no rule says anything.
    pub otherwise: Vec<Action>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub effect: Effect,
    pub action: Action,
    pub pattern: String,
    pub when: Option<&'static str>,
}

impl Line {
    pub fn new(effect: Effect, action: Action, pattern: impl Into<String>) -> Self {
        Self { effect, action, pattern: pattern.into(), when: None }
    }
}

/// What the agents of policies have.
pub const DECLARED: &str = r#"
server "s" { url "https://s.example/mcp"; tool "get_a"; tool "get_b"; tool "put"; }
server "t" { url "https://t.example/mcp"; tool "get_a"; tool "put"; }
memory "notes" { summary "Notes"; }
agent "helper"
"#;

impl Policy {
    /// As KDL, with agents named by the number of the policy and their place.
    pub fn written(&self, number: usize) -> String {
        let mut text = String::new();
        for (at, agent) in self.0.iter().enumerate() {
            _ = writeln!(text, "agent \"{}\" {{\n{}}}", name(number, at), agent.written());
        }
        text
    }
}

/// The name of an agent.
pub fn name(number: usize, at: usize) -> String {
    format!("p{number}-{at}")
}

impl Agent {
    fn written(&self) -> String {
        let mut text = String::new();
        for (server, only) in &self.servers {
            let only: Vec<String> = only.iter().map(|tool| format!("{tool:?}")).collect();
            let only = if only.is_empty() {
                String::new()
            } else {
                format!(" {{ only {}; }}", only.join(" "))
            };
            _ = writeln!(text, "    server \"{server}\"{only}");
        }
        self.delegates.iter().for_each(|agent| _ = writeln!(text, "    delegate \"{agent}\""));
        self.memories.iter().for_each(|memory| _ = writeln!(text, "    memory \"{memory}\""));
        text.push_str("    permissions {\n");
        for Line { effect, action, pattern, when } in &self.lines {
            let when = when.map(|when| format!(" {{ {when}; }}")).unwrap_or_default();
            _ = writeln!(text, "        {effect} {action} \"{pattern}\"{when}");
        }
        for action in &self.otherwise {
            _ = writeln!(text, "        otherwise ask {action}");
        }
        text.push_str("    }\n");
        text
    }
}

/// A policy of no particular kind: one to three agents, a few actions, a few rules.
pub fn policy(random: &mut Random) -> Policy {
    let count = [1, 1, 1, 2, 3][random.below(5)];
    let first = agent(random);
    let mut agents = vec![first];
    while agents.len() < count {
        // Agents that share a place are often alike.
        let mut other = if random.below(2) == 0 { agents[0].clone() } else { agent(random) };
        if let Some(at) = (!other.lines.is_empty()).then(|| random.below(other.lines.len())) {
            other.lines.remove(at);
        }
        agents.push(other);
    }
    Policy(agents)
}

fn agent(random: &mut Random) -> Agent {
    let mut agent = Agent::default();
    match random.below(5) {
        0 => agent.servers = vec![("s", &[])],
        1 => agent.servers = vec![("s", &["get_*"]), ("t", &[])],
        _ => {}
    }
    if random.below(3) == 0 {
        agent.delegates = vec!["helper"];
    }
    if random.below(8) == 0 {
        agent.memories = vec!["notes"];
    }
    for _ in 0..random.below(6) + 1 {
        agent.lines.push(line(random));
    }
    for action in Action::ALL {
        if random.below(5) == 0 {
            agent.otherwise.push(action);
        }
    }
    agent
}

const ACTIONS: [Action; 14] = [
    Action::Run,
    Action::Run,
    Action::Run,
    Action::Run,
    Action::Read,
    Action::Read,
    Action::Write,
    Action::Write,
    Action::Fetch,
    Action::Fetch,
    Action::Call,
    Action::Call,
    Action::Delegate,
    Action::Recall,
];

fn line(random: &mut Random) -> Line {
    let action = ACTIONS[random.below(ACTIONS.len())];
    let effect = [Effect::Allow, Effect::Allow, Effect::Ask, Effect::Deny][random.below(4)];
    let mut line = Line::new(effect, action, pattern(action, random));
    if action.has_arguments() && random.below(6) == 0 {
        line.when = Some("when \"n\" at-most=2");
    }
    line
}

/// A pattern of an action.
pub fn pattern(action: Action, random: &mut Random) -> String {
    match action {
        Action::Run => command(random),
        Action::Read | Action::Write => random.one(PATHS).to_owned(),
        Action::Fetch => random.one(URLS).to_owned(),
        Action::Call => random.one(TOOLS).to_owned(),
        _ => random.one(&["helper", "*", "h*", "notes", "**"]).to_owned(),
    }
}

fn command(random: &mut Random) -> String {
    let mut words: Vec<&str> = vec![random.one(PROGRAMS)];
    for _ in 0..random.below(3) {
        words.push(random.one(&["go", "push", "a", "-rf", "status", "*", "g*", "**"]));
    }
    if random.below(2) == 0 {
        words.push("**");
    }
    words.dedup_by(|a, b| *a == "**" && *b == "**");
    words.join(" ")
}

const PROGRAMS: &[&str] = &[
    "mk", "mk", "p", "git", "ls", "cat", "rm", "sudo", "xargs", "timeout", "sort", "./p",
    "/bin/rm", "**", "*", "m*",
];

const PATHS: &[&str] = &[
    "**",
    "src/**",
    "src/*",
    "src/a",
    "docs/**",
    "**/*.md",
    "**/.env",
    ".env",
    "secrets/**",
    "/etc/**",
    "/**",
    "~/**",
    "~/.ssh/**",
    "{src,docs}/**",
    "s?c/a",
    "[a-c]",
    "a",
    "**/k",
    "/etc/a",
    "src/**/a",
    "src//a",
    "docs/./x/**",
];

const URLS: &[&str] = &[
    "**",
    "https://docs.python.org/**",
    "docs.python.org",
    "https://a.example/**",
    "a.example",
    "*.example",
    "https://*.example/x/**",
    "*://a.example:*/**",
    "http://a.example/",
    "*://**:*/**",
];

const TOOLS: &[&str] = &[
    "s/*",
    "s/get_*",
    "s/get_a",
    "s/put",
    "t/*",
    "t/put",
    "*/get_a",
    "**",
    "builtin/*",
    "builtin/task-create",
    "builtin/skill",
    "builtin/web-search",
    "builtin/cron-*",
];
