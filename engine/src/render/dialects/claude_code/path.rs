//! Rules about paths: `Read(pattern)` and `Edit(pattern)`, with the patterns of gitignore.
//!
//! They match in any letter case, which this language does not: so what allows is all of the folder or nothing.

use super::rule::Rule;
use crate::permission::{self, Action, Effect, Line, Pattern};

/// The tool whose rules hold for an action.
pub(super) const fn tool(action: Action) -> &'static str {
    if matches!(action, Action::Read) { "Read" } else { "Edit" }
}

/// The tools that the rules of an action are about; without these, nothing is read or written but by commands.
pub(super) const fn tools(action: Action) -> &'static [&'static str] {
    if matches!(action, Action::Read) {
        &["Read", "Grep", "Glob"]
    } else {
        &["Edit", "Write", "NotebookEdit"]
    }
}

/// Every path of the folder, as it is declared.
pub(super) const BELOW: &str = "**";

/// Every path.
const ALL: &str = "//**";

/// The rule about every path.
pub(super) fn all(action: Action) -> Rule {
    Rule::of(tool(action), ALL)
}

/// The rule for a line that asks or denies: at least what it matches; for one that allows, where that is all of the folder, which
/// is read unasked anyway.
pub(super) fn rule(line: &Line<'_>) -> Option<Rule> {
    if line.rule.effect == Effect::Allow {
        let is_below = line.rule.action == Action::Write && line.member.text == BELOW;
        return is_below.then(|| Rule::of(tool(Action::Write), "/**"));
    }
    Some(translated(line.rule.action, line.member.text).unwrap_or_else(|| all(line.rule.action)))
}

/// The pattern as gitignore has it; none where it says something else there.
fn translated(action: Action, text: &str) -> Option<Rule> {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_-./*~".contains(sign);
    let is_strange = text.split('/').any(|part| {
        part.starts_with('.') && part.trim_start_matches('.').is_empty() && !part.is_empty()
    });
    if !text.chars().all(is_plain) || is_strange || text.contains("//") {
        return None;
    }
    let content = match text {
        "**" => "/**".to_owned(),
        text if text.starts_with('/') => format!("/{text}"),
        text if text.starts_with("~/") => text.to_owned(),
        text if text.contains('~') => return None,
        text => format!("/{text}"),
    };
    Some(Rule::of(tool(action), content))
}

/// What a rule is sure to match; none where that is not known.
pub(super) fn meaning(action: Action, effect: Effect, rule: &Rule) -> Option<permission::Rule> {
    let pattern = match rule.content.as_deref() {
        None => return None,
        Some(ALL) => Pattern::everything(action)?,
        // Whatever letter case.
        Some(content) if effect == Effect::Allow && content != "/**" => {
            Pattern::everything(action)?
        }
        Some(content) => {
            let written = match content {
                "/**" => "**",
                content if content.starts_with("//") => content.get(1..)?,
                content if content.starts_with('/') => content.get(1..)?,
                content => content,
            };
            // What matches a folder matches all that lies in it.
            let below = Pattern::read(action, &format!("{}/**", written.trim_end_matches("/**")));
            Pattern::any_of([Pattern::read(action, written).ok()?, below.ok()?])?
        }
    };
    Some(permission::Rule::new(effect, action, pattern))
}

/// Everything below the folder that is worked in, allowed.
pub(super) fn below(action: Action) -> Option<permission::Rule> {
    let pattern = Pattern::read(action, "**").ok()?;
    Some(permission::Rule::new(Effect::Allow, action, pattern))
}
