//! What targets write, lose and refuse.

mod dialects;
mod flaws;
mod servers;

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::{Loss, Rendered, Targets, render};
use crate::workspace::{Workspace, load};
use crate::world::Memory;

fn rendered_in(workspace: &Workspace, target: &str, agents: &[String]) -> Rendered {
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    let (target, flaws) = targets.read(targets.find(target).unwrap());
    assert!(flaws.is_empty(), "{flaws:?}");
    let environment = workspace.fleet().environments().first().copied();
    render(workspace, environment, &target, agents)
}

fn rendered(text: &str, target: &str) -> Rendered {
    rendered_in(&load(&Memory::example(text)), target, &[])
}

/// The files with their texts, then what is lost and refused.
fn shown(rendered: &Rendered) -> String {
    let mut text = String::new();
    for file in &rendered.files {
        _ = write!(text, "-- {} --\n{}", file.path, String::from_utf8_lossy(&file.bytes));
    }
    for (loss, agents) in &rendered.losses {
        match loss {
            Loss::Part(path) => _ = writeln!(text, "lost: {path} of {}", agents.join(", ")),
            other => _ = writeln!(text, "lost: {other:?} of {}", agents.join(", ")),
        }
    }
    for refusal in &rendered.refusals {
        let agent = refusal.agent.as_deref().unwrap_or("all");
        _ = writeln!(text, "refused for {agent}: {}", refusal.message);
    }
    text
}

fn check(text: &str, target: &str, expected: &Expect) {
    expected.assert_eq(&shown(&rendered(text, target)));
}

const CLERK: &str = r#"
server "tickets" { summary "Cases"; url "https://mcp.acme.example/tickets"; tool "get"; }
agent "support/clerk" {
    instructions "Answer tickets."
    instructions """
        Be kind.
        """
    model "acme/model-2026-01-01" { temperature 0; }
    server "tickets" { only "get*"; }
    permissions {
        allow call "tickets/get"
        allow read "docs/`a`/**"
        deny run "rm **"
    }
    limits { steps 4; cost-per-run "1 USD"; }
}
"#;

#[test]
fn agents_md_tells_what_an_agent_may_do_and_that_nothing_enforces_it() {
    check(
        CLERK,
        "agents-md",
        &expect![[r#"
            -- support-clerk/AGENTS.md --
            <!-- Written by `bailiwick render` (agents-md@1) for the agent support-clerk: edit what it is declared from, not this file. -->

            Answer tickets.

            Be kind.

            ## Servers

            - `tickets`: Cases; of its tools use only `get*`

            ## What you may do

            This is guidance: nothing enforces it here. "Never" counts for more than "ask a person", and that for more than "you may".
            Whatever is not named here is not for you to do: ask a person first.

            - Never run `rm **`
            - You may call `tickets/get`
            - You may read ``docs/`a`/**``
            lost: limits/cost-per-run of support/clerk
            lost: limits/steps of support/clerk
            lost: model of support/clerk
            lost: permissions of support/clerk
            lost: server of support/clerk
        "#]],
    );
}

const STRUCTURED: &str = r#"
target "fleet" {
    carries "permissions" "limits/steps" "model"
    output "{{ agent.file }}.yaml" value="agent.json" format="yaml"
    output "servers.json" for="fleet" value="servers.json" schema="servers.schema.json" when="agent.server"
}
server "a" { command "npx" "-y" "a@1.0.0"; tool "x"; }
server "b" { url "https://b.example"; tool "y"; }
agent "one" { server "a"; server "b"; tag "on" "x: y"; limits { steps 4; }; }
agent "two" { server "b"; model "acme/model-2026-01-01" { temperature 0.5; }; }
agent "three"
-- agent.json --
{
    "name": "{{ agent.name }}",
    "path": "{{ target.name }}/{{ agent.name }}",
    "environment": "{{ environment }}",
    "model": "{{ agent.model.name }}",
    "temperature": "{{ agent.model.temperature }}",
    "tags": ["first", {"$for": "tag in agent.tag", "$if": "tag != 'on'", "$each": "{{ tag }}"}],
    "steps": "{{ agent.limits.steps }}",
    "limited": {"$if": "agent.limits", "$value": {"$if": "not agent.model", "$value": ["{{ agent.name }}"]}},
    "fixed": [null, {}]
}
-- servers.json --
{
    "mcpServers": {
        "$for": ["agent in agents", "name, server in agent.server"],
        "$key": "{{ name }}",
        "$value": {
            "url": "{{ server.declaration.url }}",
            "args": {"$for": "word in server.declaration.command", "$each": "{{ word }}"}
        }
    }
}
-- servers.schema.json --
{"type": "object", "properties": {"mcpServers": {"additionalProperties": {"properties": {"url": {"pattern": "^https:"}}}}}}
"#;

#[test]
fn structured_files_are_put_together_as_values() {
    check(
        STRUCTURED,
        "fleet@1",
        &expect![[r#"
            -- one.yaml --
            name: one
            path: fleet/one
            tags:
              - first
              - "x: y"
            steps: 4
            limited:
              - one
            fixed:
              - null
              - {}
            -- servers.json --
            {
              "mcpServers": {
                "a": {
                  "args": [
                    "npx",
                    "-y",
                    "a@1.0.0"
                  ]
                },
                "b": {
                  "url": "https://b.example",
                  "args": []
                }
              }
            }
            -- three.yaml --
            name: three
            path: fleet/three
            tags:
              - first
            fixed:
              - null
              - {}
            -- two.yaml --
            name: two
            path: fleet/two
            model: acme/model-2026-01-01
            temperature: 0.5
            tags:
              - first
            fixed:
              - null
              - {}
            lost: model/temperature of two
            lost: server of one, two
        "#]],
    );
}

#[test]
fn an_output_that_its_schema_does_not_allow_is_refused_with_the_place() {
    let text = STRUCTURED.replace("^https:", "^http:");
    let rendered = rendered(&text, "fleet");
    let messages: Vec<&str> = rendered.refusals.iter().map(|one| one.message.as_str()).collect();
    expect![[r#"
        [
            "`servers.json` does not meet its schema at `/mcpServers/b/url`: \"https://b.example\" does not match \"^http:\"",
        ]
    "#]]
    .assert_debug_eq(&messages);
}

const HOSTILE: &str = r#"
target "notes" {
    carries "instructions"
    output "{{ agent.file }}.md" template="note.md"
}
agent "clerk" { instances file="rows.json"; instructions file="text.md"; }
-- rows.json --
[{"name": ".."}, {"name": "a-->b"}, {"name": "x: *y"}]
-- text.md --
A text with --> and {{ braces }} and `ticks` and "quotes": # no comment
--- 
...
-- note.md --
---
name: {{ agent.name | yaml }}
text: {{ agent.text | yaml }}
---
<!-- {{ agent.file }} -->
{{ agent.text }}
"#;

#[test]
fn hostile_names_and_texts_stay_what_they_are() {
    check(
        HOSTILE,
        "notes",
        &expect![[r#"
        -- clerk-.md --
        ---
        name: clerk/..
        text: "A text with --> and {{ braces }} and `ticks` and \"quotes\": # no comment\n--- \n...\n"
        ---
        <!-- clerk- -->
        A text with --> and {{ braces }} and `ticks` and "quotes": # no comment
        --- 
        ...

        -- clerk-a---b.md --
        ---
        name: "clerk/a-->b"
        text: "A text with --> and {{ braces }} and `ticks` and \"quotes\": # no comment\n--- \n...\n"
        ---
        <!-- clerk-a---b -->
        A text with --> and {{ braces }} and `ticks` and "quotes": # no comment
        --- 
        ...

        -- clerk-x---y.md --
        ---
        name: "clerk/x: *y"
        text: "A text with --> and {{ braces }} and `ticks` and \"quotes\": # no comment\n--- \n...\n"
        ---
        <!-- clerk-x---y -->
        A text with --> and {{ braces }} and `ticks` and "quotes": # no comment
        --- 
        ...

    "#]],
    );
}

#[test]
fn what_a_template_cannot_do_is_refused_with_its_line() {
    let template = |body: &str| {
        let text = format!(
            "target \"t\" {{\n    output \"{{{{ agent.name }}}}\" template=\"t.md\"\n}}\nagent \"a\"\n-- t.md --\n{body}"
        );
        shown(&rendered(&text, "t"))
    };
    let bodies = [
        "fine\n{{ agent.model.name }}\n",
        "{{ agent }}",
        "{{ agent.name | upper }}",
        "{% for a in agent.name %}{% endfor %}",
    ];
    let all: Vec<String> = bodies.map(template).into();
    expect![[r#"
        refused for a: the template of `a` fails: line 2: `agent.model` is undefined
        refused for a: the template of `a` fails: line 1: a list or an object is no text: write `| json` or `| yaml` behind it
        refused for a: the template of `a` fails: line 1: filter upper is unknown
        -- a --
    "#]]
    .assert_eq(&all.concat());
}

#[test]
fn no_template_runs_for_ever_or_gives_without_end() {
    let list = "[1,2,3,4,5,6,7,8,9,0]";
    let loops: String = (0..8).map(|at| format!("{{% for a{at} in {list} %}}")).collect();
    let ends = "{% endfor %}".repeat(8);
    let text = format!(
        "target \"t\" {{\n    output \"{{{{ agent.name }}}}\" template=\"t.md\"\n}}\nagent \"a\"\n-- t.md --\n{loops}x{ends}"
    );
    let messages: Vec<String> =
        rendered(&text, "t").refusals.into_iter().map(|one| one.message).collect();
    assert_eq!(messages, ["the template of `a` fails: line 1: it takes too many steps"]);
}

#[test]
fn paths_that_lead_out_or_meet_are_refused() {
    let at = |path: &str| {
        let text = format!(
            "target \"t\" {{\n    output \"{path}\" template=\"t.md\"\n}}\nagent \"a\"\nagent \"b\"\n-- t.md --\nx"
        );
        let rendered = rendered(&text, "t");
        rendered.refusals.first().map(|one| one.message.clone()).unwrap_or_default()
    };
    let paths = ["../{{ agent.file }}", "/{{ agent.file }}", "{{ agent.file }}/../x", "same.md"];
    expect![[r#"
        [
            "`../a` is no path below the folder: it has a part `.` or `..`",
            "`/a` is no path below the folder: it names a place outside the folder",
            "`a/../x` is no path below the folder: it has a part `.` or `..`",
            "two files would stand at one place: `same.md` of `a` from `same.md` and `same.md` of `b` from `same.md`",
        ]
    "#]]
    .assert_debug_eq(&paths.map(at));
}

#[test]
fn only_agents_that_are_present_and_asked_for_are_rendered() {
    let text = r#"
environment "prod" { tracks; }
lifecycle "l" { stage "draft" { environments "dev"; }; stage "active"; }
agent "a" { stage "draft"; }
agent "b" { stage "active"; }
agent "c" { stage "active"; }
agent "d" { stage "active"; instances file="rows.json"; }
-- rows.json --
[{"name": "x"}, {"name": "y"}]
"#;
    let workspace = load(&Memory::example(text));
    let names = |agents: &[&str]| {
        let agents: Vec<String> = agents.iter().map(|name| (*name).to_owned()).collect();
        rendered_in(&workspace, "agents-md", &agents).agents.join(" ")
    };
    assert_eq!(names(&[]), "b c d/x d/y");
    assert_eq!(names(&["a", "c", "d/y"]), "c d/y");
    assert_eq!(names(&["d"]), "d/x d/y");
}

#[test]
fn the_tools_own_targets_can_be_rendered() {
    // Some have no way to name a model of a provider that nobody knows.
    let text = CLERK.replace("acme/model-2026-01-01", "openai/gpt-5.4-2026-03-05");
    let workspace = load(&Memory::example(&text));
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    for known in targets.all().collect::<Vec<_>>() {
        let (target, flaws) = targets.read(known);
        assert!(flaws.is_empty(), "{}: {flaws:?}", known.id());
        assert!(target.summary.is_some(), "{} says not what it is", known.id());
        let rendered = render(&workspace, None, &target, &[]);
        assert_eq!(rendered.refusals, [], "{}", known.id());
        assert!(!rendered.files.is_empty(), "{}", known.id());
    }
}

#[test]
fn the_same_bytes_come_out_on_any_number_of_threads() {
    let agents: String = (0..600)
        .map(|at| {
            format!(
                "agent \"a-{at}\" {{ instructions \"{at}\"; limits {{ steps {}; }}; }}\n",
                at + 1
            )
        })
        .collect();
    let text = format!("{agents}{STRUCTURED}");
    let all = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| shown(&rendered(&text, "fleet")))
    };
    assert_eq!(all(1), all(4));
}
