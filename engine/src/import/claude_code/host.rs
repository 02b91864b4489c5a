//! `WebFetch(domain:host)` as patterns of URLs.

use crate::permission::{Action, Effect, Pattern};

use super::meant::{Meant, rules};
use super::run::ANY;

/// What a rule about hosts comes to.
pub(super) fn meant(effect: Effect, content: Option<&str>) -> Meant {
    let Some(content) = content.filter(|content| !matches!(*content, "" | "*" | "domain:*")) else {
        return Meant::same(rules(effect, Action::Fetch, [ANY]));
    };
    let host = content.strip_prefix("domain:").map(str::to_ascii_lowercase);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.*_".contains(&byte);
    let host = host.filter(|host| !host.is_empty() && host.bytes().all(is_plain));
    let schemes: &[&str] = if effect == Effect::Allow { &["https", "http"] } else { &["*"] };
    let patterns = host.map(|host| {
        schemes.iter().map(|scheme| format!("{scheme}://{host}:*/**")).collect::<Vec<_>>()
    });
    let is_read = |patterns: &Vec<String>| {
        patterns.iter().all(|pattern| Pattern::read(Action::Fetch, pattern).is_ok())
    };
    match patterns.filter(is_read) {
        Some(patterns) => Meant::same(rules(effect, Action::Fetch, patterns)),
        None => Meant::Nothing("it names no host, and matches nothing there either".to_owned()),
    }
}
