//! Patterns in the words of Cedar, whose `like` has one wildcard: `*`, any characters.
//!
//! `**` is that `*`. A `*` of ours stays within a part: it means the same where patterns and requests have equally many parts.

use bailiwick_engine::permission::Action;

/// An expression of Cedar that holds where a pattern of an action matches `context.resource`.
pub fn like(action: Action, pattern: &str) -> String {
    let separator = match action {
        Action::Run => ' ',
        Action::Read | Action::Write | Action::Fetch => '/',
        Action::Call | Action::Delegate | Action::Recall | Action::Remember => {
            return single(&pattern.replace("**", "*"));
        }
    };
    let parts: Vec<&str> = pattern.split(separator).collect();
    let either: Vec<String> = spread(&parts)
        .into_iter()
        .map(|parts| single(&parts.join(&separator.to_string())))
        .collect();
    let either = format!("({})", either.join(" || "));
    if matches!(action, Action::Read | Action::Write) && pattern.starts_with('*') {
        // A relative pattern matches no path from elsewhere.
        return format!("({either} && !({} || {}))", single("/*"), single("~*"));
    }
    either
}

fn single(pattern: &str) -> String {
    format!("context.resource like \"{pattern}\"")
}

/// The parts where each `**` is nothing, and where it is something.
fn spread(parts: &[&str]) -> Vec<Vec<String>> {
    let Some((first, rest)) = parts.split_first() else { return vec![Vec::new()] };
    let rest = spread(rest);
    let with = |first: &str| -> Vec<Vec<String>> {
        let put = |rest: &Vec<String>| {
            std::iter::once(first.to_owned()).chain(rest.iter().cloned()).collect()
        };
        rest.iter().map(put).collect()
    };
    if *first == "**" {
        let some = with("*");
        return rest.into_iter().chain(some).collect();
    }
    with(first)
}
