//! Why a request is decided as it is: the rules behind it, each with its place, or what is missing.

mod json;
mod places;

use std::fmt::Write as _;

use bailiwick_engine::permission::{Absence, Arguments, Cause, Line};
use bailiwick_engine::workspace::Workspace;
use bailiwick_schema::vocabulary::Kind;

use super::padded::padded;
use super::visible::visible;
use super::why::place;
use crate::failure::Failure;
use crate::names;

pub use json::{cause_value, share_value};
pub use places::Places;

/// Why, a line each, indented by two spaces; `agent` is the declared one.
#[must_use]
pub fn reason(
    (cause, arguments): (&Cause<'_>, &Arguments),
    agent: &str,
    workspace: &Workspace,
    places: &mut Places<'_>,
) -> String {
    match cause {
        Cause::Rules { by, overrode } => {
            let by = by.iter().map(|line| ("by", line));
            let all: Vec<_> = by.chain(overrode.iter().map(|line| ("over", line))).collect();
            lines(&all, arguments, places)
        }
        Cause::NoRule { unmet } if unmet.is_empty() => {
            "  no rule of its `permissions` matches, and what no rule matches is denied\n"
                .to_owned()
        }
        Cause::NoRule { unmet } => {
            let unmet: Vec<_> = unmet.iter().map(|line| ("not", line)).collect();
            format!(
                "  no rule surely matches these arguments, and what no rule matches is denied\n{}",
                lines(&unmet, arguments, places)
            )
        }
        Cause::Refused(refusal) => format!("  {refusal}\n"),
        Cause::Absent(absence) => absent(absence, agent, workspace),
    }
}

/// A line for each rule, behind the word that says what it does here, and what of its condition does not surely hold.
fn lines(rules: &[(&str, &Line<'_>)], arguments: &Arguments, places: &mut Places<'_>) -> String {
    let widths = rules.iter().map(|(_, line)| written(line).chars().count());
    let width = widths.max().unwrap_or_default();
    let mut text = String::new();
    for (word, line) in rules {
        let prefix = places.prefix();
        let place = place(places.of(line), prefix);
        let _infallible = writeln!(text, "  {word:<4} {}  {place}", padded(&written(line), width));
        for failure in failures(word, line, arguments) {
            let _infallible = writeln!(text, "         {}", visible(&failure));
        }
    }
    text
}

/// What of a rule's condition does not surely hold; why a rule that decides nothing would hold is of no use.
fn failures(word: &str, line: &Line<'_>, arguments: &Arguments) -> Vec<String> {
    if word == "over" { Vec::new() } else { line.rule.condition.failures(arguments) }
}

fn written(line: &Line<'_>) -> String {
    visible(&line.to_string()).into_owned()
}

/// What is missing, as KDL names it: the kind, the name, the node that an agent declares it with.
const fn missing(absence: &Absence) -> (Kind, &String, &'static str) {
    match absence {
        Absence::Tool(name, _) | Absence::Server(name) => (Kind::Server, name, "server"),
        Absence::Delegate(name) => (Kind::Agent, name, "delegate"),
        Absence::Memory(name) => (Kind::Memory, name, "memory"),
    }
}

/// What an agent lacks, in one line.
pub(super) fn lacking(absence: &Absence, agent: &str) -> String {
    let agent = visible(agent);
    let (_, name, node) = missing(absence);
    let name = visible(name);
    match absence {
        Absence::Tool(_, tool) => {
            let tool = visible(tool);
            format!("the `only` of `{agent}` leaves `{tool}` of the server `{name}` out")
        }
        Absence::Delegate(_) => format!("`{agent}` hands no work to `{name}`"),
        Absence::Server(_) | Absence::Memory(_) => format!("`{agent}` has no {node} `{name}`"),
    }
}

/// What is missing, and where it would be declared.
fn absent(absence: &Absence, agent: &str, workspace: &Workspace) -> String {
    let lacking = lacking(absence, agent);
    let (kind, name, node) = missing(absence);
    let shown = visible(name);
    if let Absence::Tool(_, tool) = absence {
        let tool = visible(tool);
        return format!(
            "  {lacking}\n  add it there: `server \"{shown}\" {{ only \"{tool}\"; }}`\n"
        );
    }
    let mut text = format!("  {lacking}: no rule is looked at\n");
    if workspace.fleet().find(kind, name).is_none() && !kind.is_given(name) {
        let Failure { message, help } = names::unknown(workspace, kind, name);
        text.push_str(&format!("  {message}"));
        text.push_str(&help.map_or_else(String::new, |help| format!("; {help}")));
        text.push('\n');
    } else {
        text.push_str(&format!("  add `{node} \"{shown}\"` to the agent or a base of it\n"));
    }
    text
}
