//! What stands in parentheses behind a tool, as a pattern: `Bash(git log:*)`, `Read(src/**)`, `WebFetch(domain:acme.example)`.
//!
//! Never more than the words say. Version 2.1.330 of Claude Code takes no notice of such parentheses in a definition and gives
//! the whole tool, so every pattern here gives less.

use crate::permission::{Action, Effect, Pattern};

use super::super::grants::{Grant, INSIDE};

/// The rules for a command, several of them with commas between.
pub(super) fn commands(written: &str) -> Option<Vec<Grant>> {
    written
        .split(',')
        .map(|command| rule(Effect::Ask, Action::Run, command_pattern(command.trim())?))
        .collect()
}

/// The rule for a path.
pub(super) fn path(written: &str, action: Action) -> Option<Vec<Grant>> {
    let (effect, pattern) = if let Some(absolute) = written.strip_prefix("//") {
        (Effect::Ask, format!("/{absolute}"))
    } else if written.starts_with("~/") {
        (Effect::Ask, written.to_owned())
    } else {
        let relative = written.strip_prefix("./").unwrap_or(written);
        // Where a single `/` begins depends on the file that the rule stands in.
        if relative.starts_with('/') {
            return None;
        }
        let effect = if action == Action::Read { Effect::Allow } else { Effect::Ask };
        // A name alone is meant at any depth.
        let is_name = !relative.contains('/') && relative != INSIDE && !written.starts_with("./");
        (effect, if is_name { format!("**/{relative}") } else { relative.to_owned() })
    };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+@/*~".contains(&byte);
    let is_fine = pattern.bytes().all(is_plain)
        && !pattern.split('/').any(|part| matches!(part, "." | ".."))
        && pattern.rfind('~').unwrap_or(0) == 0;
    is_fine.then(|| rule(effect, action, pattern))?.map(|rule| vec![rule])
}

/// The rule for a host.
pub(super) fn host(written: &str) -> Option<Vec<Grant>> {
    let host = written.strip_prefix("domain:")?.to_ascii_lowercase();
    let pattern = if host == "*" { INSIDE.to_owned() } else { format!("https://{host}/**") };
    let name = host.strip_prefix("*.").unwrap_or(&host);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    let is_fine = host == "*" || (!name.is_empty() && name.bytes().all(is_plain));
    is_fine.then(|| rule(Effect::Ask, Action::Fetch, pattern))?.map(|rule| vec![rule])
}

/// A command as the language writes it: `git log:*` and `git log *` are `git log **`.
fn command_pattern(written: &str) -> Option<String> {
    let (words, is_prefix) = match written.strip_suffix(":*").or_else(|| written.strip_suffix(" *"))
    {
        Some(words) => (words, true),
        None => (written, written == "*"),
    };
    let words: Vec<&str> = words.split_ascii_whitespace().filter(|_| words != "*").collect();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+@/:=,*%".contains(&byte);
    let is_fine = words.iter().all(|word| word.bytes().all(is_plain) && !word.contains("**"));
    let rest = is_prefix.then_some(INSIDE);
    let pattern = words.iter().copied().chain(rest).collect::<Vec<_>>().join(" ");
    (is_fine && !pattern.is_empty()).then_some(pattern)
}

/// The rule, where its pattern can be read.
fn rule(effect: Effect, action: Action, pattern: String) -> Option<Grant> {
    Pattern::read(action, &pattern).is_ok().then(|| Grant::new(effect, action, pattern))
}
