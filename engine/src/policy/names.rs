//! Names of agents as a policy spells them.

/// Whether a pattern matches a name: `*` stays within a part, `**` goes across parts, `\` takes a sign as it is.
///
/// Quadratic in the length of the name for each star, which names keep short.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let mut signs = pattern.chars();
    match signs.next() {
        None => name.is_empty(),
        Some('*') => {
            let rest = signs.as_str();
            let (rest, is_wide) = match rest.strip_prefix('*') {
                Some(rest) => (rest, true),
                None => (rest, false),
            };
            let mut left = name;
            loop {
                if matches(rest, left) {
                    return true;
                }
                let mut characters = left.chars();
                match characters.next() {
                    Some(character) if is_wide || character != '/' => left = characters.as_str(),
                    _ => return false,
                }
            }
        }
        Some('\\') => signs.next().is_some_and(|sign| starts(name, sign, signs.as_str())),
        Some(sign) => starts(name, sign, signs.as_str()),
    }
}

fn starts(name: &str, sign: char, rest: &str) -> bool {
    name.strip_prefix(sign).is_some_and(|name| matches(rest, name))
}
