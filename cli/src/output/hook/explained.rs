//! A decision for people: the parts of a line, the deciding rules with their places, and what they overrode.

use std::fmt::Write as _;

use bailiwick_engine::hook::{Decided, Event};
use bailiwick_engine::permission::{Action, Compiled, CompiledLine, Ground, Judgement};

use super::{Found, Said, ground, sentence, spelled};
use crate::output::padded::padded;
use crate::output::visible::visible;

/// Why, a line each.
#[must_use]
pub fn explained(
    (found, said): (&Found, Said),
    parts: &[(Action, Judgement)],
    event: &Event,
    compiled: &Compiled,
) -> String {
    let mut text = String::new();
    let effect = found.effect();
    match found {
        Found::Refused(why) => {
            let _infallible = writeln!(text, "{effect}: {}", visible(why));
        }
        Found::Decided(decided) => {
            let _infallible = writeln!(text, "{effect}: {}", visible(&sentence(decided, compiled)));
            for (action, judged) in parts {
                let shown = spelled(judged).unwrap_or_default();
                let _infallible =
                    writeln!(text, "  part {action} `{}`: {}", visible(shown), judged.effect);
            }
            text.push_str(&rules(decided, compiled));
        }
    }
    let form = event.form.as_str();
    let told = match said {
        Said::Nothing => "nothing, so that its own rules count".to_owned(),
        said => format!("`{}`", said.as_str()),
    };
    let _infallible = writeln!(text, "  {form} is told {told}");
    text
}

fn rules(decided: &Decided, compiled: &Compiled) -> String {
    let judged = &decided.judged;
    let (by, overrode, unmet): (&[usize], &[usize], &[usize]) = match &judged.ground {
        Ground::Rules { by, overrode } => (by, overrode, &[]),
        Ground::NoRule { unmet } => (&[], &[], unmet),
        Ground::Refused(_) | Ground::Absent(_) => (&[], &[], &[]),
    };
    let groups = [("by", by), ("over", overrode), ("not", unmet)];
    let lines = groups.iter().flat_map(|(word, places)| places.iter().map(|at| (*word, *at)));
    let lines: Vec<(&str, &CompiledLine)> =
        lines.filter_map(|(word, at)| Some((word, compiled.line(at)?))).collect();
    if lines.is_empty() {
        let why = ground(judged, compiled).unwrap_or_default();
        return format!("  {}\n", visible(&why));
    }
    let written: Vec<String> =
        lines.iter().map(|(_, line)| visible(&line.to_string()).into_owned()).collect();
    let width = written.iter().map(|text| text.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for ((word, line), written) in lines.iter().zip(&written) {
        let place = format!("{}:{} ({})", line.path, line.line, line.layer);
        let (written, place) = (padded(written, width), visible(&place));
        let _infallible = writeln!(text, "  {word:<4} {written}  {place}");
    }
    text
}
