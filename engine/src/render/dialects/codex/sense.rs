//! What Codex does with the requests of one action under a policy: at most this.

use bailiwick_schema::vocabulary::BUILTIN;

use super::commands::Prefix;
use super::policy::Policy;
use super::trees;
use crate::permission::{Action, Effect, Pattern, Precedence, Rule};
use crate::render::meaning::Sense;

/// What is done with the requests of an action; `own` are tools of Codex's own, each with what is done with it.
pub(super) fn sense(action: Action, policy: &Policy, own: &[(&str, Effect)]) -> Sense {
    match action {
        Action::Run if policy.commands => run(policy),
        Action::Read if policy.images => {
            let folders = policy.read.iter().chain(&policy.written);
            let rules = folders.filter_map(|folder| trees::rule(Effect::Allow, action, folder));
            Sense { rules: rules.collect(), ..Sense::default() }
        }
        Action::Write => write(policy),
        Action::Call => call(policy, own),
        // Without programs nothing is fetched, an agent that was started starts no other, and memories are switched off.
        Action::Run
        | Action::Read
        | Action::Fetch
        | Action::Delegate
        | Action::Recall
        | Action::Remember => Sense::nothing(),
    }
}

fn run(policy: &Policy) -> Sense {
    let bound: Vec<&str> = policy.rules.iter().filter_map(Prefix::bound).collect();
    let meaning = |rule: &Prefix| rule.meaning(policy.mode, bound.contains(&rule.program()));
    let mut rules: Vec<Rule> = policy.rules.iter().filter_map(meaning).collect();
    rules.extend(Rule::otherwise(policy.mode.unmatched(), Action::Run));
    Sense { rules, ..Sense::default() }
}

fn write(policy: &Policy) -> Sense {
    let beyond = policy.mode.approved();
    let mut rules: Vec<Rule> = Vec::new();
    for folder in &policy.written {
        rules.extend(trees::rule(Effect::Allow, Action::Write, folder));
        rules.extend(trees::protected(beyond, folder));
    }
    let kept = policy.kept.iter();
    rules.extend(kept.filter_map(|folder| trees::rule(beyond, Action::Write, folder)));
    rules.extend(Rule::otherwise(beyond, Action::Write));
    Sense { rules, ..Sense::default() }
}

fn call(policy: &Policy, own: &[(&str, Effect)]) -> Sense {
    let servers = policy.servers.iter();
    let mut rules: Vec<Rule> =
        servers.flat_map(|(name, server)| server.meaning(name, policy.mode)).collect();
    let search = policy.search.then_some(("web-search", Effect::Allow));
    let of_its_own = own.iter().copied().chain(search);
    let rule = |(name, effect)| Rule::new(effect, Action::Call, Pattern::one_tool(BUILTIN, name));
    rules.extend(of_its_own.map(rule));
    Sense { rules, precedence: Precedence::Last, has: None }
}
