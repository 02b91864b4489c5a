//! Deciding a command line: the least of the decisions on its parts.

#[cfg(test)]
mod tests;

use super::{Answer, Authority, Line, Reason, denied};
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
        let CommandLine { parts, mut doubt } = match CommandLine::read(text) {
            Ok(line) => line,
            Err(refusal) => return denied(Reason::Refused(refusal), None),
        };
        if doubt == Some(Doubt::Folder) && !self.lines(Action::Run).any(is_named_from_folder) {
            doubt = None;
        }
        if doubt.is_none() && parts.iter().any(|part| self.may_be_guarded(part)) {
            doubt = Some(Doubt::Appended);
        }
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
        let is_whole = |part: &&Part| !matches!(part, Part::Beginning(_) | Part::Wrapping(_));
        let parts = parts.iter().filter(is_whole).count();
        answer.share = Some(Share { parts, action, doubt });
        answer
    }

    /// Whether what is not known of a part could be what a rule denies or asks for.
    fn may_be_guarded(&self, part: &Part) -> bool {
        let mut guards = self.lines(Action::Run).filter(|line| line.rule.effect < Effect::Allow);
        guards.any(|line| line.rule.may_be_begun_by(part))
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
            Part::Beginning(_) | Part::Wrapping(_) => None,
            Part::File(action, path) => Some((*action, self.decide(*action, path, arguments))),
        }
    }
}

/// Whether a rule names a program by a path that depends on the folder.
fn is_named_from_folder(line: &Line<'_>) -> bool {
    let program = line.rule.pattern.as_str().split(' ').next().unwrap_or_default();
    program.contains('/') && !program.trim_start_matches('\'').starts_with('/')
}
