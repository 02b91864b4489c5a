//! What an agent is given in an environment, as checks ask for it: which requests are allowed, and by which rules.
//!
//! A request that no pattern can match by its first characters costs no more than looking at them.

#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::Rule;
use bailiwick_schema::vocabulary;

use super::Scope;
use crate::compose::{Effective, Field, Member};
use crate::permission::{Action, Arguments, Authority, Effect, Patterns, Reason};
use crate::policy::content;

/// What an agent is given in an environment, for all checks that ask: read once, and only where one needs to.
pub struct Reach<'e, 'f> {
    /// The context.
    pub(crate) effective: &'e Effective<'f>,
    patterns: &'e Patterns,
    authority: OnceCell<Authority<'e, 'f>>,
    /// By action, what stands for all that is given for it.
    contents: [OnceCell<Option<Arc<str>>>; Action::ALL.len()],
}

impl<'e, 'f> Reach<'e, 'f> {
    /// Of a context.
    pub(crate) fn of(scope: &'e Scope<'_>, effective: &'e Effective<'f>) -> Self {
        let (authority, contents) = (OnceCell::new(), Default::default());
        Self { effective, patterns: scope.patterns(), authority, contents }
    }

    /// What it may do.
    pub(crate) fn authority(&self) -> &Authority<'e, 'f> {
        self.authority.get_or_init(|| Authority::with(self.effective, self.patterns))
    }

    /// All that decides what is given for an action, as a text that only the same has; none where nothing is.
    pub(crate) fn content(&self, action: Action) -> Option<Arc<str>> {
        let made = || content(self.effective, action);
        self.contents.get(action as usize)?.get_or_init(made).clone()
    }

    /// The patterns of an action that are allowed, as they are written.
    pub(crate) fn allowed(&self, action: Action) -> impl Iterator<Item = &'e Member<'f>> {
        let permissions = self.effective.fields_of(&vocabulary::PERMISSIONS);
        permissions
            .flat_map(|permissions| permissions.children_of(&vocabulary::ALLOW))
            .filter(move |field| field.key() == Some(action.as_str()))
            .flat_map(|field: &Field<'f>| &field.members)
    }

    /// Whether any pattern of an action is allowed.
    pub(crate) fn allows(&self, action: Action) -> bool {
        self.allowed(action).next().is_some()
    }

    /// The patterns that allow a request without asking a person, whatever its arguments; none where it is not allowed.
    pub(crate) fn allowing(&self, action: Action, resource: &str) -> Vec<Member<'f>> {
        let may_match = |member: &Member<'_>| may_match(action, member.text, resource);
        if !self.allowed(action).any(may_match) {
            return Vec::new();
        }
        self.allowing_with(action, resource, &Arguments::default())
    }

    /// The patterns that allow a request with these arguments without asking a person; none where it is not allowed.
    pub(crate) fn allowing_with(
        &self,
        action: Action,
        resource: &str,
        arguments: &Arguments,
    ) -> Vec<Member<'f>> {
        let answer = self.authority().decide(action, resource, arguments);
        match (answer.effect, answer.reason) {
            (Effect::Allow, Reason::Rules { by, .. }) => {
                by.into_iter().map(|line| line.member).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What was told of already: a pattern that allows several requests is told of once, by the first of them.
#[derive(Default)]
pub(crate) struct Told<'f> {
    known: Vec<Member<'f>>,
}

impl<'f> Told<'f> {
    /// The pattern to tell of, of those that allow a request; none where it was told of.
    pub(crate) fn first(&mut self, by: Vec<Member<'f>>) -> Option<Member<'f>> {
        let first = by.first().copied().filter(|first| !self.known.contains(first))?;
        self.known.extend(by);
        Some(first)
    }
}

/// The finding that a pattern allows a request.
pub(crate) fn finding(
    rule: &'static Rule,
    by: &Member<'_>,
    action: Action,
    resource: &str,
) -> Diagnostic {
    let message = format!("`{}` allows `{action} {resource}` without asking", by.text);
    Diagnostic::new(rule, by.item.path(), by.span, message)
}

const WILDCARDS: [char; 5] = ['*', '?', '[', '{', '\\'];

/// Whether a pattern could match, going by the characters before its first wildcard; never no where it does match.
fn may_match(action: Action, pattern: &str, resource: &str) -> bool {
    if !pattern.is_ascii() {
        return true;
    }
    match action {
        Action::Fetch => may_match_host(pattern, resource),
        Action::Run
            if pattern.contains(['\'', '"', '\\', '\t', '\n']) || pattern.contains("  ") =>
        {
            true
        }
        Action::Read | Action::Write if is_unnormalised(pattern) => true,
        _ => {
            let fixed = pattern.split(WILDCARDS).next().unwrap_or_default();
            resource.starts_with(fixed.trim_start().trim_end_matches(['/', ' ']))
        }
    }
}

fn is_unnormalised(path: &str) -> bool {
    path.starts_with("./") || path.contains("/./") || path.contains("..") || path.contains("//")
}

fn may_match_host(pattern: &str, url: &str) -> bool {
    let of = pattern.split_once("://").map_or(pattern, |(_, rest)| rest);
    let to = url.split_once("://").map_or(url, |(_, rest)| rest);
    // Networks and addresses have many spellings.
    if of.starts_with(|first: char| first.is_ascii_digit() || first == '[')
        || pattern.contains(['{', '\\', '%'])
    {
        return true;
    }
    let fixed = of.split(['*', '?', '[', '/', ':']).next().unwrap_or_default();
    let start = to.get(..fixed.len()).unwrap_or_default();
    start.eq_ignore_ascii_case(fixed)
}
