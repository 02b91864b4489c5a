//! What Codex does with a request in a session, under the settings and rules that were rendered.

use bailiwick_engine::permission::{Action, Effect};
use bailiwick_engine::render::dialect::Native;
use serde_json::{Value, json};

use super::super::interpreter::{Folder, Interpreter, Request, Runtime};
use super::super::policy::Policy;
use super::super::random::Random;
use super::within;

/// Version 0.169.0 on Linux, with these files and no others.
pub struct Codex;

impl Interpreter for Codex {
    fn dialect(&self) -> &'static str {
        "codex"
    }

    fn runtime<'n>(&self, folder: &'n Folder, _: usize) -> Box<dyn Runtime + 'n> {
        Box::new(Session(&folder.native.shared))
    }

    fn requests(&self, action: Action) -> Vec<String> {
        let more: &[&str] = match action {
            Action::Run => &[
                "'a b/rm' -rf",
                "../x/rm -rf",
                "-x/rm -rf",
                "a=b/rm -rf",
                "/bin/git push",
                "./git status",
                "./p go",
                "rm '-rf'",
                "rm -f",
                "bash -lc ls",
                "/bin/bash -lc ls",
            ],
            Action::Read | Action::Write => return paths(),
            Action::Call => &["s/get_a/x", "s/other", "t/get_a", "u/get_a", "builtin/web-search"],
            _ => &[],
        };
        more.iter().map(|text| (*text).to_owned()).collect()
    }

    fn additions(&self, native: &Native, action: Action, pattern: &str) -> Vec<Native> {
        let change = |change: &dyn Fn(&mut Value)| {
            let mut more = native.clone();
            change(&mut more.shared);
            more
        };
        match action {
            Action::Run => {
                let words: Vec<&str> =
                    pattern.split(' ').take_while(|word| !word.contains('*')).collect();
                let allow = |native: &mut Value| {
                    native["features"]["shell_tool"] = json!(true);
                    let rule = json!({ "pattern": words, "decision": "allow" });
                    native["rules"].as_array_mut().unwrap().push(rule);
                    native["hosts"].as_array_mut().unwrap().push(json!(words[0]));
                };
                // Any other rule allows more than the line.
                let is_prefix = !words.is_empty() && pattern == format!("{} **", words.join(" "));
                // One that runs what it reads may do more than its words say.
                if is_prefix && words[0] != "xargs" { vec![change(&allow)] } else { Vec::new() }
            }
            Action::Read | Action::Write => {
                let folder = if pattern == "**" { Some(".") } else { pattern.strip_suffix("/**") };
                let Some(folder) = folder.filter(|folder| !folder.contains(['*', '{', '~', '/']))
                else {
                    return Vec::new();
                };
                let open = |native: &mut Value| {
                    native["features"]["view_image"] = json!(action == Action::Read);
                    let access = if action == Action::Read { "read" } else { "write" };
                    let roots = &mut native["permissions"]["bailiwick"]["filesystem"];
                    roots[":workspace_roots"][folder] = json!(access);
                };
                vec![change(&open)]
            }
            Action::Call => {
                let Some((server, tool)) = pattern.split_once('/') else { return Vec::new() };
                let name = |native: &mut Value| {
                    let server = &mut native["servers"][server];
                    if server.is_null() {
                        *server = json!({ "enabled_tools": [], "tools": {} });
                    }
                    if let Some(enabled) = server["enabled_tools"].as_array_mut() {
                        enabled.push(json!(tool));
                    }
                    server["tools"][tool] = json!({ "approval_mode": "approve" });
                };
                vec![change(&name)]
            }
            _ => Vec::new(),
        }
    }

    fn within(&self, random: &mut Random) -> Policy {
        within::policy(random)
    }
}

/// Paths in folders that are given, with names that are kept from them.
fn paths() -> Vec<String> {
    let names =
        [".env", ".env.a", "a.pem", "a.kdl", "k", "r.md", "a", "b", "c", "x/a", ".git/x", ".gitx"];
    let folders = ["docs", "src", "docs/x", "x/src", "secrets"];
    let below = |folder| names.map(|name| format!("{folder}/{name}"));
    let other = [".codex/x", ".agents", "docsx", "src/a/b", "/x/docs/a"].map(str::to_owned);
    folders.into_iter().flat_map(below).chain(other).collect()
}

/// A session, which all agents share.
struct Session<'n>(&'n Value);

impl Runtime for Session<'_> {
    fn decide(&self, request: &Request) -> Effect {
        let resource = request.resource.as_str();
        match request.action {
            Action::Run => self.run(resource),
            Action::Read => self.read(resource),
            Action::Write => self.write(resource),
            Action::Call => self.call(resource),
            // No program, so no network; a role starts no other; memories are off.
            Action::Fetch | Action::Delegate | Action::Recall | Action::Remember => Effect::Deny,
        }
    }

    /// A program in quotes that it does not need is the same program here, and no rule's there.
    fn is_exact(&self, request: &Request) -> bool {
        request.action != Action::Run || !request.resource.starts_with('\'')
    }
}

impl Session<'_> {
    fn is_on(&self, feature: &str) -> bool {
        self.0["features"][feature] == json!(true)
    }

    /// Whether a person is asked about what this part of a granular policy is for.
    fn asks(&self, part: &str) -> Effect {
        let is_asked = match &self.0["approval_policy"] {
            Value::String(word) => word == "on-request",
            policy => policy["granular"][part] == json!(true),
        };
        if is_asked { Effect::Ask } else { Effect::Deny }
    }

    fn run(&self, command: &str) -> Effect {
        if !self.is_on("shell_tool") {
            return Effect::Deny;
        }
        let words = words(command);
        // Without a rule it starts nowhere in the sandbox, and out of it by a person's leave.
        let unmatched = self.asks("sandbox_approval");
        let Some(program) = program(command, &words) else { return unmatched };
        let by_program = |first: &str| {
            let rules = self.0["rules"].as_array().unwrap().iter();
            let matches = |pattern: &[Value]| {
                pattern.len() <= words.len()
                    && pattern[0] == first
                    && pattern.iter().zip(&words).skip(1).all(|(one, word)| one == word)
            };
            let rules = rules.filter(|rule| matches(rule["pattern"].as_array().unwrap()));
            rules.map(|rule| rule["decision"].as_str().unwrap()).collect::<Vec<_>>()
        };
        let mut decisions = by_program(program);
        if let Some((_, name)) = program.rsplit_once('/').filter(|_| decisions.is_empty()) {
            // The only paths that are listed for a program are none.
            let is_host = self.0["hosts"].as_array().unwrap().iter().any(|host| host == name);
            if !is_host {
                decisions = by_program(name);
            }
        }
        let effect = |decision: &str| match decision {
            "allow" => Effect::Allow,
            "prompt" => self.asks("rules"),
            _ => Effect::Deny,
        };
        decisions.into_iter().map(effect).min().unwrap_or(unmatched)
    }

    /// The entry of the profile that a path is subject to: its folder, and what may be done there.
    fn entry(&self, path: &str) -> Option<(&str, &str)> {
        if path.starts_with(['/', '~']) || path.split('/').any(|part| part == "..") {
            return None;
        }
        let roots =
            self.0["permissions"]["bailiwick"]["filesystem"][":workspace_roots"].as_object();
        let holds = |folder: &str| {
            folder == "."
                || path == folder
                || path.starts_with(folder) && path[folder.len()..].starts_with('/')
        };
        let entries = roots.unwrap().iter().filter(|(folder, _)| holds(folder));
        let nearest =
            entries.max_by_key(|(folder, _)| if *folder == "." { 0 } else { folder.len() });
        nearest.map(|(folder, access)| (folder.as_str(), access.as_str().unwrap()))
    }

    fn read(&self, path: &str) -> Effect {
        let is_shown = self.is_on("view_image") && self.entry(path).is_some();
        if is_shown { Effect::Allow } else { Effect::Deny }
    }

    fn write(&self, path: &str) -> Effect {
        let beyond = self.asks("sandbox_approval");
        let Some((folder, "write")) = self.entry(path) else { return beyond };
        let below = if folder == "." { path } else { path[folder.len()..].trim_start_matches('/') };
        let first = below.split('/').next().unwrap_or_default();
        if [".git", ".codex", ".agents"].contains(&first) { beyond } else { Effect::Allow }
    }

    fn call(&self, resource: &str) -> Effect {
        let (server, tool) = resource.split_once('/').unwrap_or((resource, ""));
        if server == "builtin" {
            let is_searched = tool == "web-search" && self.0["web_search"] != json!("disabled");
            return if is_searched { Effect::Allow } else { Effect::Deny };
        }
        let server = &self.0["servers"][server];
        let lists =
            |list: &str| server[list].as_array().map(|names| names.iter().any(|name| name == tool));
        let is_there = server.is_object()
            && lists("enabled_tools") != Some(false)
            && lists("disabled_tools") != Some(true);
        let own = &server["tools"][tool]["approval_mode"];
        let mode = if own.is_null() { &server["default_tools_approval_mode"] } else { own };
        match (is_there, mode.as_str()) {
            (true, Some("approve")) => Effect::Allow,
            (true, Some("prompt")) => self.asks("mcp_elicitations"),
            // The server itself would decide.
            (true, _) => Effect::Allow,
            (false, _) => Effect::Deny,
        }
    }
}

/// The words of a command in its canonical spelling, without their quotes.
fn words(command: &str) -> Vec<String> {
    let (mut all, mut word, mut is_begun, mut is_quoted) =
        (Vec::new(), String::new(), false, false);
    for sign in command.chars().chain([' ']) {
        match sign {
            ' ' if !is_quoted => {
                if is_begun {
                    all.push(std::mem::take(&mut word));
                }
                is_begun = false;
            }
            '\'' => (is_begun, is_quoted) = (true, !is_quoted),
            sign => {
                is_begun = true;
                word.push(sign);
            }
        }
    }
    all
}

/// The program of a line that Codex reads as plain words: one that is not quoted, and is no option of the outer shell.
fn program<'w>(command: &str, words: &'w [String]) -> Option<&'w str> {
    let first = words.first()?;
    let is_written = command.starts_with(first.as_str());
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_./@%:,+-".contains(sign);
    let is_read = is_written && !first.starts_with(['-', '+']) && first.chars().all(is_plain);
    is_read.then_some(first)
}
