//! Claude Code's engine: never looser than declared, and as the dialect says where its meaning is exact.

#[path = "../dialects/claude_code/bash.rs"]
mod bash;
#[path = "../dialects/claude_code/interpreter.rs"]
mod interpreter;
#[path = "../dialects/claude_code/path.rs"]
mod path;
#[path = "../dialects/claude_code/rules.rs"]
mod rules;
mod spellings;
#[path = "../dialects/claude_code/within.rs"]
mod within;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use bailiwick_engine::permission::{
    Action, Arguments, Authority, CommandLine, Decider, Effect, Resource,
};
use bailiwick_engine::render::dialect::{Dialect, Subject};
use bailiwick_engine::render::dialects::dialect;
use bailiwick_engine::render::evidence::Evidence;
use bailiwick_engine::render::proof::prove;
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::{Disk, Memory};
use serde_json::{Value, json};

use self::interpreter::ClaudeCode;
use super::declared::Declared;
use super::interpreter::{Folder, Interpreter, Request};
use super::policy::{self, Policy};
use super::random::Random;

const PACKAGE: &str = "@anthropic-ai/claude-code@2.1.330";

/// What the engine is asked about one agent, and what it may answer.
struct Suite {
    told: String,
    settings: Value,
    asked: Vec<Asked>,
}

struct Asked {
    request: Request,
    /// The most that was declared; none where the line is not one that is proven.
    most: Option<Effect>,
    /// What the dialect says, where that is exact.
    meant: Option<Effect>,
}

#[test]
fn claude_code_never_does_more_than_was_declared() {
    if !super::is_wanted() {
        return;
    }
    let Some(folder) = super::npm("claude-code", PACKAGE) else {
        eprintln!("SKIPPED: {PACKAGE} cannot be fetched, so Claude Code is not asked");
        return;
    };
    let engine = folder.join("node_modules/@anthropic-ai/claude-code-linux-x64/claude");
    if !engine.is_file() {
        eprintln!(
            "SKIPPED: {PACKAGE} has no program for this machine, so Claude Code is not asked"
        );
        return;
    }
    let suites = suites();
    let (mut decided, mut exact, mut wrong) = (0, 0, Vec::new());
    for (suite, decisions) in suites.iter().zip(decisions(&engine, &suites)) {
        for (asked, decision) in suite.asked.iter().zip(decisions) {
            let Some(found) = Effect::ALL.into_iter().find(|effect| effect.to_string() == decision)
            else {
                continue;
            };
            decided += 1;
            exact += usize::from(asked.meant.is_some());
            let is_looser = asked.most.is_some_and(|most| found > most);
            if is_looser || asked.meant.is_some_and(|meant| found != meant) {
                let Asked { request, most, meant } = asked;
                wrong.push(format!(
                    "{}: {} of `{}` is decided {found}; declared {most:?}, meant {meant:?}\n{}",
                    suite.told,
                    request.action,
                    request.resource,
                    suite.settings["permissions"]["allow"]
                ));
            }
        }
    }
    println!("COUNT: {decided} decisions, {exact} of them with an exact meaning");
    assert!(wrong.is_empty(), "{}\n{} of {decided}", wrong.join("\n"), wrong.len());
    assert!(exact * 6 > decided, "few of {decided} decisions had an exact meaning: {exact}");
    let asked: usize = suites.iter().map(|suite| suite.asked.len()).sum();
    assert!(decided * 10 > asked * 9, "{decided} of {asked} calls were decided");
    match dialect("claude-code").unwrap().evidence {
        Evidence::EngineTested { engine, decisions } => {
            assert!(
                PACKAGE.ends_with(engine.rsplit(' ').next().unwrap()),
                "{engine} was not asked"
            );
            let claimed = usize::try_from(decisions).unwrap();
            assert!(claimed <= decided, "{claimed} decisions are claimed, {decided} were made");
        }
        other => println!("it may be said to be engine-tested, in {decided} decisions: {other}"),
    }
}

/// An agent whose commands are all decided as declared.
const PLAIN: &str = "plain";

const COMMANDS: &str = r#"
agent "plain" {
    permissions {
        allow run "git status **" "ls **"
        deny run "rm -rf **"
        otherwise ask run
    }
}
"#;

fn suites() -> Vec<Suite> {
    let mut random = Random(20_261_123);
    let mut suites = suites_of(&load(&Memory::example(COMMANDS)), &[PLAIN.to_owned()]);
    let mut policies: Vec<Policy> = (0..5).map(|_| ClaudeCode.within(&mut random)).collect();
    policies.extend((0..16).map(|_| policy::policy(&mut random)));
    let mut text = policy::DECLARED.to_owned();
    let mut names = Vec::new();
    for (number, policy) in policies.iter().enumerate() {
        text.push_str(&Policy(vec![policy.0[0].clone()]).written(number));
        names.push(policy::name(number, 0));
    }
    suites.extend(suites_of(&load(&Memory::example(&text)), &names));
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let workspace = load(&Disk::at(&examples.join("coding-agents")));
    let names = ["reviewer", "test-writer", "dependency-updater"].map(str::to_owned);
    suites.extend(suites_of(&workspace, &names));
    suites.retain(|suite| !suite.asked.is_empty());
    suites
}

/// Each agent alone in a folder.
fn suites_of(workspace: &Workspace, names: &[String]) -> Vec<Suite> {
    let dialect = dialect("claude-code").unwrap();
    let suite = |name: &String| {
        let effective = workspace.effective(workspace.agent(name).unwrap(), None);
        let authority = Authority::of(&effective);
        let subject = Subject { effective: &effective, authority: &authority };
        let native = (dialect.compile)(&[subject]);
        let folder = Folder { native, servers: Vec::new() };
        let asked = [Action::Run, Action::Read, Action::Write];
        let asked = asked.iter().flat_map(|action| asked_of(dialect, &subject, &folder, *action));
        Suite { told: name.clone(), settings: folder.native.shared.clone(), asked: asked.collect() }
    };
    names.iter().map(suite).collect()
}

fn asked_of(
    dialect: &Dialect,
    subject: &Subject<'_, '_>,
    folder: &Folder,
    action: Action,
) -> Vec<Asked> {
    let tool = tool(action);
    let tools = folder.native.agents[0]["tools"].as_array();
    if tools.is_some_and(|tools| !tools.iter().any(|own| own == tool)) {
        return Vec::new();
    }
    let meaning = (dialect.meaning)(&folder.native).of(subject);
    let proof = prove(action, subject.authority, &meaning);
    let witnesses = proof
        .stricter
        .iter()
        .chain(&proof.unguarded)
        .map(|shift| shift.request.resource.to_string());
    let patterns: Vec<&str> =
        subject.authority.lines(action).map(|line| line.member.text).collect();
    let mut texts: Vec<String> = witnesses.chain(spellings::requests(action, &patterns)).collect();
    texts.sort_unstable();
    texts.dedup();
    let declared = Declared::new(subject, action);
    let given = meaning.given(action);
    let mut decider = Decider::new(&given);
    let runtime = ClaudeCode.runtime(folder, 0);
    // With nothing denied as a path, programs that read files run as declared, too.
    let is_all_exact = subject.effective.name() == PLAIN && action == Action::Run;
    let asked = |resource: String| {
        let request = Request { action, resource, arguments: Arguments::default() };
        let most = most(&declared, &request);
        let read = Resource::read(action, &request.resource).ok();
        let read = read.filter(|read| read.as_str() == request.resource);
        let read = read
            .filter(|read| is_all_exact && is_bare(read.as_str()) || runtime.is_exact(&request));
        let meant = read.map(|resource| decider.decide(&resource, &request.arguments));
        Asked { request, most, meant }
    };
    texts.into_iter().map(asked).collect()
}

/// What a rule denies never runs unasked. Of lines that the shell makes other words of, no more is promised.
fn most(declared: &Declared<'_>, request: &Request) -> Option<Effect> {
    let most = declared.most(request);
    if request.action != Action::Run || Resource::read(Action::Run, &request.resource).is_ok() {
        return Some(most);
    }
    match CommandLine::read(&request.resource) {
        Ok(line) if line.doubt.is_none() => {
            Some(most.max(Effect::Ask)).filter(|_| most < Effect::Allow)
        }
        _ => (most == Effect::Deny).then_some(Effect::Ask),
    }
}

/// Whether a command is behind no wrapper and named without its folder.
fn is_bare(command: &str) -> bool {
    let program = command.split(' ').next().unwrap_or_default();
    ["git", "ls", "rm", "mk", "p", "cat", "sort"].contains(&program)
}

fn tool(action: Action) -> &'static str {
    match action {
        Action::Read => "Read",
        Action::Write => "Write",
        _ => "Bash",
    }
}

fn call(request: &Request) -> Value {
    let path = match request.resource.as_str() {
        path if path.starts_with('/') => path.to_owned(),
        path if path.starts_with('~') => format!("@HOME@{}", &path[1..]),
        path => format!("@WORK@/{path}"),
    };
    match request.action {
        Action::Read => json!({ "name": "Read", "input": { "file_path": path } }),
        Action::Write => {
            json!({ "name": "Write", "input": { "file_path": path, "content": "text" } })
        }
        _ => {
            let input = json!({ "command": request.resource, "description": "as declared" });
            json!({ "name": "Bash", "input": input })
        }
    }
}

/// The engine's decisions on the calls of each suite.
fn decisions(engine: &Path, suites: &[Suite]) -> Vec<Vec<String>> {
    let suite = |suite: &Suite| {
        let calls: Vec<Value> = suite.asked.iter().map(|asked| call(&asked.request)).collect();
        json!({ "settings": suite.settings, "calls": calls, "files": spellings::FILES })
    };
    let input: Vec<Value> = suites.iter().map(suite).collect();
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/oracles/claude-code/decide.py");
    let mut judge = Command::new("python3")
        .arg(script)
        .arg(engine)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    judge.stdin.take().unwrap().write_all(&serde_json::to_vec(&input).unwrap()).unwrap();
    let output = judge.wait_with_output().unwrap();
    assert!(output.status.success(), "the judge ended with {}", output.status);
    serde_json::from_slice(&output.stdout).unwrap()
}
