//! What Claude Code does with a request, under the settings and with the tools that were rendered.

use bailiwick_engine::permission::{Action, Effect};
use bailiwick_engine::render::dialect::Native;

use super::super::interpreter::{Folder, Interpreter, Request, Runtime};
use super::super::policy::Policy;
use super::super::random::Random;
use super::rules::{Rule, Settings};
use super::{bash, path, within};

/// Version 2.1.330, in a folder that is trusted.
pub struct ClaudeCode;

impl Interpreter for ClaudeCode {
    fn dialect(&self) -> &'static str {
        "claude-code"
    }

    fn runtime<'n>(&self, folder: &'n Folder, agent: usize) -> Box<dyn Runtime + 'n> {
        Box::new(Settings::of(folder, agent))
    }

    fn requests(&self, action: Action) -> Vec<String> {
        let more: &[&str] = match action {
            Action::Delegate => &["general-purpose"],
            // Of which it is only known when they run what they do.
            Action::Run => &["mk $(id)", "mk go $(id)", "p `id`", "mk go & mk a", "ls $(id)"],
            _ => &[],
        };
        more.iter().map(|text| (*text).to_owned()).collect()
    }

    fn additions(&self, native: &Native, action: Action, pattern: &str) -> Vec<Native> {
        let texts: Vec<String> = match action {
            Action::Run => bash_additions(pattern),
            Action::Read | Action::Write => {
                let tool = if action == Action::Read { "Read" } else { "Edit" };
                let rooted = pattern.trim_start_matches('/');
                ["", "/", "//"].map(|root| format!("{tool}({root}{rooted})")).to_vec()
            }
            Action::Fetch => {
                let host = pattern.split("://").last().unwrap_or_default();
                let host = host.split(['/', ':']).next().unwrap_or_default();
                vec![format!("WebFetch(domain:{host})"), "WebFetch".to_owned()]
            }
            Action::Call => match pattern.split_once('/') {
                Some(("builtin", tool)) => vec![own_tool(tool)],
                Some((server, tool)) => {
                    vec![format!("mcp__{server}__{tool}"), format!("mcp__{server}")]
                }
                None => Vec::new(),
            },
            Action::Delegate => vec!["Agent".to_owned(), format!("Agent({pattern})")],
            Action::Recall | Action::Remember => Vec::new(),
        };
        let add = |text: String| {
            let mut more = native.clone();
            more.shared["permissions"]["allow"].as_array_mut().unwrap().push(text.into());
            more
        };
        texts.into_iter().map(add).collect()
    }

    fn within(&self, random: &mut Random) -> Policy {
        within::policy(random)
    }
}

impl Runtime for Settings<'_> {
    fn decide(&self, request: &Request) -> Effect {
        let resource = request.resource.as_str();
        match request.action {
            Action::Read => read(self, resource),
            Action::Write => write(self, resource),
            Action::Run => bash::decide(self, resource),
            Action::Fetch => fetch(self, resource),
            Action::Call => call(self, resource),
            Action::Delegate => delegate(self, resource),
            Action::Recall | Action::Remember => Effect::Deny,
        }
    }

    fn is_exact(&self, request: &Request) -> bool {
        let resource = request.resource.as_str();
        let is_lower = !resource.contains(|sign: char| sign.is_ascii_uppercase());
        match request.action {
            // Behind wrappers, in other folders and between quotes it sees more than is counted on; of a program that runs
            // unasked with some arguments, all uses are.
            Action::Run => {
                let words = bash::words(resource);
                let first = resource.split(' ').next().unwrap_or_default();
                let is_plain = !resource.contains(['/', '\'', '?', '*', '~', '$', '[']);
                let is_built_in = bash::is_read_only(&words) || bash::BUILT_IN.contains(&first);
                // What is denied as a path is denied to programs that are known to use paths.
                let is_path = |rule: &Rule<'_>| {
                    matches!(rule.tool, "Read" | "Edit") && rule.content.is_some()
                };
                let is_filing = bash::FILING.contains(&first) && self.deny.iter().any(is_path);
                is_plain && !is_filing && !bash::SEEN_BEHIND.contains(&first) && !is_built_in
            }
            // Letter case counts for nothing there; and the folder lies below its user's home.
            Action::Read | Action::Write => {
                let from_root = |rule: &Rule<'_>| {
                    rule.content.is_some_and(|text| {
                        text.starts_with("~/") || text.starts_with("//") && text != "//**"
                    })
                };
                let rules = self.deny.iter().chain(&self.ask);
                let is_apart = resource.starts_with('/') || !rules.clone().any(from_root);
                // What may not be read is not written, by most tools.
                let is_read = |rule: &Rule<'_>| rule.tool == "Read";
                let counts = request.action == Action::Read || !self.deny.iter().any(is_read);
                is_lower && is_apart && counts && !path::is_protected(resource)
            }
            Action::Fetch => self
                .deny
                .iter()
                .chain(&self.ask)
                .chain(&self.allow)
                .any(|rule| rule.is_bare("WebFetch")),
            Action::Call => !resource.starts_with("builtin/"),
            Action::Delegate | Action::Recall | Action::Remember => true,
        }
    }
}

/// A pattern of commands as a rule, and the beginnings of it.
fn bash_additions(pattern: &str) -> Vec<String> {
    let words: Vec<&str> =
        pattern.split(' ').map(|word| if word == "**" { "*" } else { word }).collect();
    // Which runs what it reads, or may be a program that does.
    if words[0] == "xargs" || words[0].contains('*') {
        return Vec::new();
    }
    let mut texts = vec![words.join(" ")];
    for end in 1..=words.len() {
        texts.push(words[..end].join(" "));
        texts.push(format!("{} *", words[..end].join(" ")));
    }
    // Nobody saw what stars alone do.
    texts.retain(|text| !text.chars().all(|sign| matches!(sign, '*' | ' ')));
    let mut rules: Vec<String> = texts.into_iter().map(|text| format!("Bash({text})")).collect();
    rules.push("Bash".to_owned());
    rules.dedup();
    rules
}

/// The name of a tool of its own.
fn own_tool(declared: &str) -> String {
    let part = |part: &str| part[..1].to_uppercase() + &part[1..];
    declared.split('-').filter(|text| !text.is_empty()).map(part).collect()
}

/// The most that one of the tools that read does; rules about paths hold for all of them.
fn read(settings: &Settings<'_>, resource: &str) -> Effect {
    let matches = |rule: &Rule<'_>, allows| {
        let content = rule.content.filter(|_| rule.tool == "Read");
        content.is_some_and(|pattern| path::matches(pattern, resource, allows))
    };
    let default = if path::is_inside(resource) { Effect::Allow } else { settings.asked };
    let one = |tool: &&str| {
        let guards = |rule: &Rule<'_>| rule.guards_all(tool) || matches(rule, false);
        let allows = |rule: &Rule<'_>| rule.is_bare(tool) || matches(rule, true);
        settings.decide(guards, guards, allows, default)
    };
    let tools = ["Read", "Grep", "Glob"];
    tools.iter().filter(|tool| settings.has(tool)).map(one).max().unwrap_or(Effect::Deny)
}

/// The most that one of the tools that write does.
fn write(settings: &Settings<'_>, resource: &str) -> Effect {
    let one = |tool: &&str| {
        let matches = |rule: &Rule<'_>, of: &str, allows| {
            let content = rule.content.filter(|_| rule.tool == of);
            content.is_some_and(|pattern| path::matches(pattern, resource, allows))
        };
        let asks = |rule: &Rule<'_>| rule.guards_all(tool) || matches(rule, "Edit", false);
        let guards =
            |rule: &Rule<'_>| asks(rule) || *tool != "NotebookEdit" && matches(rule, "Read", false);
        let allows = |rule: &Rule<'_>| {
            !path::is_protected(resource) && (rule.is_bare(tool) || matches(rule, "Edit", true))
        };
        settings.decide(guards, asks, allows, settings.asked)
    };
    let tools = ["Edit", "Write", "NotebookEdit"];
    tools.iter().filter(|tool| settings.has(tool)).map(one).max().unwrap_or(Effect::Deny)
}

/// Some of the hosts that are fetched from unasked.
const HOSTS: &[&str] = &["docs.python.org", "nodejs.org", "react.dev"];

fn fetch(settings: &Settings<'_>, resource: &str) -> Effect {
    if !settings.has("WebFetch") {
        return Effect::Deny;
    }
    let host = resource.split("://").last().unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    let matches = |rule: &Rule<'_>| {
        let domain = rule.content.filter(|_| rule.tool == "WebFetch");
        let Some(domain) = domain.and_then(|content| content.strip_prefix("domain:")) else {
            return rule.guards_all("WebFetch");
        };
        domain == host
            || domain == "*"
            || domain
                .strip_prefix('*')
                .is_some_and(|end| end.starts_with('.') && host.ends_with(end))
    };
    let is_known = HOSTS.contains(&host) && resource.starts_with("https:");
    let default = if is_known { Effect::Allow } else { settings.asked };
    settings.decide(matches, matches, matches, default)
}

/// Some of its own tools that are used unasked.
const UNASKED: &[&str] =
    &["CronCreate", "CronList", "Skill", "ToolSearch", "TaskCreate", "SendMessage"];

fn call(settings: &Settings<'_>, resource: &str) -> Effect {
    let Some((server, tool)) = resource.split_once('/') else { return Effect::Deny };
    if server == "builtin" {
        let tool = own_tool(tool);
        let default = if UNASKED.contains(&tool.as_str()) { Effect::Allow } else { settings.asked };
        let guards = |rule: &Rule<'_>| rule.guards_all(&tool);
        let allows = |rule: &Rule<'_>| rule.is_bare(&tool);
        return if settings.has(&tool) {
            settings.decide(guards, guards, allows, default)
        } else {
            Effect::Deny
        };
    }
    let name = format!("mcp__{server}__{tool}");
    let all = format!("mcp__{server}");
    let is_there = match settings.tools {
        Some(_) => settings.has(&all) || settings.has(&name),
        None => settings.servers.iter().any(|other| other == server),
    };
    if !is_there {
        return Effect::Deny;
    }
    let matches = |rule: &Rule<'_>| {
        rule.content.is_none()
            && (rule.tool == all || starred(rule.tool.as_bytes(), name.as_bytes()))
    };
    // A star in the name of the server allows nothing.
    let allows = |rule: &Rule<'_>| rule.tool.starts_with(&all) && matches(rule);
    settings.decide(matches, matches, allows, settings.asked)
}

fn starred(pattern: &[u8], text: &[u8]) -> bool {
    match pattern {
        [] => text.is_empty(),
        [b'*', rest @ ..] => (0..=text.len()).any(|taken| starred(rest, &text[taken..])),
        [first, rest @ ..] => text.first() == Some(first) && starred(rest, &text[1..]),
    }
}

/// Agents of its own are there as well. A rule that asks about one of them is passed over.
fn delegate(settings: &Settings<'_>, resource: &str) -> Effect {
    if !settings.has("Agent") && !settings.has("Task") {
        return Effect::Deny;
    }
    let asks = |rule: &Rule<'_>| rule.guards_all("Agent") || rule.is_bare("Task");
    let guards = |rule: &Rule<'_>| {
        asks(rule) || matches!(rule.tool, "Agent" | "Task") && rule.content == Some(resource)
    };
    settings.decide(guards, asks, |_| true, Effect::Allow)
}
