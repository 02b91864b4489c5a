//! Why nothing is rendered.

use super::proof::Proof;
use crate::permission::Effect;

/// A reason why nothing may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The agent; none where it is about all of them.
    pub agent: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Why a proof that does not hold lets nothing be written; none where it holds.
pub(super) fn unproven(proof: &Proof, agent: &str, target: &str) -> Option<Refusal> {
    let action = proof.action.as_str();
    let agent = Some(agent.to_owned());
    if let Some(shift) = proof.looser.first() {
        let done = |effect: Effect| match effect {
            Effect::Allow => "allowed",
            Effect::Ask => "asked about",
            Effect::Deny => "denied",
        };
        let request = &shift.request;
        return Some(Refusal {
            agent,
            message: format!(
                "`{target}` would do more than is declared: `{action}` of `{request}` is {} here and would be {} there",
                done(shift.before),
                done(shift.after)
            ),
            help:
                "allow it here, too, where that is meant; or declare what the runtime can express"
                    .to_owned(),
        });
    }
    (!proof.is_proven).then(|| Refusal {
        agent,
        message: format!(
            "it is not proven that `{target}` does no more than is declared for `{action}`"
        ),
        help: "use fewer patterns, or patterns that are less alike".to_owned(),
    })
}
