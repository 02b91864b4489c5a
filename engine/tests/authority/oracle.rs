//! What rules mean, by plain backtracking over the text of a pattern, and by trying every request.
//!
//! Source: the tables of patterns and of effects in `docs/guide/permissions.md`. It shares nothing with what it judges:
//! it has its own matcher, and canonical requests come from [`super::universe`].

/// An effect: 0 deny, 1 ask, 2 allow.
pub type Authority = u8;

/// Whether a path pattern matches a canonical path.
pub fn matches_path(pattern: &str, path: &str) -> bool {
    expanded(pattern).iter().any(|pattern| {
        let (pattern_space, pattern) = path_space(pattern);
        let (space, path) = path_space(path);
        pattern_space == space && segments_match(&pattern, &path)
    })
}

/// Whether a name pattern matches a name: `*` within a part, `**` across parts.
pub fn matches_name(pattern: &[u8], name: &[u8]) -> bool {
    match pattern {
        [] => name.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=name.len()).any(|taken| matches_name(rest, &name[taken..])),
        [b'*', rest @ ..] => {
            let part = name.iter().position(|byte| *byte == b'/').unwrap_or(name.len());
            (0..=part).any(|taken| matches_name(rest, &name[taken..]))
        }
        [first, rest @ ..] => name.first() == Some(first) && matches_name(rest, &name[1..]),
    }
}

/// All patterns without braces that a pattern stands for.
fn expanded(pattern: &str) -> Vec<String> {
    let Some(open) = pattern.find('{') else { return vec![pattern.to_owned()] };
    let (mut depth, mut starts, mut close) = (0, vec![open + 1], open);
    for (at, character) in pattern.char_indices().skip_while(|(at, _)| *at < open) {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => starts.push(at + 1),
            _ => {}
        }
        if depth == 0 {
            close = at;
            break;
        }
    }
    starts.push(close + 1);
    let (before, after) = (&pattern[..open], &pattern[close + 1..]);
    let parts = starts.windows(2).map(|pair| &pattern[pair[0]..pair[1] - 1]);
    parts.flat_map(|part| expanded(&format!("{before}{part}{after}"))).collect()
}

/// The space of a path, and its segments without those that say nothing.
fn path_space(text: &str) -> (char, Vec<String>) {
    let (space, rest) = match text.as_bytes() {
        [b'/', ..] => ('/', &text[1..]),
        [b'~'] => ('~', ""),
        [b'~', b'/', ..] => ('~', &text[2..]),
        _ => ('.', text),
    };
    let mut segments: Vec<String> = Vec::new();
    for segment in rest.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop(),
            other => segments.push(other.to_owned()),
        }
    }
    (space, segments)
}

fn segments_match(pattern: &[String], path: &[String]) -> bool {
    match pattern {
        [] => path.is_empty(),
        [deep, rest @ ..] if deep == "**" => {
            (0..=path.len()).any(|taken| segments_match(rest, &path[taken..]))
        }
        [first, rest @ ..] => path.first().is_some_and(|segment| {
            segment_matches(first.as_bytes(), segment.as_bytes())
                && segments_match(rest, &path[1..])
        }),
    }
}

fn segment_matches(pattern: &[u8], segment: &[u8]) -> bool {
    match pattern {
        [] => segment.is_empty(),
        [b'*', rest @ ..] => {
            (0..=segment.len()).any(|taken| segment_matches(rest, &segment[taken..]))
        }
        [b'?', rest @ ..] => !segment.is_empty() && segment_matches(rest, &segment[1..]),
        [b'[', rest @ ..] => {
            let close = rest.iter().position(|byte| *byte == b']').unwrap_or(rest.len());
            let (class, rest) = (&rest[..close], &rest[close + 1..]);
            let (negated, class) = match class {
                [b'!', class @ ..] => (true, class),
                class => (false, class),
            };
            segment.first().is_some_and(|byte| {
                in_class(class, *byte) != negated && segment_matches(rest, &segment[1..])
            })
        }
        [first, rest @ ..] => {
            segment.first() == Some(first) && segment_matches(rest, &segment[1..])
        }
    }
}

fn in_class(class: &[u8], byte: u8) -> bool {
    match class {
        [] => false,
        [first, b'-', last, rest @ ..] => (*first..=*last).contains(&byte) || in_class(rest, byte),
        [first, rest @ ..] => *first == byte || in_class(rest, byte),
    }
}

/// What rules give to a request, where each says its effect and whether it matches: 0 no, 1 possibly, 2 surely.
pub fn decide(rules: impl Iterator<Item = (Authority, u8)>, is_open: bool) -> Authority {
    let rules: Vec<(Authority, u8)> = rules.filter(|(_, held)| *held > 0).collect();
    let any = |wanted: &dyn Fn(&(Authority, u8)) -> bool| rules.iter().any(wanted);
    if any(&|(effect, _)| *effect == 0) {
        return 0;
    }
    if !any(&|(effect, held)| *effect > 0 && *held == 2) {
        return u8::from(is_open);
    }
    if any(&|(effect, _)| *effect == 1) { 1 } else { 2 }
}

/// The order in which witnesses are preferred: by length, then `a-z`, digits, other printable ASCII, the rest.
pub fn preference(request: &str) -> (usize, Vec<(u8, char)>) {
    let rank = |character: char| match character {
        'a'..='z' => (0, character),
        '0'..='9' => (1, character),
        ' '..='~' => (2, character),
        _ => (3, character),
    };
    (request.len(), request.chars().map(rank).collect())
}
