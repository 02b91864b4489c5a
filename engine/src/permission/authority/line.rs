//! Deciding a command line: the least of the decisions on its parts.

use super::{Answer, Authority, Reason, denied};
use crate::permission::{Action, Arguments, CommandLine, Doubt, Effect, Part};

/// What decides a command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many parts the line has.
    pub parts: usize,
    /// What the part that decides wants to do: `read` and `write` for a redirect.
    pub action: Action,
    /// Why the line is asked at best.
    pub doubt: Option<Doubt>,
}

impl Share {
    /// Whether a command line is one simple command and nothing else.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.parts == 1 && self.action == Action::Run && self.doubt.is_none()
    }
}

impl<'f> Authority<'_, 'f> {
    /// Decides a command line: the part that is given least decides, and of two the first.
    pub(super) fn decide_line(&self, text: &str, arguments: &Arguments) -> Answer<'_, 'f> {
        let CommandLine { parts, doubt } = match CommandLine::read(text) {
            Ok(line) => line,
            Err(refusal) => return denied(Reason::Refused(refusal), None),
        };
        let mut least: Option<(Action, Answer<'_, 'f>)> = None;
        for part in &parts {
            let Some((action, answer)) = self.decide_part(part, arguments) else { continue };
            if least.as_ref().is_none_or(|(_, least)| answer.effect < least.effect) {
                least = Some((action, answer));
            }
        }
        let Some((action, mut answer)) = least else {
            return denied(Reason::NoRule { unmet: Vec::new() }, None);
        };
        if doubt.is_some() {
            answer.effect = answer.effect.min(Effect::Ask);
        }
        answer.share = Some(Share { parts: parts.len(), action, doubt });
        answer
    }

    /// Decides a part; none where it says nothing.
    fn decide_part(&self, part: &Part, arguments: &Arguments) -> Option<(Action, Answer<'_, 'f>)> {
        match part {
            Part::Command(resource) => {
                Some((Action::Run, self.decide_resource(Action::Run, resource.clone(), arguments)))
            }
            Part::Script(resource) => {
                let answer = self.decide_resource(Action::Run, resource.clone(), arguments);
                let guards = matches!(answer.reason, Reason::Rules { .. });
                let counts = guards && answer.effect < Effect::Allow;
                counts.then_some((Action::Run, answer))
            }
            Part::File(action, path) => Some((*action, self.decide(*action, path, arguments))),
        }
    }
}
