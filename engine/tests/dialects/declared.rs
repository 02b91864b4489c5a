//! What was declared, as requests are decided by it.

use bailiwick_engine::permission::{Action, Effect, Given, Resource, Rule, decide};
use bailiwick_engine::render::dialect::Subject;

use super::interpreter::Request;

/// What an agent is given of an action.
pub struct Declared<'s> {
    subject: &'s Subject<'s, 's>,
    action: Action,
    /// Its rules without what they guard beyond what is written.
    written: Vec<Rule>,
}

impl<'s> Declared<'s> {
    pub fn new(subject: &'s Subject<'s, 's>, action: Action) -> Self {
        let given: Given<'_> = subject.authority.given(action);
        let written = given.rules.iter().map(|rule| rule.as_written()).collect();
        Self { subject, action, written }
    }

    /// The most that may be done with a request: what is denied only behind a wrapper may be asked about.
    pub fn most(&self, request: &Request) -> Effect {
        let authority = self.subject.authority;
        let effect = authority.decide(self.action, &request.resource, &request.arguments).effect;
        let Ok(resource) = Resource::read(self.action, &request.resource) else { return effect };
        if effect > Effect::Deny || self.action != Action::Run {
            return effect;
        }
        let rules: Vec<&Rule> = self.written.iter().collect();
        decide(&rules, &resource, &request.arguments).effect.min(Effect::Ask)
    }
}
