//! Agents of the Open Agent Specification: what is rendered meets its published schema, and lists no tool that is not given.

#![expect(clippy::disallowed_methods, reason = "the test reads the examples and a schema")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use bailiwick_engine::permission::{Action, Arguments, Authority, Effect};
use bailiwick_engine::render::{Rendered, Targets, render};
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::{Disk, Memory};
use expect_test::expect;
use proptest::prelude::*;
use serde_json::{Value, json};

const TARGETS: [&str; 2] = ["agent-spec@1", "agent-spec@2"];

/// The versions that the published schema and `pyagentspec` 26.3.1 both know.
const VERSIONS: [&str; 4] = ["25.4.1", "25.4.2", "26.1.0", "26.1.2"];

/// The published schema, read once.
static PUBLISHED: LazyLock<Option<jsonschema::Validator>> = LazyLock::new(published);

/// The published schema of version 26.2, which knows the versions before it, too; none where it is not there.
fn published() -> Option<jsonschema::Validator> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let shared =
        option_env!("BAILIWICK_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let path = shared.join("schemas/agent-spec-26.2.0.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!(
            "SKIPPED: no file {}; set BAILIWICK_SHARED to the folder that holds it",
            path.display()
        );
        return None;
    };
    let mut schema: Value = serde_json::from_str(&text).expect("JSON");
    // Of all components, only agents are written at the top.
    schema["anyOf"] = json!([{ "$ref": "#/$defs/VersionedAgent" }]);
    Some(jsonschema::validator_for(&schema).expect("a schema"))
}

fn rendered(workspace: &Workspace, environment: Option<&str>, id: &str) -> Rendered {
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    let (target, flaws) = targets.read(targets.find(id).expect("a target"));
    assert!(flaws.is_empty(), "{flaws:?}");
    let environments = workspace.fleet().environments();
    let environment = environments.into_iter().find(|item| item.text() == environment);
    render(workspace, environment, &target, &[])
}

/// The files of a rendering that is not refused, as data.
fn documents(rendered: &Rendered) -> Vec<Value> {
    assert!(rendered.refusals.is_empty(), "{:?}", rendered.refusals);
    let read = |file: &bailiwick_engine::render::OutputFile| {
        let document: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        if let Some(problem) = PUBLISHED.as_ref().and_then(|schema| problem(schema, &document)) {
            panic!("{}: {problem}", file.path);
        }
        document
    };
    rendered.files.iter().map(read).collect()
}

/// What the published schema finds in a document.
///
/// It lets no agent have its `agentspec_version`, which it asks for: the version is looked at by itself.
fn problem(schema: &jsonschema::Validator, document: &Value) -> Option<String> {
    let mut agent = document.clone();
    let version = agent.as_object_mut()?.remove("agentspec_version");
    if !version.as_ref().and_then(Value::as_str).is_some_and(|it| VERSIONS.contains(&it)) {
        return Some(format!("{version:?} is no version"));
    }
    schema.validate(&agent).err().map(|error| format!("at {}: {error}", error.instance_path()))
}

/// Each tool that a document lists: server, tool, and whether it has to be confirmed.
fn listed(document: &Value) -> Vec<(&str, &str, bool)> {
    let boxes = document["toolboxes"].as_array().expect("a list");
    let mut all = Vec::new();
    for toolbox in boxes {
        let server = toolbox["name"].as_str().expect("a name");
        for tool in toolbox["tool_filter"].as_array().expect("a list") {
            match tool.as_str() {
                Some(name) => all.push((server, name, false)),
                None => {
                    let confirmed = tool["requires_confirmation"].as_bool().expect("a flag");
                    all.push((server, tool["name"].as_str().expect("a name"), confirmed));
                }
            }
        }
    }
    all
}

#[test]
fn examples_meet_the_published_schema_and_list_no_tool_that_is_not_given() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let (mut agents, mut tools) = (0, 0);
    for folder in std::fs::read_dir(examples).expect("examples") {
        let workspace = load(&Disk::at(&folder.expect("a folder").path()));
        for environment in workspace.fleet().environments() {
            for id in TARGETS {
                let rendered = rendered(&workspace, environment.text(), id);
                for document in documents(&rendered) {
                    agents += 1;
                    tools += given(&workspace, environment.text(), &document);
                }
            }
        }
    }
    assert!(agents >= 40 && tools >= 100, "{agents} agents with {tools} tools");
}

/// How many tools a document lists, each of which the agent is given.
fn given(workspace: &Workspace, environment: Option<&str>, document: &Value) -> usize {
    let name = document["name"].as_str().expect("a name");
    let environment =
        workspace.fleet().environments().into_iter().find(|item| item.text() == environment);
    let Some(agent) = workspace.agent(name) else { return 0 };
    let effective = workspace.effective(agent, environment);
    let authority = Authority::of(&effective);
    let all = listed(document);
    for (server, tool, is_confirmed) in &all {
        let least = if *is_confirmed { Effect::Ask } else { Effect::Allow };
        let resource = format!("{server}/{tool}");
        let answer = authority.decide(Action::Call, &resource, &Arguments::default());
        assert!(answer.effect >= least, "{name}: {resource} is {}", answer.effect);
    }
    all.len()
}

/// The tools that are listed for an agent with these permissions, and its server's `only`.
fn check(only: &str, permissions: &str, expect: &expect_test::Expect) {
    let text = format!(
        "server \"s\" {{ url \"https://mcp.acme.example/s\"; tool \"get\"; tool \"put\"; tool \"drop\"; }}\n\
         agent \"clerk\" {{\n model \"openai/gpt-5\"\n server \"s\" {{ {only}; }}\n permissions {{\n{permissions}\n}}\n}}\n"
    );
    let workspace = load(&Memory::example(&text));
    let rendered = rendered(&workspace, None, "agent-spec@2");
    let documents = documents(&rendered);
    let mut text = String::new();
    for (server, tool, is_confirmed) in listed(&documents[0]) {
        let word = if is_confirmed { "ask" } else { "allow" };
        writeln!(text, "{word} {server}/{tool}").expect("a text");
    }
    expect.assert_eq(&text);
}

#[test]
fn a_tool_is_listed_with_the_least_that_it_is_given() {
    check(
        "",
        "allow call \"s/get\"",
        &expect![[r#"
        allow s/get
    "#]],
    );
    check(
        "",
        "allow call \"s/*\"\nask call \"s/put\"\ndeny call \"s/drop\"",
        &expect![[r#"
        allow s/get
        ask s/put
    "#]],
    );
    check(
        "only \"g*\"",
        "allow call \"s/*\"",
        &expect![[r#"
        allow s/get
    "#]],
    );
    check(
        "",
        "otherwise ask call\nallow call \"s/get\"\ndeny call \"s/drop\"",
        &expect![[r#"
        allow s/get
        ask s/put
    "#]],
    );
    check("", "allow call \"s/get\" { when \"/a\" at-most=1; }", &expect![[""]]);
    check(
        "",
        "otherwise ask call\nallow call \"s/get\" { when \"/a\" at-most=1; }",
        &expect![[r#"
            ask s/drop
            ask s/get
            ask s/put
        "#]],
    );
    check(
        "",
        "allow call \"s/*\"\ndeny call \"s/get\" { when \"/a\" at-least=1; }",
        &expect![[r#"
            allow s/drop
            allow s/put
        "#]],
    );
    check(
        "",
        "allow call \"s/*\"\nask call \"s/get\" { when \"/a\" at-least=1; }",
        &expect![[r#"
        allow s/drop
        allow s/put
        ask s/get
    "#]],
    );
    check(
        "",
        "allow call \"s/unlisted\"",
        &expect![[r#"
        allow s/unlisted
    "#]],
    );
    check("", "deny call \"**\"", &expect![[""]]);
}

#[test]
fn what_a_runtime_would_take_for_an_input_is_refused() {
    let text =
        "agent \"clerk\" { model \"openai/gpt-5\"; instructions \"Greet {{ customer }}.\"; }";
    let rendered = rendered(&load(&Memory::example(text)), None, "agent-spec@2");
    let messages: Vec<&str> = rendered.refusals.iter().map(|one| one.message.as_str()).collect();
    expect![[r#"`clerk.json` does not meet its schema at `/system_prompt`: {"pattern":"\\{\\{[^{}]*\\}\\}"} is not allowed for "Greet {{ customer }}.\n""#]].assert_eq(&messages.join("\n"));
}

#[test]
fn an_older_version_knows_no_models_of_providers_without_an_address() {
    let text = "agent \"clerk\" { model \"acme/m1\"; }";
    let workspace = load(&Memory::example(text));
    assert_eq!(rendered(&workspace, None, "agent-spec@1").refusals.len(), 1);
    assert_eq!(rendered(&workspace, None, "agent-spec@2").refusals.len(), 0);
}

fn hostile() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        Just("{{ x }}".to_owned()),
        Just("{% raw %}".to_owned()),
        Just("\"\\\n\t'<&>".to_owned()),
        Just("$component_ref".to_owned()),
        any::<char>()
            .prop_filter("KDL has it", |sign| !sign.is_control() && !is_direction(*sign))
            .prop_map(String::from),
    ];
    proptest::collection::vec(sign, 1..6).prop_map(|signs| signs.concat())
}

/// Whether KDL bans a character.
fn is_direction(sign: char) -> bool {
    matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn texts_of_any_kind_meet_the_published_schema(summary in hostile(), tool in hostile(), value in hostile(), word in hostile()) {
        let tool = tool.replace(['\n', '\t'], "");
        let text = format!(
            "server \"s\" {{ command \"x\" {word:?}; env \"A\" value={value:?}; tool {tool:?}; tool \"put\"; }}\n\
             agent \"clerk\" {{ summary {summary:?}; model \"openai/gpt-5\"; server \"s\"; permissions {{ otherwise ask call; allow call \"s/put\"; }}; }}"
        );
        let workspace = load(&Memory::example(&text));
            for id in TARGETS {
            let rendered = rendered(&workspace, None, id);
            for document in documents(&rendered) {
                prop_assert_eq!(&document["toolboxes"][0]["client_transport"]["args"][0], &Value::from(word.clone()));
                prop_assert!(listed(&document).contains(&("s", "put", false)));
            }
        }
    }
}
