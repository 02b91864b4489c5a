//! Names of agents from names that people wrote.

use std::collections::{BTreeMap, BTreeSet};

/// The longest name that is made, in bytes; the language allows 256.
const LONGEST: usize = 100;

/// An agent that wants a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Wanted {
    /// The name that it wants, spelled as the language spells names.
    pub(super) name: String,
    /// What goes before the name where others want it too.
    pub(super) prefix: Option<String>,
}

/// A text as the language spells names; nothing where no letter or digit is left.
///
/// Lower case, `-` for all that is no ASCII letter or digit, `/` between parts; empty parts, `.` and `..` among them, go.
pub(super) fn normalised(text: &str) -> Option<String> {
    let parts: Vec<String> =
        text.split('/').map(normalised_part).filter(|part| !part.is_empty()).collect();
    let mut name = parts.join("/");
    name.truncate(LONGEST);
    let name = name.trim_end_matches(['-', '/']);
    // `std/` belongs to the standard library.
    let name =
        name.strip_prefix("std/").map_or_else(|| name.to_owned(), |rest| format!("std-{rest}"));
    (!name.is_empty()).then_some(name)
}

fn normalised_part(part: &str) -> String {
    let mut name = String::with_capacity(part.len());
    for character in part.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    name
}

/// A different name for each, in the order given, and none that is `foreign`.
///
/// Who alone wants a name gets it. Of several, each gets its prefix before the name, and a number behind it where that is
/// taken too.
pub(super) fn unique(wanted: &[Wanted], foreign: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for agent in wanted {
        *count.entry(&agent.name).or_default() += 1;
    }
    let is_alone =
        |agent: &Wanted| count.get(agent.name.as_str()) == Some(&1) && !foreign(&agent.name);
    let mut taken: BTreeSet<String> =
        wanted.iter().filter(|agent| is_alone(agent)).map(|agent| agent.name.clone()).collect();
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = Vec::with_capacity(wanted.len());
    for agent in wanted {
        if is_alone(agent) {
            names.push(agent.name.clone());
            continue;
        }
        let full = match &agent.prefix {
            Some(prefix) => format!("{prefix}/{}", agent.name),
            None => agent.name.clone(),
        };
        let mut name = full.clone();
        while foreign(&name) || !taken.insert(name.clone()) {
            let number = next.entry(full.clone()).or_insert(1);
            *number += 1;
            name = format!("{full}-{number}");
        }
        names.push(name);
    }
    names
}

/// The name in a path: parts that Windows keeps for devices get a `_`, which no name has, and so does `bailiwick`, whose
/// file would make its folder a workspace of its own.
pub(super) fn in_path(name: &str) -> String {
    let parts: Vec<_> = name
        .split('/')
        .map(|part| if is_taken(part) { format!("{part}_") } else { part.to_owned() })
        .collect();
    parts.join("/")
}

fn is_taken(part: &str) -> bool {
    let numbered = |stem: &str| {
        part.strip_prefix(stem).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
    };
    matches!(part, "bailiwick" | "con" | "prn" | "aux" | "nul")
        || numbered("com")
        || numbered("lpt")
}
