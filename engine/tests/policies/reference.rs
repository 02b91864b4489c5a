//! What agents are given and what policies demand of it, by trying every request: nothing of the engine has a part in it.
//!
//! Source: `docs/guide/permissions.md` and `docs/guide/policies.md`.

use std::fmt::Write as _;

/// An effect: 0 deny, 1 ask, 2 allow.
pub type Authority = u8;

pub const EFFECTS: [&str; 3] = ["deny", "ask", "allow"];

/// A rule as it is written.
#[derive(Debug, Clone)]
pub struct Rule {
    pub effect: Authority,
    pub action: &'static str,
    pub pattern: &'static str,
}

/// One layer of an agent.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    pub rules: Vec<Rule>,
    pub steps: Option<i64>,
    pub summary: bool,
    pub tag: Option<&'static str>,
    /// Servers, each with what its `only` leaves.
    pub servers: Vec<(&'static str, Option<&'static str>)>,
    pub memories: Vec<&'static str>,
}

/// An agent: what it extends, what it says itself, and what it says for `prod`.
#[derive(Debug, Clone)]
pub struct Agent {
    pub name: &'static str,
    pub extends: bool,
    pub own: Layer,
    pub above: Layer,
}

/// What a policy demands.
#[derive(Debug, Clone)]
pub enum Demand {
    /// Requests of these patterns get no more than this.
    Most(Authority, &'static str, Vec<&'static str>),
    /// At most so many steps.
    Steps(i64),
    /// Something is there.
    There(&'static str),
}

/// A policy with one demand.
#[derive(Debug, Clone)]
pub struct Policy {
    pub agents: Option<&'static str>,
    pub environment: Option<&'static str>,
    pub tag: Option<&'static str>,
    pub demand: Demand,
    pub except: Option<&'static str>,
}

impl Layer {
    /// The layers of an agent in an environment, one over the other.
    pub fn over(layers: &[&Self]) -> Self {
        let mut all = Self::default();
        for layer in layers {
            all.rules.extend(layer.rules.iter().cloned());
            all.steps = layer.steps.or(all.steps);
            all.summary |= layer.summary;
            all.tag = all.tag.or(layer.tag);
            all.servers.extend(layer.servers.iter().copied());
            all.memories.extend(layer.memories.iter().copied());
        }
        all
    }

    /// What a request is given.
    pub fn decide(&self, action: &str, resource: &str) -> Authority {
        let has = match action {
            "call" => {
                let (server, tool) = resource.split_once('/').unwrap();
                let only = |(name, only): &(&str, Option<&str>)| {
                    *name == server
                        && only.is_none_or(|only| is_name(&only.replace('*', "**"), tool))
                };
                let mut named = self.servers.iter().filter(|(name, _)| *name == server).peekable();
                // A server that two layers name leaves what both leave.
                named.peek().is_some() && named.all(only)
            }
            "recall" => self.memories.contains(&resource),
            _ => true,
        };
        let of = |effect: Authority| {
            self.rules.iter().any(|rule| {
                rule.effect == effect
                    && rule.action == action
                    && is_match(action, rule.pattern, resource)
            })
        };
        if !has || of(0) || !of(1) && !of(2) { 0 } else { 2 - u8::from(of(1)) }
    }

    pub fn write(&self, text: &mut String) {
        if self.summary {
            text.push_str("summary \"Works\"\n");
        }
        if let Some(steps) = self.steps {
            writeln!(text, "limits {{ steps {steps}; }}").unwrap();
        }
        if let Some(tag) = self.tag {
            writeln!(text, "tag \"{tag}\"").unwrap();
        }
        for (server, only) in &self.servers {
            let only = only.map_or(String::new(), |only| format!(" {{ only \"{only}\"; }}"));
            writeln!(text, "server \"{server}\"{only}").unwrap();
        }
        for memory in &self.memories {
            writeln!(text, "memory \"{memory}\"").unwrap();
        }
        text.push_str("permissions {\n");
        for Rule { effect, action, pattern } in &self.rules {
            writeln!(text, "{} {action} \"{pattern}\"", EFFECTS[usize::from(*effect)]).unwrap();
        }
        text.push_str("}\n");
    }
}

impl Policy {
    /// Whether it is about an agent in an environment.
    pub fn means(&self, name: &str, environment: &str, given: &Layer) -> bool {
        self.agents.is_none_or(|agents| is_name(agents, name))
            && self.environment.is_none_or(|own| own == environment)
            && self.tag.is_none_or(|tag| given.tag == Some(tag))
            && self.except != Some(name)
    }

    /// How what is given breaks it: the rule's code, and how long the shortest request is that shows it.
    pub fn broken(&self, given: &Layer) -> Option<(&'static str, usize)> {
        match &self.demand {
            Demand::Most(most, action, patterns) => {
                let asked = requests(action).into_iter().filter(|request| {
                    patterns.iter().any(|pattern| is_match(action, pattern, request))
                        && given.decide(action, request) > *most
                });
                asked.map(|request| request.len()).min().map(|length| ("BW5001", length))
            }
            Demand::Steps(most) => {
                given.steps.is_none_or(|steps| steps > *most).then_some(("BW5002", 0))
            }
            Demand::There(what) => {
                let is_there = match *what {
                    "summary" => given.summary,
                    "limits" | "limits/steps" => given.steps.is_some(),
                    _ => given.tag.is_some(),
                };
                (!is_there).then_some(("BW5003", 0))
            }
        }
    }

    pub fn write(&self, name: &str, text: &mut String) {
        writeln!(text, "policy \"{name}\" {{").unwrap();
        for (row, value) in [("agents", self.agents), ("in", self.environment), ("tags", self.tag)]
        {
            if let Some(value) = value {
                writeln!(text, "{row} \"{value}\"").unwrap();
            }
        }
        if let Some(agent) = self.except {
            writeln!(text, "except \"{agent}\" until=\"2999-01-01\" because=\"a test\"").unwrap();
        }
        match &self.demand {
            Demand::Most(most, action, patterns) => {
                let word = if *most == 0 { "forbid" } else { "at-most ask" };
                let patterns: Vec<String> =
                    patterns.iter().map(|pattern| format!("\"{pattern}\"")).collect();
                writeln!(text, "{word} {action} {}", patterns.join(" ")).unwrap();
            }
            Demand::Steps(most) => writeln!(text, "at-most \"limits/steps\" {most}").unwrap(),
            Demand::There(what) => writeln!(text, "require \"{what}\"").unwrap(),
        }
        text.push_str("}\n");
    }
}

/// All requests that are tried: with a tool, a name and a path more than any pattern names.
pub fn requests(action: &str) -> Vec<String> {
    let names = ["a", "b", "x", "y"];
    match action {
        // The name of a tool may hold a `/`, which `*` does not reach.
        "call" => ["s", "t"]
            .iter()
            .flat_map(|server| ["/", "a", "b", "x", "y"].map(|tool| format!("{server}/{tool}")))
            .collect(),
        "recall" => names.map(str::to_owned).to_vec(),
        _ => {
            let mut all = vec![String::new()];
            let mut longest = all.clone();
            for _ in 0..4 {
                longest = longest
                    .iter()
                    .flat_map(|front| ["a", "b", "x"].map(|name| format!("{front}/{name}")))
                    .collect();
                all.extend(longest.iter().cloned());
            }
            let path = |path: String| path.strip_prefix('/').map_or(".".to_owned(), str::to_owned);
            all.into_iter().map(path).collect()
        }
    }
}

fn is_match(action: &str, pattern: &str, resource: &str) -> bool {
    if action != "read" {
        return is_name(pattern, resource);
    }
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = resource.split('/').filter(|part| *part != ".").collect();
    is_path(&pattern, &path)
}

/// Whether a path pattern matches, part by part.
fn is_path(pattern: &[&str], path: &[&str]) -> bool {
    match pattern {
        [] => path.is_empty(),
        ["**", rest @ ..] => (0..=path.len()).any(|taken| is_path(rest, &path[taken..])),
        [first, rest @ ..] => {
            path.first().is_some_and(|part| *first == "*" || first == part)
                && is_path(rest, &path[1..])
        }
    }
}

/// Whether a name pattern matches: `*` within a part, `**` across parts.
fn is_name(pattern: &str, name: &str) -> bool {
    if let Some(rest) = pattern.strip_prefix("**") {
        return (0..=name.len()).any(|taken| is_name(rest, &name[taken..]));
    }
    if let Some(rest) = pattern.strip_prefix('*') {
        let part = name.find('/').unwrap_or(name.len());
        return (0..=part).any(|taken| is_name(rest, &name[taken..]));
    }
    match (pattern.chars().next(), name.chars().next()) {
        (None, None) => true,
        (Some(one), Some(other)) => one == other && is_name(&pattern[1..], &name[1..]),
        _ => false,
    }
}
