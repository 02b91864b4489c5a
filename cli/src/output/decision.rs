//! The rules behind a decision, each with its place.

use std::fmt::Write as _;

use bailiwick_engine::permission::Line;
use bailiwick_engine::show::source_of;

use super::padded::padded;
use super::prefix::Prefix;
use super::visible::visible;
use super::why::place;

/// A line for each rule: those that decide, then those that they override.
#[must_use]
pub fn lines(by: &[&Line<'_>], overrode: &[&Line<'_>], prefix: &Prefix) -> String {
    let all =
        || by.iter().map(|line| ("by", line)).chain(overrode.iter().map(|line| ("over", line)));
    let width = all().map(|(_, line)| written(line).chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for (word, line) in all() {
        let place = place(&source_of(line.item(), line.member.span), prefix);
        let _infallible = writeln!(text, "  {word:<4} {}  {place}", padded(&written(line), width));
    }
    text
}

fn written(line: &Line<'_>) -> String {
    let rule = &line.rule;
    format!("{} {} \"{}\"", rule.effect, rule.action, visible(line.member.text))
}
