//! What is found in declarations of targets and of renderings, before anything is rendered.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use crate::workspace::load;
use crate::world::Memory;

/// The findings about rendering.
fn check(text: &str, expected: &Expect) {
    let workspace = load(&Memory::example(text));
    let mut found = String::new();
    for finding in workspace.diagnostics().diagnostics {
        let code = finding.rule.code;
        if code.starts_with("BW7") || code == "BW8201" {
            _ = writeln!(found, "{code} {}", finding.message);
            let help = finding.help.unwrap_or_default();
            // That list grows with the tool.
            let is_list = help.starts_with("there is `");
            _ = writeln!(found, "  {}", if is_list { "there is TARGETS" } else { help.as_str() });
        }
    }
    expected.assert_eq(&found);
}

#[test]
fn a_target_that_cannot_be_rendered_is_told_where_it_is_declared() {
    check(
        r#"
target "agents-md" { output "{{ agent.file }}" template="fine.md"; }
target "empty"
target "a" {
    output "{{ agents }}" template="broken.md"
    output "x" template="missing.md"
    output "y" value="text.json" when="agnt.server"
    output "z" value="loop.json" schema="schema.json"
    output "{{ agent.file }}" for="fleet" template="fine.md"
}
-- fine.md --
{{ agent.name }}
-- broken.md --
fine
{% if agent %}
-- text.json --
{"a": }
-- loop.json --
{"$for": "name of agent.server", "$each": 1}
-- schema.json --
{"type": "parrot"}
"#,
        &expect![[r#"
            BW7003 `agents-md` is a target that the tool brings along
              give the target another name
            BW7003 it has no `output`
              say which files it writes
            BW7003 the path cannot be made: nothing is called `agents`; there is `agent`, `environment`, `native`, `target`
              it is a template: `{{ agent.file }}/agent.md`
            BW7003 `broken.md` is no template: line 2: unexpected end of input, expected end of block
              `docs/guide/render.md` tells what a template sees
            BW8201 `missing.md` cannot be read: there is no such file
              write the file, or name it relative to the workspace root
            BW7003 `text.json` is not JSON: expected value at line 1 column 7
              mend the file
            BW7003 `when` cannot be asked: nothing is called `agnt`; there is `agent`, `environment`, `native`, `target`
              it is asked of an agent: `agent.server`
            BW7003 `loop.json` cannot be put together: `"name of agent.server"` is no loop: write `"name in expression"`
              `docs/guide/render.md` tells how values are put together
            BW7003 `schema.json` cannot judge: it is not a JSON Schema at `/type`: "parrot" is not valid under any of the schemas listed in the 'anyOf' keyword
              mend the schema
            BW7003 the path cannot be made: nothing is called `agent`; there is `agents`, `environment`, `native`, `policies`, `target`
              it is a template: `{{ agent.file }}/agent.md`
            BW7003 `fine.md` is no template: nothing is called `agent`; there is `agents`, `environment`, `native`, `policies`, `target`
              `docs/guide/render.md` tells what a template sees
        "#]],
    );
}

#[test]
fn a_structure_that_cannot_be_put_together_is_told() {
    let wrong = [
        r#"{"a": "{{ agnt.name }}"}"#,
        r#"{"$for": "a in agent.tag", "$each": "{{ b }}"}"#,
        r#"{"$for": ["a in agent.tag", "b in a"], "$each": "{{ a }} {{ b }}"}"#,
        r#"{"$for": "a in agent.tag", "other": 1}"#,
        r#"{"$for": "a, b, c in agent.tag", "$each": 1}"#,
        r#"{"$for": "a in agent.tag }}", "$each": 1}"#,
        r#"{"$for": "a in agent.tag", "$if": "(", "$each": 1}"#,
        r#"{"$if": "agent.tag", "$each": 1}"#,
        r#"{"$if": "agent.tag"}"#,
        r#"{"$if": "agnt", "$value": 1}"#,
        r#"{"$if": "agent.tag", "$value": "{{ b }}"}"#,
    ];
    let mut all = String::new();
    for value in wrong {
        let text = format!(
            "target \"t\" {{\n    output \"x\" value=\"v.json\"\n}}\n-- v.json --\n{value}\n"
        );
        let workspace = load(&Memory::example(&text));
        let found = workspace.diagnostics().diagnostics;
        let found = found.iter().find(|finding| finding.rule.code == "BW7003");
        _ = writeln!(all, "{}", found.map_or("fine", |finding| finding.message.as_str()));
    }
    expect![[r#"
        `v.json` cannot be put together: nothing is called `agnt`; there is `agent`, `environment`, `native`, `target`
        `v.json` cannot be put together: nothing is called `b`; there is `agent`, `environment`, `native`, `target`, `a`
        fine
        `v.json` cannot be put together: `other` stands beside a `$for`
        `v.json` cannot be put together: `"a, b, c in agent.tag"` is no loop: write `"name in expression"`
        `v.json` cannot be put together: `agent.tag }}` is no expression
        `v.json` cannot be put together: line 1: unexpected `}`
        `v.json` cannot be put together: `$each` stands beside an `$if`
        `v.json` cannot be put together: an `$if` without a `$for` has a condition and a `$value`
        `v.json` cannot be put together: nothing is called `agnt`; there is `agent`, `environment`, `native`, `target`
        `v.json` cannot be put together: nothing is called `b`; there is `agent`, `environment`, `native`, `target`
    "#]]
    .assert_eq(&all);
}

#[test]
fn a_rendering_names_a_target_that_there_is_and_a_place_of_its_own() {
    check(
        r#"
environment "prod" {
    tracks
    render "agents-md@7" to="a"
    render "parrot" to="b"
    render "old" to="c"
    render "agents-md" to="./C"
    render "agents-md" to="../d"
}
target "old" { version 3; successor "agents-md"; output "{{ agent.file }}" template="fine.md"; }
-- fine.md --
{{ agent.name }}
"#,
        &expect![[r#"
            BW7002 there is no target `agents-md@7`
              did you mean `agents-md@1`?
            BW7002 there is no target `parrot`
              there is TARGETS
            BW7004 `old@3` is deprecated
              did you mean `agents-md`?
            BW7001 another rendering is written to `C`, too
              give each rendering a folder of its own
        "#]],
    );
}

#[test]
fn a_dialect_that_there_is_not_is_told() {
    let text = r#"
target "t" { dialect "parrot"; output "{{ agent.file }}" template="fine.md"; }
-- fine.md --
{{ agent.name }}
"#;
    let found = load(&Memory::example(text)).diagnostics().diagnostics;
    let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, ["no dialect is called `parrot`"]);
}
