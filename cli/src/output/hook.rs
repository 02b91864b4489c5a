//! What a runtime is told before it uses a tool, in the form that it reads.

mod explained;
mod record;

use bailiwick_engine::hook::{Decided, Event, Form};
use bailiwick_engine::permission::{Action, Compiled, Effect, Ground, Judgement, Resource, Share};
use serde_json::{Value, json};

use super::decision::lacking;
use super::visible::visible;

pub use explained::explained;
pub use record::record;

/// What is found about an event.
#[derive(Debug)]
pub enum Found {
    /// It is decided by rules.
    Decided(Decided),
    /// It is denied before any rule: why.
    Refused(String),
}

/// What a runtime is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Nothing: what the runtime would do by itself is not loosened.
    Nothing,
    /// That it need not ask.
    Allow,
    /// That it has to ask.
    Ask,
    /// That it must not.
    Deny,
}

/// Whether a runtime is told that it need not ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// It is told nothing.
    Silent,
    /// It is told so where that can be said.
    Said,
}

/// What is printed, and how the process ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// On standard output.
    pub output: String,
    /// On standard error, and the process ends with 2.
    pub blocked: Option<String>,
}

impl Said {
    /// As logs have it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Allow => "allow",
            Self::Ask => "ask",
            Self::Deny => "deny",
        }
    }
}

impl Found {
    /// What is declared.
    #[must_use]
    pub const fn effect(&self) -> Effect {
        match self {
            Self::Decided(decided) => decided.judged.effect,
            Self::Refused(_) => Effect::Deny,
        }
    }

    /// What the runtime is told: never more than is declared.
    #[must_use]
    pub fn said(&self, event: &Event, grant: Grant) -> Said {
        let mode = event.mode.as_deref();
        match self.effect() {
            Effect::Allow if grant == Grant::Said && event.form.can_grant(mode) => Said::Allow,
            Effect::Allow => Said::Nothing,
            Effect::Ask if event.form.can_ask(mode) => Said::Ask,
            Effect::Ask | Effect::Deny => Said::Deny,
        }
    }

    /// Why, in one line.
    #[must_use]
    pub fn reason(&self, event: &Event, compiled: &Compiled) -> String {
        let why = match self {
            Self::Decided(decided) => sentence(decided, compiled),
            Self::Refused(why) => why.clone(),
        };
        let is_asked = self.effect() == Effect::Ask;
        let nobody = is_asked && !event.form.can_ask(event.mode.as_deref());
        let nobody = if nobody { "; nobody can be asked here, so it is denied" } else { "" };
        format!("bailiwick: {}{nobody}", shortened(&visible(&why)))
    }
}

/// The answer in the form of the runtime.
#[must_use]
pub fn answer(form: Form, said: Said, reason: &str) -> Answer {
    let printed = |value: Value| Answer { output: format!("{value}\n"), blocked: None };
    match (form, said) {
        // A plugin goes on where the command ends well.
        (Form::OpenCode, Said::Deny | Said::Ask) => {
            Answer { output: String::new(), blocked: Some(reason.to_owned()) }
        }
        (Form::Gemini, Said::Deny | Said::Ask) => {
            printed(json!({ "decision": "deny", "reason": reason }))
        }
        // It reads JSON from every hook.
        (Form::Gemini, Said::Nothing | Said::Allow) => printed(json!({})),
        (_, Said::Nothing) | (Form::OpenCode, Said::Allow) => Answer::default(),
        (Form::ClaudeCode | Form::Codex, said) => printed(json!({
            "hookSpecificOutput": {
                "hookEventName": "PreToolUse",
                "permissionDecision": said.as_str(),
                "permissionDecisionReason": reason,
            },
        })),
    }
}

/// A decision with its reason.
fn sentence(decided: &Decided, compiled: &Compiled) -> String {
    let Decided { action, resource, judged } = decided;
    let may = if judged.effect == Effect::Deny { "may not" } else { "may" };
    let environment = compiled.environment.as_ref();
    let here = environment.map_or_else(String::new, |name| format!(" in `{name}`"));
    let when = if judged.effect == Effect::Ask { ", when a person agrees" } else { "" };
    let agent = &compiled.agent;
    let why = [part(judged), doubt(judged.share), ground(judged, compiled)];
    let why = why.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let resource = shortened(resource);
    format!("`{agent}` {may} {action} `{resource}`{here}{when}: {why}")
}

/// Which part of a command line decides.
fn part(judged: &Judgement) -> Option<String> {
    let (share, resource) = (judged.share?, judged.resource.as_ref()?);
    let is_one = share.action != Action::Run || share.parts == 1;
    let parts = share.parts;
    (share.action == Action::Run && !is_one || share.parts > 1).then(|| {
        format!(
            "of {parts} parts, {} `{resource}` decides",
            share.action,
            resource = resource.as_str()
        )
    })
}

fn doubt(share: Option<Share>) -> Option<String> {
    share?.doubt.map(|doubt| format!("it is asked at best: {doubt}"))
}

fn ground(judged: &Judgement, compiled: &Compiled) -> Option<String> {
    Some(match &judged.ground {
        Ground::Rules { by, .. } => by.first().and_then(|at| rule(compiled, *at))?,
        Ground::NoRule { unmet } => match unmet.first().and_then(|at| rule(compiled, *at)) {
            Some(rule) => format!("no rule surely matches these arguments, not even {rule}"),
            None => "no rule matches, and what no rule matches is denied".to_owned(),
        },
        Ground::Refused(refusal) => refusal.to_string(),
        Ground::Absent(absence) => lacking(absence, &compiled.agent),
    })
}

/// A rule and its place: `deny run "rm **" (context/clerk.kdl:12)`.
fn rule(compiled: &Compiled, at: usize) -> Option<String> {
    let line = compiled.line(at)?;
    Some(format!("{line} ({}:{})", line.path, line.line))
}

/// Runtimes cut long reasons off.
const LONGEST: usize = 600;

fn shortened(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(LONGEST);
    format!("{}…", text.get(..end).unwrap_or_default())
}

/// The canonical spelling of what decides, where it has one.
fn spelled(judged: &Judgement) -> Option<&str> {
    judged.resource.as_ref().map(Resource::as_str)
}
