//! What imported agents may do, against what Claude Code 2.1.330 itself decided under the same settings.
//!
//! `decisions/*.json` hold settings, names of MCP servers, and calls with the decision of its binary on each: recorded on
//! 2026-11-23 from calls that a stand-in of the service asked for. They know nothing of the importer.

use std::collections::BTreeMap;
use std::path::Path;

use bailiwick_engine::import::{Imported, InputFile, Options, importer};
use bailiwick_engine::permission::{Action, Arguments, Authority, Effect};
use bailiwick_schema::vocabulary::Kind;
use expect_test::expect;
use serde_json::{Value, json};

use super::authority::workspace_of;

/// Settings, and what was decided under them.
struct Recorded {
    name: String,
    files: Vec<InputFile>,
    calls: Vec<(Action, String, Effect)>,
}

fn recorded(value: &Value) -> Recorded {
    let file = |path: &str, value: &Value| InputFile {
        path: path.to_owned(),
        content: Ok(serde_json::to_vec_pretty(value).expect("JSON")),
    };
    let named = value["servers"].as_array().expect("names").iter();
    let servers: serde_json::Map<String, Value> = named
        .map(|name| (name.as_str().expect("a name").to_owned(), json!({ "command": "server" })))
        .collect();
    let calls = value["calls"].as_array().expect("calls").iter().map(|call| {
        let word = |at: usize| call[at].as_str().expect("a word");
        let action = Action::ALL.into_iter().find(|action| action.as_str() == word(0));
        let effect = Effect::ALL.into_iter().find(|effect| effect.as_str() == word(2));
        (action.expect("an action"), word(1).to_owned(), effect.expect("an effect"))
    });
    Recorded {
        name: value["name"].as_str().expect("a name").to_owned(),
        files: vec![
            file(".claude/settings.json", &value["settings"]),
            file(".mcp.json", &json!({ "mcpServers": servers })),
        ],
        calls: calls.collect(),
    }
}

fn imported(files: &[InputFile]) -> Imported {
    let options = Options {
        workspace: "acme".to_owned(),
        roots: vec!["/project".to_owned(), "~/project".to_owned()],
        ..Options::default()
    };
    (importer("claude-code").expect("the format").run)(files, &options)
}

/// Every call with what it was given there and is given here.
fn decided(recorded: &Recorded) -> Vec<(String, Effect, Effect)> {
    let workspace = workspace_of(&imported(&recorded.files));
    let agent = workspace.fleet().find(Kind::Agent, "main-session").expect("the main session");
    let environment = workspace.fleet().environments().first().copied();
    let effective = workspace.effective(agent, environment);
    let authority = Authority::of(&effective);
    let decide = |(action, resource, there): &(Action, String, Effect)| {
        let here = authority.decide(*action, resource, &Arguments::default()).effect;
        (format!("{action} {resource}"), *there, here)
    };
    recorded.calls.iter().map(decide).collect()
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/import/decisions")
}

/// What is recorded in a file.
fn of_file(name: &str) -> Vec<Recorded> {
    let path = folder().join(format!("{name}.json"));
    let text = std::fs::read_to_string(path).expect("a file");
    let suites: Value = serde_json::from_str(&text).expect("JSON");
    suites.as_array().expect("a list").iter().map(recorded).collect()
}

/// The names of the files.
fn names() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// What agents with these tools may do of the recorded calls, against the main session, which has all tools.
fn assert_meets(recorded: &Recorded, tools: &str, actions: &[Action]) {
    let definition = format!("---\nname: one\ndescription: One\ntools: {tools}\n---\nDo.\n");
    let mut files = recorded.files.clone();
    files.push(InputFile {
        path: ".claude/agents/one.md".to_owned(),
        content: Ok(definition.into_bytes()),
    });
    let workspace = workspace_of(&imported(&files));
    let environment = workspace.fleet().environments().first().copied();
    let find = |name| {
        let agent = workspace.fleet().find(Kind::Agent, name).expect("the agent");
        workspace.effective(agent, environment)
    };
    let (one, all) = (find("one"), find("main-session"));
    let (one, all) = (Authority::of(&one), Authority::of(&all));
    for (action, resource, _) in &recorded.calls {
        let decide =
            |of: &Authority<'_, '_>| of.decide(*action, resource, &Arguments::default()).effect;
        let most = if actions.contains(action) { decide(&all) } else { Effect::Deny };
        assert_eq!(decide(&one), most, "{}: {tools}: {action} {resource}", recorded.name);
    }
}

#[test]
fn an_agent_is_given_what_settings_and_tools_give() {
    for recorded in of_file("precedence").iter().take(4) {
        assert_meets(recorded, "Bash, Write", &[Action::Run, Action::Write]);
        assert_meets(recorded, "[]", &[]);
    }
    for recorded in of_file("hosts").iter().take(2) {
        assert_meets(recorded, "WebFetch, Edit", &[Action::Fetch, Action::Write]);
        assert_meets(recorded, "Read", &[Action::Read]);
    }
}

/// The requests that are given more here, and how often each effect there became each here.
fn compared(names: &[&str]) -> (Vec<String>, BTreeMap<(Effect, Effect), usize>) {
    let mut wider = Vec::new();
    let mut counts: BTreeMap<(Effect, Effect), usize> = BTreeMap::new();
    for recorded in names.iter().flat_map(|name| of_file(name)) {
        for (request, there, here) in decided(&recorded) {
            *counts.entry((there, here)).or_default() += 1;
            if here > there {
                wider.push(format!("{}: {request}: {here}, there {there}", recorded.name));
            }
        }
    }
    (wider, counts)
}

/// Whether a request of these files differs: by how it is spelled, and nothing else.
fn check(names: &[&str], expected: &expect_test::Expect) {
    let (wider, counts) = compared(names);
    let mut told = wider;
    told.extend(counts.iter().map(|((there, here), count)| format!("{there} is {here}: {count}")));
    expected.assert_eq(&told.join("\n"));
}

#[test]
fn lines_that_are_allowed_give_no_more_but_for_their_spelling() {
    check(
        &["allowed-lines"],
        &expect![[r#"
        C-allow-prefix: run mk 'go' x: allow, there ask
        C-allow-prefix: run mk "go" x: allow, there ask
        C-allow-prefix: run 2>/dev/null mk go x: allow, there ask
        C-allow-prefix: run < f.txt mk go x: allow, there ask
        C-allow-prefix: run (mk go x): allow, there ask
        C-allow-prefix: run \
        mk go x: allow, there ask
        C-allow-prefix: run mk go x &: allow, there ask
        C-allow-prefix: run mk go a\ b: allow, there ask
        C2-allow-exact: run mk 'go': allow, there ask
        C4-denycontains: run X=z; $X$X: ask, there deny
        C6-hole: run A=go; mk $A: ask, there deny
        C6-hole: run mk '' go: allow, there deny
        C6-hole: run mk !$: allow, there ask
        C6-hole: run mk $IFS go: ask, there deny
        C6-hole: run mk g\o\ x: allow, there deny
        C6-hole: run mk "go ": allow, there deny
        C6-hole: run mk $1 go: ask, there deny
        C6-hole: run mk $@ go: ask, there deny
        C6-hole: run mk $* go: ask, there deny
        C6-hole: run mk $- go: ask, there deny
        C7-hole-ask: run mk '' go: allow, there ask
        C7-hole-ask: run mk !$: allow, there ask
        C7-hole-ask: run mk g\o\ x: allow, there ask
        C7-hole-ask: run mk "go ": allow, there ask
        deny is deny: 107
        deny is ask: 7
        deny is allow: 3
        ask is deny: 6
        ask is ask: 253
        ask is allow: 14
        allow is deny: 9
        allow is ask: 186
        allow is allow: 54"#]],
    );
}

#[test]
fn lines_that_are_denied_give_no_more_but_for_their_spelling() {
    check(
        &["denied-lines"],
        &expect![[r#"
        B-deny-rmrf-noallow: run X=rm; $X -rf x: ask, there deny
        B-deny-rmrf-noallow: run noglob rm -rf x: ask, there deny
        B-deny-rmrf-noallow: run rm -rf\ x: ask, there deny
        B-deny-rmrf-allowall: run X=rm; $X -rf x: ask, there deny
        B-deny-rmrf-allowall: run noglob rm -rf x: allow, there deny
        B-deny-rmrf-allowall: run rm -rf\ x: allow, there deny
        B-ask-rmrf-allowall: run noglob rm -rf x: allow, there ask
        B-ask-rmrf-allowall: run rm -rf\ x: allow, there ask
        B3-deny-more: run rm\ -rf q: allow, there deny
        B3-deny-more: run "rm -rf" q: allow, there deny
        B3-deny-more: run 'rm -rf q': allow, there deny
        B3-deny-more: run {v}>o rm -rf q: ask, there deny
        deny is deny: 279
        deny is ask: 5
        deny is allow: 5
        ask is deny: 34
        ask is ask: 137
        ask is allow: 2
        allow is deny: 54
        allow is ask: 49
        allow is allow: 36"#]],
    );
}

#[test]
fn patterns_and_arguments_give_no_more_but_for_their_spelling() {
    check(
        &["arguments", "patterns"],
        &expect![[r#"
        Z-d: run zzprog a\ b: allow, there ask
        Z-d: run zzprog &: allow, there ask
        P-allow-patterns: run p2  build: allow, there ask
        P-allow-patterns: run p2 'build': allow, there ask
        P-allow-patterns: run p2	build: allow, there ask
        P-allow-patterns: run t2 'a.txt': allow, there ask
        deny is deny: 112
        ask is deny: 5
        ask is ask: 357
        ask is allow: 6
        allow is deny: 68
        allow is ask: 258
        allow is allow: 338"#]],
    );
}

#[test]
fn rules_of_all_other_kinds_give_no_more() {
    let names = names();
    let apart = ["allowed-lines", "arguments", "denied-lines", "patterns"];
    let rest: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| !apart.contains(name)).collect();
    assert!(rest.len() > 10, "{rest:?}");
    check(
        &rest,
        &expect![[r#"
        F-read-deny: read link: allow, there deny
        F-read-deny: run cat link: ask, there deny
        F-read-deny-allowall: read link: allow, there deny
        F-read-deny-allowall: run cat link: allow, there deny
        F-edit-deny: run cd src && echo x > n: ask, there deny
        F-default: read out: allow, there ask
        X-deny-exact: run p5 a\ b: allow, there deny
        W2-fulloff: run < f.txt: allow, there ask
        deny is deny: 238
        deny is ask: 2
        deny is allow: 4
        ask is deny: 32
        ask is ask: 882
        ask is allow: 2
        allow is deny: 64
        allow is ask: 378
        allow is allow: 207"#]],
    );
}
