//! Cedar, asked what our rules say.

use bailiwick_engine::permission::{Action, Effect};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, RestrictedExpression,
};

use crate::argument::{Passed, record};
use crate::pattern::like;
use crate::rule::{Asking, Written};

/// Rules as two sets of policies.
pub struct Cedar {
    gives: PolicySet,
    allows: PolicySet,
    authorizer: Authorizer,
    entities: Entities,
    agent: EntityUid,
    named: EntityUid,
    actions: Vec<EntityUid>,
}

impl Cedar {
    /// Where an agent has something, all else is denied.
    pub fn new(rules: &[Written], has: Option<(Action, &[String])>) -> Self {
        let set = |asking| {
            let mut text: String =
                rules.iter().map(|rule| format!("{}\n", rule.policy(asking))).collect();
            if let Some((action, patterns)) = has {
                let any: Vec<String> =
                    patterns.iter().map(|pattern| like(action, pattern)).collect();
                text.push_str("forbid(principal, action, resource) unless { ");
                text.push_str(&any.join(" || "));
                text.push_str(" };\n");
            }
            text.parse::<PolicySet>().unwrap_or_else(|error| panic!("{error}\n{text}"))
        };
        Self {
            gives: set(Asking::Gives),
            allows: set(Asking::Denies),
            authorizer: Authorizer::new(),
            entities: Entities::empty(),
            agent: entity("Agent::\"a\""),
            named: entity("Resource::\"r\""),
            actions: Action::ALL.map(|action| entity(&format!("Action::\"{action}\""))).into(),
        }
    }

    /// A request as it has it; the resource is text, as `like` wants it.
    pub fn request(&self, action: Action, resource: &str, passed: &Passed) -> Request {
        let fields = [
            ("resource".to_owned(), RestrictedExpression::new_string(resource.to_owned())),
            ("arguments".to_owned(), record(passed, 0)),
        ];
        self.request_in(action, Context::from_pairs(fields).expect("no name twice"))
    }

    /// The same, with its context.
    pub fn request_in(&self, action: Action, context: Context) -> Request {
        let (agent, named) = (self.agent.clone(), self.named.clone());
        let action = self.actions[action as usize].clone();
        Request::new(agent, action, named, context, None).expect("no schema is there to object")
    }

    /// What is done with a request.
    pub fn decide(&self, request: &Request) -> Effect {
        match (self.is_given(request), self.is_permitted(&self.allows, request)) {
            (true, true) => Effect::Allow,
            (true, false) => Effect::Ask,
            (false, false) => Effect::Deny,
            (false, true) => panic!("allowed and not given: {request}"),
        }
    }

    /// Whether it is allowed or asked.
    pub fn is_given(&self, request: &Request) -> bool {
        self.is_permitted(&self.gives, request)
    }

    fn is_permitted(&self, policies: &PolicySet, request: &Request) -> bool {
        let response = self.authorizer.is_authorized(request, policies, &self.entities);
        if let Some(error) = response.diagnostics().errors().next() {
            panic!("{error}");
        }
        response.decision() == Decision::Allow
    }
}

fn entity(text: &str) -> EntityUid {
    text.parse().expect("an entity")
}
