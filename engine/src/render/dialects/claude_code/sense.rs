//! What Claude Code does with the requests of one action under some permissions: at most this.

use super::permissions::Permissions;
use super::rule::Rule;
use super::{bash, path, tool};
use crate::permission::{self, Action, Effect};
use crate::render::meaning::{Sense, everything};

/// What is done with the requests of an action.
pub(super) fn sense(action: Action, permissions: &Permissions) -> Sense {
    let read = |one: fn(Effect, &Rule) -> Option<permission::Rule>, tools: &[&str]| {
        let of = permissions
            .rules()
            .filter(|(_, rule)| tools.is_empty() || tools.contains(&rule.tool.as_str()));
        of.filter_map(|(effect, rule)| one(effect, rule)).collect::<Vec<_>>()
    };
    let mut sense = Sense::default();
    let mut otherwise = permissions.mode.otherwise();
    match action {
        Action::Run => {
            sense.rules = bash::meaning(permissions.rules());
            sense.rules.extend(bash::unasked());
        }
        Action::Read => {
            sense.rules = read(|effect, rule| path::meaning(Action::Read, effect, rule), &["Read"]);
            // Below the folder that it works in, everything is read unasked.
            sense.rules.extend(path::below(Action::Read));
        }
        Action::Write => {
            let tools = ["Edit"];
            sense.rules = read(|effect, rule| path::meaning(Action::Write, effect, rule), &tools);
        }
        Action::Fetch => {
            let bare = permissions.rules().filter(|(_, rule)| **rule == Rule::tool(FETCH));
            sense.rules = bare.filter_map(|(effect, _)| everything(action, effect)).collect();
            if sense.rules.is_empty() {
                // Some hosts of documentation are fetched from unasked.
                otherwise = Effect::Allow;
            }
        }
        Action::Call => {
            sense.rules = read(tool::meaning, &[]);
            sense.rules.extend(tool::unasked());
        }
        Action::Delegate => {
            let bare = permissions.rules().filter(|(_, rule)| **rule == Rule::tool(DELEGATE));
            sense.rules = bare.filter_map(|(effect, _)| everything(action, effect)).collect();
            // Without a rule, any agent is started unasked.
            otherwise = Effect::Allow;
        }
        // It has no memories of this kind.
        Action::Recall | Action::Remember => return Sense::nothing(),
    }
    let is_denied = |name: &&str| permissions.deny.contains(&Rule::tool(*name));
    if matches!(action, Action::Read | Action::Write) && path::tools(action).iter().all(is_denied) {
        sense.rules.extend(everything(action, Effect::Deny));
    }
    sense.rules.extend(permission::Rule::otherwise(otherwise, action));
    sense
}

/// The tool that fetches URLs.
pub(super) const FETCH: &str = "WebFetch";

/// The tool that starts other agents.
pub(super) const DELEGATE: &str = "Agent";
