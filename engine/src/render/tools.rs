//! The tools that an agent may call by name, for runtimes that are given lists of tools.

use serde_json::{Map, Value};

use crate::compose::Effective;
use crate::permission::{Action, Authority, Effect, Given, Rank, Resource};

/// The signs that make a pattern of a name.
const SIGNS: [char; 6] = ['*', '{', '}', '[', ']', '\\'];

/// By server: each tool that is declared or named in a rule, with what is done with its calls; those that are refused are left out.
///
/// It is the least over all arguments, so that a list of tools with it gives no more than the rules.
pub(super) fn tools(effective: &Effective<'_>, servers: Option<&Value>) -> Value {
    let Some(servers) = servers.and_then(Value::as_object) else {
        return Value::Object(Map::new());
    };
    let authority = Authority::of(effective);
    let given = authority.given(Action::Call);
    let named = authority.lines(Action::Call).map(|line| line.member.text);
    let named: Vec<(&str, &str)> = named.filter_map(|text| text.split_once('/')).collect();
    let mut all = Map::new();
    for (server, used) in servers {
        let declaration = used.get("declaration");
        let declared = declaration.and_then(|declared| declared.get("tool")?.as_object());
        let mut names: Vec<&str> =
            declared.into_iter().flat_map(Map::keys).map(String::as_str).collect();
        let here = named.iter().filter(|(of, tool)| of == server && !tool.contains(SIGNS));
        names.extend(here.map(|(_, tool)| *tool));
        names.sort_unstable();
        names.dedup();
        let mut tools = Map::new();
        for name in names {
            let effect = least(&given, &format!("{server}/{name}"));
            if effect > Effect::Deny {
                tools.insert(name.to_owned(), effect.as_str().into());
            }
        }
        if !tools.is_empty() {
            all.insert(server.clone(), Value::Object(tools));
        }
    }
    Value::Object(all)
}

/// The least that is done with a tool, whatever its arguments are.
fn least(given: &Given<'_>, name: &str) -> Effect {
    let Ok(resource) = Resource::read(Action::Call, name) else { return Effect::Deny };
    let has = given.has.as_ref();
    if has.is_some_and(|has| !has.iter().any(|one| one.matches(&resource, Effect::Allow))) {
        return Effect::Deny;
    }
    let of = |rank: Rank| {
        let rules = given.rules.iter().filter(move |rule| rule.rank == rank);
        rules.filter(|rule| rule.pattern.matches(&resource, rule.effect))
    };
    let last = of(Rank::Otherwise).map(|rule| rule.effect).min().unwrap_or(Effect::Deny);
    // A rule with a condition says nothing about other arguments.
    let is_sure = of(Rank::Stated).any(|rule| rule.condition.is_always());
    let stated = of(Rank::Stated).map(|rule| rule.effect).min();
    match stated {
        Some(effect) if is_sure => effect,
        Some(effect) => effect.min(last),
        None => last,
    }
}
