//! Codex 0.169.0, by what it was seen to do with rules, patches, images and the tools of servers.

mod interpreter;
mod within;

use super::checks;
use interpreter::Codex;

#[test]
fn random_policies_are_rendered_to_codex_as_declared_or_stricter() {
    checks::judge(&Codex);
}

#[test]
fn the_examples_are_rendered_to_codex_as_declared_or_stricter() {
    checks::judge_examples(&Codex);
}
