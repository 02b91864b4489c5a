//! Claude Code 2.1.330, by what it was seen to do with each kind of rule.

mod bash;
mod interpreter;
mod path;
mod rules;
mod within;

use super::checks;
use interpreter::ClaudeCode;

#[test]
fn random_policies_are_rendered_to_claude_code_as_declared_or_stricter() {
    checks::judge(&ClaudeCode);
}

#[test]
fn the_examples_are_rendered_to_claude_code_as_declared_or_stricter() {
    checks::judge_examples(&ClaudeCode);
}
