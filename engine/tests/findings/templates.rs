//! Templates that can be read and fail when they are put together.

use bailiwick_engine::canonical;
use bailiwick_engine::compose::{Layers, effective, lineage};
use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use expect_test::expect;

use super::check;

#[test]
fn a_template_that_fails_is_found_in_each_environment_that_it_fails_in() {
    check(
        &["failing-template"],
        r#"
environment "dev" { tracks; set "n" 2; }
environment "prod" { follows "dev"; set "n" 0; }
param "n" type="integer"
param "s" type="string" default="Acme"
agent "one" { instructions "{{ s | nofilter }}" template=#true; }
agent "two" { instructions "{{ s.foo }}" template=#true; }
agent "three" { instructions "{{ 10 / n }} of {{ s }}" template=#true; }
agent "four" { instructions "{{ n }} of {{ s }} {% if n %}or so{% endif %}" template=#true; }
"#,
        &expect![[r#"
            failing-template at nofilter: in `dev`, the template cannot be put together: filter nofilter is unknown
            failing-template at nofilter: in `prod`, the template cannot be put together: filter nofilter is unknown
            failing-template at s.foo: in `dev`, the template cannot be put together: `s.foo` is undefined
            failing-template at s.foo: in `prod`, the template cannot be put together: `s.foo` is undefined
            failing-template at 10 / n: in `prod`, the template cannot be put together: unable to calculate 10 / 0
        "#]],
    );
}

#[test]
fn a_template_that_many_are_told_is_found_once_an_environment() {
    check(
        &["failing-template"],
        r#"
environment "dev" { tracks; }
param "s" type="string" default="Acme"
base "shared" { instructions "{{ s | upper }}" template=#true; }
agent "one" { extends "shared"; }
agent "two" { extends "shared"; }
"#,
        &expect![[r#"
            failing-template at upper: in `dev`, the template cannot be put together: filter upper is unknown
        "#]],
    );
}

#[test]
fn a_template_fails_for_the_rows_whose_values_it_fails_with() {
    check(
        &["failing-template"],
        r#"
environment "dev" { tracks; }
param "n" type="integer" default=1
param "s" type="string" default="Acme"
agent "clerk" {
    instances file="rows.json"
    instructions "{{ s }}: {{ 10 / n }}" template=#true
}
-- rows.json --
[{ "name": "one", "n": 0 }, { "name": "two", "n": 5 }, { "name": "three", "s": "Other" }]
"#,
        &expect![[r#"
            failing-template at 10 / n: in `dev`, the template cannot be put together for `clerk/one`: unable to calculate 10 / 0
        "#]],
    );
}

#[test]
fn a_template_that_fails_has_no_text_in_what_is_shown() {
    let workspace = load(&Memory::example(
        "param \"s\" type=\"string\" default=\"Acme\"\nagent \"one\" {\n    instructions \"{{ s | upper }}\" template=#true\n}",
    ));
    let scope = workspace.scope();
    let agent = workspace.agent("one").unwrap();
    let lineage = lineage(workspace.fleet(), agent);
    let effective = effective(&lineage, None, Layers::All);
    let release = canonical::release_digest(&scope.sources(), &lineage);
    let json = canonical::full(&scope.sources(), &effective, release);
    assert!(!json.contains("upper") && !json.contains("\"text\""), "{json}");
}

#[test]
fn a_template_of_very_many_places_is_tried_out() {
    let text = "{{ s }} ".repeat(40_000);
    let workspace = load(&Memory::example(&format!(
        "param \"s\" type=\"string\" default=\"x\"\nagent \"one\" {{\n    instructions \"{text}\" template=#true\n}}",
    )));
    let found = workspace.diagnostics().diagnostics;
    let failing = found.iter().find(|found| found.rule.name == "failing-template").unwrap();
    assert!(failing.message.ends_with("it takes more than 100000 steps"), "{}", failing.message);
}
