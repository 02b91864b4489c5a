//! Deciding a command line: the least of the decisions on its parts.

use super::path::{self, Located};
use super::{Ground, Grounds, Judgement, is_guarded};
use crate::permission::{Action, Arguments, CommandLine, Doubt, Effect, Part, Rule};

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

/// Decides a command line: the part that is given least decides, and of two the first.
pub(super) fn judge(
    grounds: &impl Grounds,
    text: &str,
    arguments: &Arguments,
    from: &Located<'_>,
) -> Judgement {
    let mut line = match CommandLine::read(text) {
        Ok(line) => line,
        Err(refusal) => return Judgement::denied(Ground::Refused(refusal), None),
    };
    if from.is_elsewhere && line.starts_from_folder() {
        line.doubt = line.doubt.or(Some(Doubt::Folder));
    }
    let CommandLine { parts, mut doubt } = line;
    if doubt == Some(Doubt::Folder) && !grounds.rules(Action::Run).any(is_named_from_folder) {
        doubt = None;
    }
    if doubt.is_none() && parts.iter().any(|part| may_be_guarded(grounds, part)) {
        doubt = Some(Doubt::Appended);
    }
    let mut least: Option<(Action, Judgement)> = None;
    for part in &parts {
        let Some((action, judged)) = judge_part(grounds, part, arguments, from) else { continue };
        if least.as_ref().is_none_or(|(_, least)| judged.effect < least.effect) {
            least = Some((action, judged));
        }
    }
    let Some((action, mut judged)) = least else {
        return Judgement::denied(Ground::NoRule { unmet: Vec::new() }, None);
    };
    if doubt.is_some() {
        judged.effect = judged.effect.min(Effect::Ask);
    }
    let is_whole = |part: &&Part| !matches!(part, Part::Beginning(_) | Part::Wrapping(_));
    let parts = parts.iter().filter(is_whole).count();
    judged.share = Some(Share { parts, action, doubt });
    judged
}

/// What is decided on each part of a line that asks for something; none where the line cannot be split.
pub(super) fn parts(
    grounds: &impl Grounds,
    text: &str,
    arguments: &Arguments,
    from: &Located<'_>,
) -> Vec<(Action, Judgement)> {
    let parts = CommandLine::read(text).map_or_else(|_| Vec::new(), |line| line.parts);
    parts.iter().filter_map(|part| judge_part(grounds, part, arguments, from)).collect()
}

/// Whether what is not known of a part could be what a rule denies or asks for.
fn may_be_guarded(grounds: &impl Grounds, part: &Part) -> bool {
    let mut guards = grounds.rules(Action::Run).filter(|(_, rule)| rule.is_guard());
    guards.any(|(_, rule)| rule.may_be_begun_by(part))
}

/// Decides a part; none where it says nothing.
fn judge_part(
    grounds: &impl Grounds,
    part: &Part,
    arguments: &Arguments,
    from: &Located<'_>,
) -> Option<(Action, Judgement)> {
    match part {
        Part::Command(resource) => {
            let judged = grounds.judge_resource(Action::Run, resource.clone(), arguments);
            Some((Action::Run, judged))
        }
        Part::Script(resource) => {
            let judged = grounds.judge_resource(Action::Run, resource.clone(), arguments);
            is_guarded(grounds, Action::Run, &judged).then_some((Action::Run, judged))
        }
        Part::Beginning(_) | Part::Wrapping(_) => None,
        Part::File(action, path) => {
            Some((*action, path::judge(grounds, *action, &from.spellings(path), arguments)))
        }
    }
}

/// Whether a rule names a program by a path that depends on the folder.
fn is_named_from_folder((_, rule): (usize, &Rule)) -> bool {
    let program = rule.pattern.as_str().split(' ').next().unwrap_or_default();
    program.contains('/') && !program.trim_start_matches('\'').starts_with('/')
}
