//! Whether a rule is missing: one that could be added, gives more, and gives nobody more than is declared.

use bailiwick_engine::permission::{Action, Effect, Pattern, Resource};

use super::checks::{Judge, Place};
use super::declared::Declared;
use super::interpreter::{Folder, Request};

/// Tries every rule that the lines that allow suggest, each alone; how many there were.
pub fn try_all(judge: &Judge<'_>, place: &Place<'_, '_>) -> Result<usize, String> {
    let mut count = 0;
    for action in Action::ALL {
        let mut patterns: Vec<&str> = place
            .subjects
            .iter()
            .flat_map(|subject| subject.authority.lines(action))
            .filter(|line| line.rule.effect == Effect::Allow)
            .map(|line| line.member.text)
            .collect();
        patterns.sort_unstable();
        patterns.dedup();
        let declared: Vec<Declared<'_>> =
            place.subjects.iter().map(|subject| Declared::new(subject, action)).collect();
        if patterns.is_empty() {
            continue;
        }
        let requests = judge.requests(place, action);
        let decided = |at: usize| {
            let runtime = judge.interpreter.runtime(&place.folder, at);
            requests.iter().map(|request| runtime.decide(request)).collect()
        };
        let decided: Vec<Vec<Effect>> = (0..declared.len()).map(decided).collect();
        for pattern in patterns {
            let line = Pattern::read(action, pattern).unwrap();
            // What only another line allows, this one suggests no rule for: some lines are beyond any number of rules.
            let is_of_line = |request: &Request| {
                Resource::read(action, &request.resource)
                    .is_ok_and(|resource| line.matches(&resource, Effect::Allow))
            };
            for native in judge.interpreter.additions(&place.folder.native, action, pattern) {
                let more = Folder { native, ..place.folder.clone() };
                count += 1;
                let mut gain = None;
                let mut passes = false;
                for (at, declared) in declared.iter().enumerate() {
                    let runtime = judge.interpreter.runtime(&more, at);
                    for (request, before) in requests.iter().zip(&decided[at]) {
                        let after = runtime.decide(request);
                        if after > *before {
                            gain = gain.or(Some((at, request)));
                            passes |= after > declared.most(request) || !is_of_line(request);
                        }
                    }
                }
                if let (Some((at, request)), false) = (gain, passes) {
                    let more = &more.native.shared;
                    return Err(format!(
                        "a rule is missing: {more}\ngives agent {at} `{action}` of `{}` and nobody too much",
                        request.resource
                    ));
                }
            }
        }
    }
    Ok(count)
}
