//! The `permissions` of Claude Code's settings: made, and read back.

use serde_json::{Value, json};

use super::rule::Rule;
use crate::permission::Effect;
use crate::render::dialect::texts;

/// What is done with what no rule matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mode {
    /// A person is asked.
    #[default]
    Default,
    /// Nobody is asked: it is refused, and so is what a rule asks about.
    DontAsk,
    /// Nobody is asked but where a rule asks: the rest is done. Never written, only read.
    Open,
}

/// Rules and mode.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Permissions {
    pub(super) mode: Mode,
    pub(super) allow: Vec<Rule>,
    pub(super) ask: Vec<Rule>,
    pub(super) deny: Vec<Rule>,
}

impl Mode {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::DontAsk => "dontAsk",
            Self::Open => "bypassPermissions",
        }
    }

    /// What is done with what is asked about.
    pub(super) const fn asked(self) -> Effect {
        match self {
            Self::Default | Self::Open => Effect::Ask,
            Self::DontAsk => Effect::Deny,
        }
    }

    /// What is done with what no rule matches.
    pub(super) const fn otherwise(self) -> Effect {
        match self {
            Self::Default => Effect::Ask,
            Self::DontAsk => Effect::Deny,
            Self::Open => Effect::Allow,
        }
    }
}

impl Permissions {
    /// Adds a rule.
    pub(super) fn push(&mut self, effect: Effect, rule: Rule) {
        match effect {
            Effect::Allow => self.allow.push(rule),
            Effect::Ask => self.ask.push(rule),
            Effect::Deny => self.deny.push(rule),
        }
    }

    /// Adds all of another.
    pub(super) fn extend(&mut self, other: Self) {
        self.allow.extend(other.allow);
        self.ask.extend(other.ask);
        self.deny.extend(other.deny);
    }

    /// All rules, each with what the mode makes of its effect.
    pub(super) fn rules(&self) -> impl Iterator<Item = (Effect, &Rule)> {
        let asked = self.mode.asked();
        let allow = self.allow.iter().map(|rule| (Effect::Allow, rule));
        let ask = self.ask.iter().map(move |rule| (asked, rule));
        allow.chain(ask).chain(self.deny.iter().map(|rule| (Effect::Deny, rule)))
    }

    /// As it stands in the settings, its rules in order.
    pub(super) fn to_value(&self) -> Value {
        let texts = |rules: &[Rule]| {
            let mut texts: Vec<String> = rules.iter().map(ToString::to_string).collect();
            texts.sort_unstable();
            texts.dedup();
            texts
        };
        json!({
            "defaultMode": self.mode.as_str(),
            "disableBypassPermissionsMode": "disable",
            "allow": texts(&self.allow),
            "ask": texts(&self.ask),
            "deny": texts(&self.deny),
        })
    }

    /// Reads them back; what Claude Code ignores is left out, and what it would not start with is nothing.
    pub(super) fn read(value: &Value) -> Self {
        let rules = |name: &str| texts(value.get(name)).filter_map(Rule::read).collect();
        let mode = match value.get("defaultMode").and_then(Value::as_str) {
            Some("dontAsk") => Mode::DontAsk,
            Some("bypassPermissions") => Mode::Open,
            _ => Mode::Default,
        };
        Self { mode, allow: rules("allow"), ask: rules("ask"), deny: rules("deny") }
    }
}
