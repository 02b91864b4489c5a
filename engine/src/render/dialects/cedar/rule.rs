//! A rule of the declaration as far as Cedar can say it: what is done with the resources that some patterns of `like` match.

use serde_json::{Value, json};

use super::like::{self, Around, Like};
use crate::permission::{self, Action, Effect, Given, Rank};
use crate::render::meaning::everything;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) effect: Effect,
    pub(super) action: Action,
    /// What it is about; none where it is about every resource.
    pub(super) likes: Option<Vec<Like>>,
    /// Whether it counts only where no other matches.
    pub(super) is_last: bool,
}

impl Rule {
    /// A rule that allows what a pattern matches, or less; none where nothing of it can be said.
    pub(super) fn allow(action: Action, text: &str) -> Option<Self> {
        let likes = like::within(action, text);
        let is_some = likes.as_ref().is_none_or(|likes| !likes.is_empty());
        is_some.then_some(Self { effect: Effect::Allow, action, likes, is_last: false })
    }

    /// A rule that denies or asks about what a pattern matches, or more, and whether it is more; none where that cannot be said.
    pub(super) fn guard(effect: Effect, action: Action, text: &str) -> Option<(Self, bool)> {
        let (likes, is_wide) = match like::around(action, text) {
            Around::Everything => (None, false),
            Around::Likes(likes, is_exact) => (Some(likes), !is_exact),
            Around::Unknown => return None,
        };
        // What is asked about is permitted where it is approved, so that it has to be known where it lies.
        let is_sure = likes.iter().flatten().all(Like::is_sure);
        let effect = if is_sure { effect } else { Effect::Deny };
        Some((Self { effect, action, likes, is_last: false }, is_wide))
    }

    /// A rule for each of its patterns, where there are several.
    pub(super) fn apart(&self) -> Vec<Self> {
        let several = self.likes.iter().filter(|likes| likes.len() > 1).flatten();
        several.map(|like| Self { likes: Some(vec![like.clone()]), ..self.clone() }).collect()
    }

    /// The same; where it matches more than is declared, as one that denies.
    pub(super) fn stricter(&self, is_wide: bool) -> Self {
        let effect = if is_wide { Effect::Deny } else { self.effect };
        Self { effect, ..self.clone() }
    }

    /// What is done where no rule matches.
    pub(super) fn last(given: &Given<'_>, action: Action) -> Option<Self> {
        let last = given.rules.iter().filter(|rule| rule.rank == Rank::Otherwise);
        let effect = last.map(|rule| rule.effect).min()?;
        Some(Self { effect, action, likes: None, is_last: true })
    }

    /// As the rules of this language.
    pub(super) fn meaning(&self) -> Vec<permission::Rule> {
        let (effect, action) = (self.effect, self.action);
        if self.is_last {
            return permission::Rule::otherwise(effect, action).into_iter().collect();
        }
        match &self.likes {
            None => everything(action, effect).map(|rule| rule.as_written()).into_iter().collect(),
            Some(likes) => {
                let rule = |like: &Like| permission::Rule::new(effect, action, like.pattern());
                likes.iter().map(rule).collect()
            }
        }
    }

    /// As native data.
    pub(super) fn to_value(&self) -> Value {
        let likes = self.likes.as_ref();
        json!({
            "effect": self.effect.as_str(),
            "action": self.action.as_str(),
            "last": self.is_last,
            "likes": likes.map(|likes| likes.iter().map(Like::to_value).collect::<Vec<_>>()),
        })
    }

    /// Reads native data back.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let effect = value.get("effect")?.as_str()?;
        let likes = match value.get("likes")? {
            Value::Null => None,
            likes => Some(likes.as_array()?.iter().map(Like::read).collect::<Option<Vec<_>>>()?),
        };
        Some(Self {
            effect: Effect::ALL.into_iter().find(|one| one.as_str() == effect)?,
            action: Action::named(value.get("action")?.as_str()?)?,
            likes,
            is_last: value.get("last")?.as_bool()?,
        })
    }
}
