//! Policies as text.

use super::like::Like;
use super::rule::Rule;
use super::text::literal;
use crate::permission::{Action, Effect};

/// That a person approved of the request.
const APPROVED: &str = "(context has approved && context.approved)";

/// Every resource; nothing where the request names none.
const EVERYTHING: &str = "context.resource like \"*\"";

/// All policies of an agent.
pub(super) fn all(agent: &str, rules: &[Rule], has: &[&(Action, Vec<Like>)]) -> Vec<String> {
    let mut made = Policies { agent, texts: Vec::new() };
    for (action, likes) in has {
        let any = conditions(likes).unwrap_or_else(|| "false".to_owned());
        made.add("forbid", *action, "unless", &any);
    }
    for rule in rules {
        let condition = match &rule.likes {
            None => EVERYTHING.to_owned(),
            Some(likes) => match conditions(likes) {
                Some(any) => any,
                None => continue,
            },
        };
        let approved = format!("({condition}) && {APPROVED}");
        match (rule.effect, rule.is_last) {
            (Effect::Allow, _) => made.add("permit", rule.action, "when", &condition),
            (Effect::Ask, true) => made.add("permit", rule.action, "when", &approved),
            (Effect::Ask, false) => {
                made.add("permit", rule.action, "when", &approved);
                let refused = format!("({condition}) && !{APPROVED}");
                made.add("forbid", rule.action, "when", &refused);
            }
            (Effect::Deny, false) => made.add("forbid", rule.action, "when", &condition),
            // What no policy permits is denied.
            (Effect::Deny, true) => {}
        }
    }
    made.texts
}

fn conditions(likes: &[Like]) -> Option<String> {
    let all: Vec<String> = likes.iter().map(Like::condition).collect();
    (!all.is_empty()).then(|| all.join(" || "))
}

struct Policies<'n> {
    agent: &'n str,
    texts: Vec<String>,
}

impl Policies<'_> {
    fn add(&mut self, word: &str, action: Action, joint: &str, condition: &str) {
        let agent = literal(self.agent);
        let id = literal(&format!("{}/{action}/{}", self.agent, self.texts.len() + 1));
        self.texts.push(format!(
            "@id({id})\n{word}(principal == Agent::{agent}, action == Action::\"{action}\", resource)\n{joint} {{ {condition} }};"
        ));
    }
}
