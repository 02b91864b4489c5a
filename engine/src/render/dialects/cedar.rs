//! Cedar: policies of each agent. It denies what no policy permits, and `forbid` counts before `permit`.
//!
//! It knows no asking: `context.approved` says whether a person approved the request. What is asked about is permitted where
//! it is approved, and forbidden where it is not.

mod like;
mod policy;
mod rule;
mod text;

use bailiwick_schema::vocabulary;
use serde_json::{Value, json};

use crate::compose::Field;
use crate::permission::{Action, Effect, Pattern};
use crate::render::dialect::{Dialect, Meanings, Native, Subject};
use crate::render::evidence::Evidence;
use crate::render::meaning::{Meaning, Sense};
use crate::render::proof::prove_given;

use like::Like;
use rule::Rule;

/// The dialect.
pub static DIALECT: Dialect = Dialect {
    name: "cedar",
    evidence: Evidence::EngineTested { engine: "cedar-policy 4.14", decisions: 20_000 },
    compile,
    meaning,
    read: None,
};

fn compile(subjects: &[Subject<'_, '_>]) -> Native {
    Native { agents: subjects.iter().map(of_agent).collect(), ..Native::default() }
}

/// The policies of an agent, and the rules and possessions that they are made of.
fn of_agent(subject: &Subject<'_, '_>) -> Value {
    let name = subject.effective.name();
    let has: Vec<(Action, Vec<Like>)> = Action::ALL
        .into_iter()
        .filter_map(|action| Some((action, has(subject, action)?)))
        .collect();
    let rules: Vec<Rule> =
        Action::ALL.iter().flat_map(|action| rules(subject, *action, &has)).collect();
    let used: Vec<&(Action, Vec<Like>)> =
        has.iter().filter(|(action, _)| rules.iter().any(|rule| rule.action == *action)).collect();
    json!({
        "agent": name,
        "policies": policy::all(&name, &rules, &used),
        "rules": rules.iter().map(Rule::to_value).collect::<Vec<_>>(),
        "has": used
            .iter()
            .map(|(action, likes)| {
                json!({
                    "action": action.as_str(),
                    "likes": likes.iter().map(Like::to_value).collect::<Vec<_>>(),
                })
            })
            .collect::<Vec<_>>(),
    })
}

/// What an agent has to use an action on; none where every resource counts.
fn has(subject: &Subject<'_, '_>, action: Action) -> Option<Vec<Like>> {
    subject.authority.given(action).has?;
    let effective = subject.effective;
    let names = |spec| effective.fields_of(spec).filter_map(Field::key).map(Like::name).collect();
    Some(match action {
        Action::Call => effective.fields_of(&vocabulary::USED_SERVER).flat_map(tools).collect(),
        Action::Delegate => names(&vocabulary::DELEGATE),
        _ => names(&vocabulary::USED_MEMORY),
    })
}

/// The tools that an agent has of a server.
fn tools(field: &Field<'_>) -> Vec<Like> {
    let server = field.key().unwrap_or_default();
    match field.child(&vocabulary::ONLY) {
        None => vec![Like::tools(server, "*")],
        Some(only) => only.members.iter().map(|one| Like::tools(server, one.text)).collect(),
    }
}

/// The most rules of an action that are proven to give no more than is declared.
fn rules(subject: &Subject<'_, '_>, action: Action, has: &[(Action, Vec<Like>)]) -> Vec<Rule> {
    let given = subject.authority.given(action);
    if !given.rules.iter().any(|rule| rule.effect > Effect::Deny) {
        return Vec::new();
    }
    let lines = || subject.authority.lines(action).map(|line| (&line.rule, line.member.text));
    // A guard that is left out, because it cannot be said, takes with it what it would have guarded: by the proof.
    let guards: Vec<(Rule, bool)> = lines()
        .filter(|(rule, _)| rule.effect < Effect::Allow)
        .filter_map(|(rule, text)| {
            let (guard, is_wide) = Rule::guard(rule.effect, action, text)?;
            Some((guard, is_wide || !rule.condition.is_always()))
        })
        .collect();
    let allows: Vec<Rule> = lines()
        .filter(|(rule, _)| rule.effect == Effect::Allow && rule.condition.is_always())
        .filter_map(|(_, text)| Rule::allow(action, text))
        .collect();
    let last: Vec<Rule> = Rule::last(&given, action).into_iter().collect();
    let holds = |rules: &[Rule]| {
        let native = sense(action, rules, has);
        prove_given(action, &given, &native.given()).holds()
    };
    let tries = [last.as_slice(), &[]]
        .into_iter()
        .flat_map(|last| ever_stricter(&guards, &holds).map(move |guards| (guards, last)));
    for (guards, last) in tries {
        let with = |allows: &[Rule]| [guards.as_slice(), allows, last].concat();
        let all = with(&allows);
        if holds(&all) {
            return all;
        }
        if !holds(&with(&[])) {
            continue;
        }
        let is_kept = |one: &Rule| holds(&with(std::slice::from_ref(one)));
        let kept = allows.iter().flat_map(|one| {
            if is_kept(one) {
                return vec![one.clone()];
            }
            one.apart().into_iter().filter(|part| is_kept(part)).collect()
        });
        let some = with(&kept.collect::<Vec<_>>());
        return if holds(&some) { some } else { with(&[]) };
    }
    Vec::new()
}

/// The rules that deny and ask, each with whether it matches more than is declared, in ever stricter forms: to ask about more
/// than is declared may be to give what is denied.
fn ever_stricter(
    guards: &[(Rule, bool)],
    holds: impl Fn(&[Rule]) -> bool,
) -> impl Iterator<Item = Vec<Rule>> {
    let with = move |is_denied: &dyn Fn(&Rule, bool) -> bool| {
        let made = guards.iter().map(|(rule, is_wide)| rule.stricter(is_denied(rule, *is_wide)));
        made.collect::<Vec<Rule>>()
    };
    let kept = move || {
        // Each that asks has to hold beside all that deny.
        let narrow = with(&|_, is_wide| is_wide);
        let denied: Vec<Rule> =
            narrow.into_iter().filter(|rule| rule.effect == Effect::Deny).collect();
        with(&|rule, is_wide| {
            is_wide || !holds(&[denied.as_slice(), std::slice::from_ref(rule)].concat())
        })
    };
    let all = [with(&|_, _| false), with(&|_, is_wide| is_wide)].into_iter();
    all.chain(std::iter::once_with(kept))
}

/// What Cedar makes of an action's rules.
fn sense(action: Action, rules: &[Rule], has: &[(Action, Vec<Like>)]) -> Sense {
    let own = has.iter().find(|(other, _)| *other == action);
    let patterns = own.map(|(_, likes)| likes.iter().map(Like::pattern).collect::<Vec<Pattern>>());
    let rules = rules.iter().filter(|rule| rule.action == action);
    Sense { rules: rules.flat_map(Rule::meaning).collect(), has: patterns, ..Sense::default() }
}

/// What the policies of each agent let it do.
fn meaning(native: &Native) -> Meanings<'_> {
    let own = native.by_agent();
    Meanings::new(move |subject| of_policies(own.get(subject.effective.name().as_str()).copied()))
}

fn of_policies(own: Option<&Value>) -> Meaning {
    let list = |key: &str| own.and_then(|own| own.get(key)?.as_array()).into_iter().flatten();
    let rules: Vec<Rule> = list("rules").filter_map(Rule::read).collect();
    let has = |value: &Value| {
        let action = Action::named(value.get("action")?.as_str()?)?;
        let likes = value.get("likes")?.as_array()?.iter().filter_map(Like::read).collect();
        Some((action, likes))
    };
    let has: Vec<(Action, Vec<Like>)> = list("has").filter_map(has).collect();
    Meaning::new(|action| sense(action, &rules, &has))
}
