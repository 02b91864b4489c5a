//! Rules about paths, in which `*` runs over `/`: those below the root, and all others.

use super::own::Guard;
use super::permission::{Permission, Rules, is_key};
use super::wild;
use crate::permission::{Action, Effect, Line, Pattern, Precedence, Rule, Space};
use crate::render::meaning::{Sense, everything};

/// The tool whose rules hold for an action.
pub(super) const fn tool(action: Action) -> &'static str {
    if matches!(action, Action::Read) { "read" } else { "edit" }
}

/// The tools that look into every file below the root, whatever the rules about paths say.
pub(super) const SEARCHES: [&str; 2] = ["glob", "grep"];

/// What stands for all that is not below the root.
pub(super) const OUTSIDE: [&str; 2] = ["..", "../*"];

/// A pattern in OpenCode's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Texts {
    /// Texts that together match at least what the pattern matches.
    pub(super) all: Vec<String>,
    /// What they match beyond it.
    pub(super) beyond: Vec<String>,
    /// Whether that is all that they match beyond it.
    pub(super) is_exact: bool,
}

/// The texts of a line; what cannot be said is cut off where that begins. None of what lies outside.
pub(super) fn texts(line: &Line<'_>) -> Vec<Texts> {
    let text = line.member.text;
    alternatives(text).iter().filter_map(|text| of_one(text)).collect()
}

/// A pattern without its braces: one for each alternative, where these hold no others.
fn alternatives(text: &str) -> Vec<String> {
    let whole = || vec![text.to_owned()];
    let Some((before, rest)) = text.split_once('{') else { return whole() };
    let Some((inner, after)) = rest.split_once('}') else { return whole() };
    if [before, inner].iter().any(|part| part.contains(['{', '\\', '[', '}'])) {
        return whole();
    }
    let choices = inner.split(',').map(|choice| format!("{before}{choice}{after}"));
    choices.flat_map(|text| alternatives(&text)).collect()
}

fn of_one(text: &str) -> Option<Texts> {
    if text.starts_with(['/', '~']) {
        return None;
    }
    let made =
        translated(text).filter(|made| made.all.iter().chain(&made.beyond).all(|one| is_key(one)));
    Some(made.unwrap_or_else(|| {
        let is_plain = |sign: char| is_literal(sign) && sign != '.';
        let end = text.find(|sign: char| !is_plain(sign)).unwrap_or(text.len());
        let stem = text.get(..end).unwrap_or_default().trim_end_matches('/');
        Texts { all: vec![format!("{stem}*")], beyond: Vec::new(), is_exact: false }
    }))
}

fn is_literal(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "_-./@+,= ".contains(sign)
}

/// The pattern segment by segment; none where a sign means something else there, or the spelling is not canonical.
fn translated(text: &str) -> Option<Texts> {
    if !text.chars().all(|sign| is_literal(sign) || sign == '*') || text.ends_with(" *") {
        return None;
    }
    let mut all = vec![String::new()];
    let mut beyond = Vec::new();
    // Whether a `**` stands before, so that a star runs over `/` here, too.
    let mut is_deep = false;
    let segments: Vec<&str> = text.split('/').collect();
    for (at, segment) in segments.iter().enumerate() {
        let is_last = at + 1 == segments.len();
        match *segment {
            "" | "." | ".." => return None,
            "**" if is_last => {
                let below: Vec<String> = all.iter().map(|stem| format!("{stem}*")).collect();
                all.iter_mut().for_each(|stem| *stem = stem.trim_end_matches('/').to_owned());
                all.extend(below);
                all.retain(|text| !text.is_empty());
            }
            "**" => is_deep = true,
            plain => {
                if is_deep && !plain.starts_with('*') {
                    all.extend(all.clone().iter().map(|stem| format!("{stem}*/")));
                }
                let crossing = |at: usize| {
                    let (before, after) = plain.split_at_checked(at)?;
                    Some(format!("{before}*/*{}", after.get(1..)?))
                };
                let stars = plain.match_indices('*').filter(|(at, _)| !(is_deep && *at == 0));
                let crossings: Vec<String> = stars.filter_map(|(at, _)| crossing(at)).collect();
                let rest = segments.get(at + 1..).unwrap_or_default().join("/").replace("**", "*");
                for stem in &all {
                    let end = if is_last { String::new() } else { format!("/{rest}") };
                    beyond
                        .extend(crossings.iter().map(|crossing| format!("{stem}{crossing}{end}")));
                }
                let end = if is_last { "" } else { "/" };
                all.iter_mut().for_each(|stem| *stem = format!("{stem}{plain}{end}"));
                is_deep = false;
            }
        }
    }
    if all.contains(&"*".to_owned()) {
        all = vec!["*".to_owned()];
    }
    // A name that only a star stands for is never empty, which a text cannot say.
    let is_exact = !text.contains("***");
    is_exact.then_some(Texts { all, beyond, is_exact })
}

/// What is done with paths.
pub(super) fn sense(action: Action, permission: &Permission, guard: Option<&Guard>) -> Sense {
    let tool = tool(action);
    let mut least = Effect::Deny;
    if action == Action::Read {
        for search in SEARCHES {
            least = least.max(permission.most(search));
        }
    }
    if permission.is_off(tool) && least == Effect::Deny {
        return Sense::nothing();
    }
    // The plugin keeps searches below the root, paths in one spelling, and patches from moving files.
    if guard.is_none() {
        return Sense::always(action, Effect::Allow);
    }
    let mut rules = meant(action, "*", Effect::Ask, least);
    let native = permission.of(tool);
    rules.extend(native.iter().flat_map(|(text, effect)| meant(action, text, *effect, least)));
    if native.iter().any(|(text, _)| is_told_apart(text)) {
        let strange = wild::pattern(Space::Relative, "", r"*\*");
        rules.push(Rule::new(least, action, strange));
    }
    Sense { rules, precedence: Precedence::Last, has: None }
}

/// Whether rules tell paths below the root apart.
pub(super) fn is_partial(rules: &Rules) -> bool {
    rules.iter().any(|(text, _)| is_told_apart(text))
}

fn is_told_apart(text: &str) -> bool {
    text != "*" && !OUTSIDE.contains(&text)
}

/// What a rule matches below the root, where searches do the least that is done, and outside.
fn meant(action: Action, text: &str, effect: Effect, least: Effect) -> Vec<Rule> {
    let rule = |effect: Effect, pattern: Pattern| Rule::new(effect, action, pattern);
    let outside = |effect: Effect| {
        let all = ["/**", "~/**"].into_iter().filter_map(|all| Pattern::read(action, all).ok());
        Pattern::any_of(all).map(|all| rule(effect, all))
    };
    let inside = effect.max(least);
    if text == "*" {
        let below = Pattern::read(action, "**").ok().map(|below| rule(inside, below));
        return below.into_iter().chain(outside(effect)).collect();
    }
    if text == "../*" {
        return outside(effect).into_iter().collect();
    }
    let is_deny = effect == Effect::Deny;
    if !wild::is_plain(text) {
        let all = everything(action, Effect::Allow).filter(|_| !is_deny);
        return all.into_iter().collect();
    }
    let mut rules = vec![rule(inside, wild::pattern(Space::Relative, "", text))];
    if !is_deny && (wild::matches("..", text) || !wild::behind(text, "../").is_empty()) {
        // It may lead out as well.
        rules.extend(outside(Effect::Allow));
    }
    rules
}
