//! Concrete requests that checks try on what an agent is given: which of them are allowed, and by which rules.
//!
//! A request that no pattern can match by its first characters costs no more than looking at them.

#[cfg(test)]
mod tests;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::Rule;
use bailiwick_schema::vocabulary;

use super::Report;
use crate::compose::{Effective, Field, Member};
use crate::permission::{Action, Arguments, Authority, Effect, Reason};

/// A request that is tried.
pub(crate) struct Trial {
    /// What it wants to do.
    pub(crate) action: Action,
    /// With what, in its canonical spelling.
    pub(crate) resource: &'static str,
    /// What the rule that allows it is to be changed to, or what to write beside it.
    pub(crate) help: &'static str,
}

/// What an agent is given in an environment, read only when a request may be allowed.
pub(crate) struct Reach<'e, 'f> {
    effective: &'e Effective<'f>,
    authority: Option<Authority<'e, 'f>>,
}

impl<'e, 'f> Reach<'e, 'f> {
    /// Of a context.
    pub(crate) const fn of(effective: &'e Effective<'f>) -> Self {
        Self { effective, authority: None }
    }

    /// The patterns that allow a request without asking a person, whatever its arguments; none where it is not allowed.
    pub(crate) fn allowing(&mut self, action: Action, resource: &str) -> Vec<Member<'f>> {
        if !allowed(self.effective, action).any(|member| may_match(action, member.text, resource)) {
            return Vec::new();
        }
        let effective = self.effective;
        let authority = self.authority.get_or_insert_with(|| Authority::of(effective));
        let answer = authority.decide(action, resource, &Arguments::default());
        match (answer.effect, answer.reason) {
            (Effect::Allow, Reason::Rules { by, .. }) => {
                by.into_iter().map(|line| line.member).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Tries requests one after the other; a rule that allows several is found once, by the first.
pub(crate) fn tried(
    rule: &'static Rule,
    effective: &Effective<'_>,
    trials: &[Trial],
    why: &str,
    report: &mut Report,
) {
    let mut reach = Reach::of(effective);
    let mut found: Vec<Member<'_>> = Vec::new();
    for Trial { action, resource, help } in trials {
        let by = reach.allowing(*action, resource);
        let Some(first) = by.first().filter(|first| !found.contains(first)) else { continue };
        report.push(finding(rule, first, *action, resource).label(why).help(*help));
        found.extend(by);
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

/// The patterns of an action that are allowed, as they are written.
pub(crate) fn allowed<'a, 'f>(
    effective: &'a Effective<'f>,
    action: Action,
) -> impl Iterator<Item = &'a Member<'f>> {
    effective
        .fields_of(&vocabulary::PERMISSIONS)
        .flat_map(|permissions| permissions.children_of(&vocabulary::ALLOW))
        .filter(move |field| field.key() == Some(action.as_str()))
        .flat_map(|field: &Field<'f>| &field.members)
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
