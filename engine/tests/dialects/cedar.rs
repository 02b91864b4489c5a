//! Cedar, by an evaluator of the part of its language that is rendered.

mod evaluator;

use bailiwick_engine::permission::{Action, Effect, Resource};
use bailiwick_engine::render::dialect::Native;

use super::checks;
use super::interpreter::{Folder, Interpreter, Request, Runtime};
use super::policy::{Agent, Line, Policy};
use super::random::Random;
use evaluator::{Asked, PolicySet};

#[test]
fn random_policies_are_rendered_to_cedar_as_declared_or_stricter() {
    checks::judge(&Cedar);
}

#[test]
fn the_examples_are_rendered_to_cedar_as_declared_or_stricter() {
    checks::judge_examples(&Cedar);
}

/// Policies that are asked about each request as it stands and, where that is denied, once more as approved.
struct Cedar;

/// The policies of one agent.
struct Policies {
    agent: String,
    all: PolicySet,
}

impl Interpreter for Cedar {
    fn dialect(&self) -> &'static str {
        "cedar"
    }

    fn runtime<'n>(&self, folder: &'n Folder, agent: usize) -> Box<dyn Runtime + 'n> {
        let own = &folder.native.agents[agent];
        let texts = own["policies"].as_array().unwrap().iter();
        let text: String = texts.map(|text| format!("{}\n", text.as_str().unwrap())).collect();
        let agent = own["agent"].as_str().unwrap().to_owned();
        Box::new(Policies { agent, all: PolicySet::read(&text) })
    }

    fn requests(&self, action: Action) -> Vec<String> {
        let more: &[&str] = match action {
            Action::Read | Action::Write => &[".", "/", "~", "*", "a*", "src/*", "..a", "src/.a"],
            Action::Call => &["s/get_a/b", "s/*", "t/put/x", "s/get_\\*"],
            Action::Fetch => &[
                "https://a.example/?q",
                "https://a.example/x?q=/y",
                "https://1.2.3.4/",
                "https://[::1]/x",
            ],
            Action::Run => &["mk 'a b'", "mk ''", "'mk go'", "git push '--force x' y", "mk '*'"],
            Action::Delegate => &["h/x", "helper/x"],
            Action::Recall | Action::Remember => &["notes/x"],
        };
        more.iter().map(|text| (*text).to_owned()).collect()
    }

    fn additions(&self, native: &Native, action: Action, pattern: &str) -> Vec<Native> {
        // Policies are each agent's own: what the line of another agent suggests says nothing about it.
        if native.agents.len() > 1 || pattern.contains(['{', '[', '?', '\\', '"', '\'']) {
            return Vec::new();
        }
        let likes = match action {
            // What runs other commands: there are too few requests of it here to see what a rule would give.
            Action::Run
                if ["xargs", "sudo", "timeout"].iter().any(|name| pattern.starts_with(name)) =>
            {
                return Vec::new();
            }
            // Of commands it says only how they begin.
            Action::Run if pattern.trim_end_matches(" **").contains('*') => return Vec::new(),
            Action::Run => match pattern.strip_suffix(" **") {
                Some(front) => vec![front.to_owned(), format!("{front} *")],
                None => vec![pattern.to_owned()],
            },
            // Of URLs only those of a host that is named.
            Action::Fetch if !is_of_a_host(pattern) => return Vec::new(),
            _ => vec![pattern.replace("**", "*"), pattern.replace("/**", "")],
        };
        let add = |like: &String| {
            let mut more = native.clone();
            for own in &mut more.agents {
                let agent = own["agent"].as_str().unwrap().to_owned();
                let slashes = "/*".repeat(like.matches('/').count() + 1);
                let within = format!(
                    "permit(principal == Agent::\"{agent}\", action == Action::\"{action}\", resource)\nwhen {{ context.resource like \"{like}\" && !(context.resource like \"*{slashes}\") }};"
                );
                own["policies"].as_array_mut().unwrap().push(within.into());
            }
            more
        };
        likes.iter().filter(|like| !like.is_empty()).map(add).collect()
    }

    fn within(&self, random: &mut Random) -> Policy {
        let mut agent =
            Agent { delegates: vec!["helper"], memories: vec!["notes"], ..Agent::default() };
        agent.servers = [vec![("s", &[] as &[&str])], vec![("s", &["get_*"]), ("t", &[])]]
            [random.below(2)]
        .clone();
        for _ in 0..random.below(8) + 1 {
            let action = Action::ALL[random.below(Action::ALL.len())];
            let effect = Effect::ALL[random.below(3)];
            let (effect, pattern) = match action {
                Action::Read | Action::Write => (effect, random.one(PATHS)),
                Action::Run => {
                    (Effect::Allow, random.one(&["mk **", "mk go", "git push **", "ls", "**"]))
                }
                Action::Fetch => (
                    Effect::Allow,
                    random.one(&["https://a.example/**", "https://a.example/x/**", "**"]),
                ),
                Action::Call => (effect, random.one(&["s/*", "s/get_*", "t/put", "**", "s/get_a"])),
                Action::Delegate => (effect, random.one(&["helper", "h*", "**"])),
                Action::Recall | Action::Remember => (effect, random.one(&["notes", "*", "n**"])),
            };
            agent.lines.push(Line::new(effect, action, pattern));
        }
        agent.otherwise = Action::ALL.into_iter().filter(|_| random.below(4) == 0).collect();
        Policy(vec![agent])
    }
}

/// Whether a pattern of URLs names its scheme and host.
fn is_of_a_host(pattern: &str) -> bool {
    let host = pattern.split_once("://").and_then(|(_, rest)| rest.split('/').next());
    host.is_some_and(|host| !host.contains('*')) && !pattern.starts_with('*')
}

const PATHS: &[&str] = &[
    "**",
    "src/**",
    "src/*",
    "src/a",
    "docs/**",
    ".env",
    "/etc/**",
    "/**",
    "~/**",
    "~/.ssh/*",
    "a*b",
    "{src,docs}/**",
    "*",
    "*/a/*.md",
    "src/**/a",
];

impl Runtime for Policies {
    fn decide(&self, request: &Request) -> Effect {
        // Whoever asks writes resources as Bailiwick spells them.
        let Ok(resource) = Resource::read(request.action, &request.resource) else {
            return Effect::Deny;
        };
        let asked = |approved| Asked {
            agent: &self.agent,
            action: request.action.as_str(),
            resource: resource.as_str(),
            approved,
        };
        let [refused, unsaid, approved] =
            [Some(false), None, Some(true)].map(|approved| self.all.permits(&asked(approved)));
        assert!(refused == unsaid && refused <= approved, "to say nothing is to approve nothing");
        match (refused, approved) {
            (true, _) => Effect::Allow,
            (false, true) => Effect::Ask,
            (false, false) => Effect::Deny,
        }
    }

    /// Of commands and URLs it forbids more than is meant where they are not spelled plainly.
    fn is_exact(&self, request: &Request) -> bool {
        match request.action {
            Action::Run => !request.resource.contains(['\'', '"', '\\']),
            Action::Fetch => request.resource.starts_with("https://a.example/"),
            _ => true,
        }
    }
}
