//! Random workspaces, each judged by the engine and by trying every request.

use std::collections::BTreeMap;

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;

use super::random::Random;
use super::reference::{Agent, Authority, Demand, Layer, Policy, Rule};

const AGENTS: [&str; 3] = ["clerk", "team/lead", "team/novice"];
const ENVIRONMENTS: [&str; 2] = ["dev", "prod"];
const PATHS: &[&str] =
    &["**", "*", "a", "a/**", "a/*", "**/b", "*/a", "b/**", "**/a/**", "a/b", "*/*/b", "b/**/a"];
const TOOLS: &[&str] = &["**", "s/*", "s/x", "t/*", "*/x", "t/y", "*/y", "s/a*"];
const NAMES: &[&str] = &["**", "x", "y", "*"];

fn rule(random: &mut Random) -> Rule {
    let effect = [0, 1, 2, 2][random.below(4)];
    let (action, patterns) = actions(random);
    Rule { effect, action, pattern: pattern(random, patterns) }
}

fn actions(random: &mut Random) -> (&'static str, &'static [&'static str]) {
    [("read", PATHS), ("call", TOOLS), ("recall", NAMES)][random.below(3)]
}

fn pattern(random: &mut Random, of: &[&'static str]) -> &'static str {
    random.one(of)
}

/// A layer; servers and memories stand in one of them only, but for `only`.
fn layer(random: &mut Random, most_rules: usize) -> Layer {
    let mut layer = Layer::default();
    let mut seen = Vec::new();
    for _ in 0..random.below(most_rules + 1) {
        let rule = rule(random);
        if !seen.contains(&(rule.effect, rule.action, rule.pattern)) {
            seen.push((rule.effect, rule.action, rule.pattern));
            layer.rules.push(rule);
        }
    }
    layer.steps = (random.below(3) == 0).then(|| [5, 10, 20][random.below(3)]);
    layer
}

fn agent(random: &mut Random, name: &'static str) -> Agent {
    let mut own = layer(random, 5);
    own.summary = random.below(2) == 0;
    own.tag = (random.below(2) == 0).then_some("pci");
    for server in ["s", "t"] {
        if random.below(3) > 0 {
            let only = [None, None, Some("x"), Some("*"), Some("y")][random.below(5)];
            own.servers.push((server, only));
        }
    }
    for memory in ["x", "y"] {
        if random.below(2) == 0 {
            own.memories.push(memory);
        }
    }
    let above = if random.below(2) == 0 { layer(random, 2) } else { Layer::default() };
    Agent { name, extends: random.below(2) == 0, own, above }
}

fn policy(random: &mut Random) -> Policy {
    let pick = |random: &mut Random, of: &[Option<&'static str>]| of[random.below(of.len())];
    let demand = match random.below(6) {
        0 => Demand::Steps([5, 10, 15][random.below(3)]),
        1 => {
            let what = ["summary", "limits/steps", "tag", "limits"];
            Demand::There(what[random.below(what.len())])
        }
        _ => {
            let (action, patterns) = actions(random);
            let mut chosen = vec![pattern(random, patterns)];
            let more = pattern(random, patterns);
            if !chosen.contains(&more) {
                chosen.push(more);
            }
            Demand::Most(Authority::from(random.below(2) == 0), action, chosen)
        }
    };
    let agents =
        [None, None, Some("**"), Some("*"), Some("team/*"), Some("team/l**"), Some("clerk")];
    Policy {
        agents: pick(random, &agents),
        environment: pick(random, &[None, None, Some("dev"), Some("prod")]),
        tag: pick(random, &[None, None, Some("pci")]),
        except: pick(random, &[None, None, None, Some("clerk"), Some("team/lead")]),
        demand,
    }
}

/// A workspace: agents over one base, and policies by number.
struct Workspace {
    base: Layer,
    agents: Vec<Agent>,
    policies: Vec<Policy>,
}

impl Workspace {
    fn random(random: &mut Random) -> Self {
        let base = layer(random, 4);
        let agents = AGENTS.map(|name| agent(random, name)).to_vec();
        let policies = (0..6).map(|_| policy(random)).collect();
        Self { base, agents, policies }
    }

    fn text(&self) -> String {
        let mut text = "environment \"dev\" { tracks; }\nenvironment \"prod\" { follows \"dev\"; }\n\
            server \"s\" { url \"https://s.acme.example\"; }\nserver \"t\" { url \"https://t.acme.example\"; }\n\
            memory \"x\" { scope \"agent\"; }\nmemory \"y\" { scope \"agent\"; }\nbase \"desk\" {\n"
            .to_owned();
        self.base.write(&mut text);
        text.push_str("}\n");
        for agent in &self.agents {
            text.push_str(&format!("agent \"{}\" {{\n", agent.name));
            text.push_str(if agent.extends { "extends \"desk\"\n" } else { "" });
            agent.own.write(&mut text);
            text.push_str("in \"prod\" {\n");
            agent.above.write(&mut text);
            text.push_str("}\n}\n");
        }
        for (at, policy) in self.policies.iter().enumerate() {
            policy.write(&format!("p{at}"), &mut text);
        }
        text
    }

    /// By policy, agent and environment, the code of the finding that is due, with the length of its request.
    fn due(&self) -> BTreeMap<(usize, usize, usize), (String, usize)> {
        let mut due = BTreeMap::new();
        for (at, agent) in self.agents.iter().enumerate() {
            for (place, environment) in ENVIRONMENTS.iter().enumerate() {
                let given = agent.given(&self.base, environment);
                for (number, policy) in self.policies.iter().enumerate() {
                    if !policy.means(agent.name, environment, &given) {
                        continue;
                    }
                    if let Some((code, length)) = policy.broken(&given) {
                        due.insert((number, at, place), (code.to_owned(), length));
                    }
                }
            }
        }
        due
    }

    /// The same, as the engine finds it.
    fn found(&self) -> BTreeMap<(usize, usize, usize), (String, usize)> {
        let workspace = load(&Memory::example(&self.text()));
        let mut all = BTreeMap::new();
        for found in workspace.diagnostics().diagnostics {
            let code = found.rule.code;
            if !matches!(code, "BW5001" | "BW5002" | "BW5003" | "BW5004") {
                continue;
            }
            let quoted = |name: &str| found.message.contains(&format!("`{name}`"));
            let agent = AGENTS.iter().position(|name| quoted(name));
            let policy = (0..self.policies.len()).find(|at| quoted(&format!("p{at}")));
            let named = agent.zip(policy);
            assert!(named.is_some(), "{}", found.message);
            let (agent, policy) = named.unwrap();
            let mut length = 0;
            if let Demand::Most(most, action, _) = &self.policies[policy].demand {
                let verb = format!(" {action} `");
                let (_, rest) = found.message.split_once(&verb).unwrap();
                let request = rest.split('`').next().unwrap();
                length = request.len();
                for (place, environment) in ENVIRONMENTS.iter().enumerate() {
                    let given = self.agents[agent].given(&self.base, environment);
                    let is_more = given.decide(action, request) > *most;
                    assert!(!quoted(ENVIRONMENTS[place]) || is_more, "{}", found.message);
                }
            }
            for (place, name) in ENVIRONMENTS.iter().enumerate() {
                if quoted(name) {
                    let before = all.insert((policy, agent, place), (code.to_owned(), length));
                    assert_eq!(before, None, "told twice: {}", found.message);
                }
            }
        }
        all
    }
}

impl Agent {
    fn given(&self, base: &Layer, environment: &str) -> Layer {
        let mut layers = Vec::new();
        layers.extend(self.extends.then_some(base));
        layers.push(&self.own);
        layers.extend((environment == "prod").then_some(&self.above));
        Layer::over(&layers)
    }
}

#[test]
fn policies_find_what_trying_every_request_finds() {
    let seed = std::env::var("BAILIWICK_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or(20_261_123);
    eprintln!("seed {seed}");
    let mut random = Random(seed);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..WORKSPACES {
        let workspace = Workspace::random(&mut random);
        let due = workspace.due();
        let found = workspace.found();
        assert_eq!(found, due, "{}", workspace.text());
        let kept = AGENTS.len() * ENVIRONMENTS.len() * workspace.policies.len() - due.len();
        *counts.entry("kept".to_owned()).or_default() += kept;
        for (code, _) in due.into_values() {
            *counts.entry(code).or_default() += 1;
        }
    }
    eprintln!("{counts:?}");
    for what in ["kept", "BW5001", "BW5002", "BW5003"] {
        assert!(
            counts.get(what).is_some_and(|count| *count > WORKSPACES / 2),
            "{what}: {counts:?}"
        );
    }
}

const WORKSPACES: usize = 300;
