//! How one layer meets another.

use bailiwick_schema::vocabulary::MODEL;

use crate::workspace::load;
use crate::world::Memory;

/// The name and the number of settings of the model that `clerk` is given.
fn model(text: &str) -> (Option<String>, usize) {
    let workspace = load(&Memory::example(text));
    let effective = workspace.effective(workspace.agent("clerk").unwrap(), None);
    let model = effective.fields_of(&MODEL).next().unwrap();
    (model.item.text().map(str::to_owned), model.children.len())
}

#[test]
fn a_model_without_a_name_merges_into_the_one_below() {
    let text = r#"
base "calm" {
    model "anthropic/claude-sonnet-4-5-20250929" { temperature 1; max-output-tokens 512; }
}
agent "clerk" {
    extends "calm"
    model { temperature 0; }
}
"#;
    assert_eq!(model(text), (Some("anthropic/claude-sonnet-4-5-20250929".to_owned()), 2));
}

#[test]
fn a_model_with_a_name_replaces_the_one_below_whole() {
    let text = r#"
base "calm" {
    model "anthropic/claude-sonnet-4-5-20250929" { temperature 1; max-output-tokens 512; }
}
agent "clerk" {
    extends "calm"
    model "openai/gpt-5-mini-2025-08-07" { temperature 0; }
}
"#;
    assert_eq!(model(text), (Some("openai/gpt-5-mini-2025-08-07".to_owned()), 1));
}
