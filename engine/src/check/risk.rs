//! Requests that checks warn of: which of them are allowed, and by which rules. Samples are tried; where more is meant than
//! can be tried, proof decides.

mod program;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::Rule;
use rustc_hash::FxHashMap;

use super::reach::{Reach, Told, finding};
use super::{Report, Scope};
use crate::compose::Member;
use crate::per_thread::PerThread;
use crate::permission::{Action, Effect, Excess, Pattern, excess};

/// Requests that are warned of for one reason.
pub(crate) struct Risk {
    /// What they want to do.
    pub(crate) action: Action,
    /// Some of them, in their canonical spelling.
    pub(crate) samples: &'static [&'static str],
    /// The others, where there are more than can be tried.
    pub(crate) others: Others,
    /// What the rule that allows one is to be changed to, or what to write beside it.
    pub(crate) help: &'static str,
}

/// More requests than can be tried.
pub(crate) enum Others {
    /// There are none.
    None,
    /// Those that one of these patterns matches.
    Patterns(&'static [&'static str]),
    /// Commands that start one of these programs, in whatever version and usual folder, with one of these rows of words, of
    /// which `-*c` is options of which the last ends in `c`.
    Programs(&'static [&'static str], &'static [&'static str]),
}

/// All requests that one check warns of.
pub(crate) struct Risks {
    all: &'static [Risk],
    /// What cannot be tried, in pieces that begin alike; each with its risk.
    pieces: OnceLock<Vec<(&'static Risk, Pattern)>>,
}

/// What was looked at already, by the place of the requests warned of.
#[derive(Debug, Default)]
pub(crate) struct Looked<'w> {
    /// The pieces that something allowed may match.
    near: PerThread<Near<'w>>,
}

type Near<'w> = FxHashMap<(usize, Action, &'w str), Arc<[usize]>>;

impl Risks {
    /// These.
    pub(crate) const fn new(all: &'static [Risk]) -> Self {
        Self { all, pieces: OnceLock::new() }
    }

    fn pieces(&self) -> &[(&'static Risk, Pattern)] {
        let pieces_of = |risk: &'static Risk| {
            let read = |text: &&str| Pattern::read(risk.action, text).ok();
            let patterns: Vec<Pattern> = match risk.others {
                Others::None => Vec::new(),
                Others::Patterns(texts) => texts.iter().filter_map(read).collect(),
                Others::Programs(names, rows) => program::patterns(names, rows),
            };
            patterns.into_iter().map(move |pattern| (risk, pattern))
        };
        self.pieces.get_or_init(|| self.all.iter().flat_map(pieces_of).collect())
    }

    /// Where it stands, which no other has.
    fn place(&self) -> usize {
        std::ptr::from_ref(self) as usize
    }

    /// The pieces of an action that something allowed may match.
    fn near(&self, scope: &Scope<'_>, (action, text): (Action, &str)) -> Arc<[usize]> {
        let Ok(allowed) = scope.patterns().read(action, text) else { return Arc::default() };
        let pieces = self.pieces().iter().enumerate();
        let near = pieces
            .filter(|(_, (risk, pattern))| risk.action == action && pattern.may_meet(&allowed));
        near.map(|(at, _)| at).collect()
    }
}

/// Reports what is allowed of some requests, and where that is not proven.
pub(crate) fn warn<'w>(
    (rule, why): (&'static Rule, &str),
    risks: &'static Risks,
    given: (&Scope<'w>, &Reach<'_, 'w>),
    report: &mut Report,
) -> Told<'w> {
    let (scope, reach) = given;
    let mut told = Told::default();
    let mut tried: Vec<&Risk> = Vec::new();
    for risk in risks.all {
        for sample in risk.samples {
            let by = reach.allowing(risk.action, sample);
            if by.is_empty() {
                continue;
            }
            tried.push(risk);
            if let Some(first) = told.first(by) {
                let found = finding(rule, &first, risk.action, sample);
                report.push(found.label(why).help(risk.help));
            }
        }
    }
    let is_meant = |action: &Action| risks.all.iter().any(|risk| risk.action == *action);
    for action in Action::ALL.into_iter().filter(is_meant) {
        let mut open: Vec<usize> = Vec::new();
        for member in reach.allowed(action) {
            let key = (risks.place(), action, member.text);
            let near =
                scope.looked().near.remember(key, |_| risks.near(scope, (action, member.text)));
            open.extend(near.iter());
        }
        open.sort_unstable();
        open.dedup();
        let risk_of = |at: &usize| risks.pieces().get(*at).map(|(risk, _)| *risk);
        let is_tried = |risk: &Risk| tried.iter().any(|tried| std::ptr::eq(*tried, risk));
        open.retain(|at| risk_of(at).is_some_and(|risk| !is_tried(risk)));
        if open.is_empty() || exceeding(risks, &open, given, action) == Excess::None {
            continue;
        }
        // Some of it is allowed, or not all of it is proven at once: each is asked about by itself.
        let is_same = |a: &usize, b: &usize| match (risk_of(a), risk_of(b)) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            _ => false,
        };
        for pieces in open.chunk_by(is_same) {
            let Some(risk) = pieces.first().and_then(risk_of) else { continue };
            match exceeding(risks, pieces, given, action) {
                Excess::None => {}
                Excess::Request(request) => {
                    let by = reach.allowing_with(action, &request.resource, &request.arguments);
                    if let Some(first) = told.first(by) {
                        let found = finding(rule, &first, action, &request.to_string());
                        report.push(found.label(why).help(risk.help));
                    }
                }
                Excess::NotProven => {
                    let by = reach.allowed(action).copied().collect();
                    if let Some(first) = told.first(by) {
                        report.push(unproven(rule, &first, action).label(why));
                    }
                }
            }
        }
    }
    told
}

/// What is told where the patterns of an action cannot be compared with what is warned of.
fn unproven(rule: &'static Rule, by: &Member<'_>, action: Action) -> Diagnostic {
    let message = format!("not proven: whether what `{action}` allows is what this rule warns of");
    Diagnostic::new(rule, by.item.path(), by.span, message)
        .help(format!("the patterns of `{action}` overlap too much to tell: begin them with more words, or write fewer `**`"))
}

/// Whether some pieces are allowed without asking.
fn exceeding(
    risks: &Risks,
    open: &[usize],
    (scope, reach): (&Scope<'_>, &Reach<'_, '_>),
    action: Action,
) -> Excess {
    let patterns = open.iter().filter_map(|at| risks.pieces().get(*at));
    let all = Pattern::any_of(patterns.map(|(_, pattern)| pattern.clone()));
    let (Some(all), Some(content)) = (all, reach.content(action)) else { return Excess::None };
    let find = || excess(&reach.authority().given(action), Effect::Ask, &all);
    let key = (risks.place(), open.to_vec(), content);
    scope.proven().risks.answer(key, find)
}
