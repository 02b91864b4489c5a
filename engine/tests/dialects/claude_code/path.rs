//! Which rules `Read(pattern)` and `Edit(pattern)` match a path.

/// Where the runtime works, and whose home is there.
const FOLDER: &str = "/home/u/work";
const HOME: &str = "/home/u";

/// A path of this language, from the root.
pub fn absolute(path: &str) -> String {
    match path {
        "." => FOLDER.to_owned(),
        "~" => HOME.to_owned(),
        path if path.starts_with('/') => path.to_owned(),
        path => match path.strip_prefix("~/") {
            Some(rest) => format!("{HOME}/{rest}"),
            None => format!("{FOLDER}/{path}"),
        },
    }
}

/// Whether a path lies in the folder that is worked in.
pub fn is_inside(path: &str) -> bool {
    let path = absolute(path);
    path == FOLDER || path.starts_with(&format!("{FOLDER}/"))
}

/// Whether writing a path is always asked about.
pub fn is_protected(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, ".git" | ".claude"))
        || matches!(path.rsplit('/').next(), Some(".mcp.json" | ".bashrc"))
}

/// Whether a pattern matches a path, in any letter case; of one that names a folder, all that lies in it.
pub fn matches(pattern: &str, path: &str, allows: bool) -> bool {
    if pattern.starts_with('!') || pattern.starts_with("../") {
        return false;
    }
    let (root, rest, is_anchored) = match pattern {
        pattern if pattern.starts_with("//") => ("", &pattern[2..], true),
        pattern if pattern.starts_with('/') => (FOLDER, &pattern[1..], true),
        pattern if pattern.starts_with("~/") => (HOME, &pattern[2..], true),
        pattern => {
            let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
            let inner = pattern.strip_suffix("/**").filter(|_| !allows).unwrap_or(pattern);
            (FOLDER, pattern, inner.contains('/'))
        }
    };
    let path = absolute(path).to_lowercase();
    let Some(below) =
        path.strip_prefix(root).filter(|below| below.is_empty() || below.starts_with('/'))
    else {
        return false;
    };
    let path: Vec<&str> = below.split('/').filter(|part| !part.is_empty()).collect();
    let rest = rest.to_lowercase();
    let mut pattern: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    if pattern.len() > 1 && pattern.last() == Some(&"**") {
        pattern.pop();
    }
    if !is_anchored {
        pattern.insert(0, "**");
    }
    (0..=path.len()).any(|end| segments(&pattern, &path[..end]))
}

fn segments(pattern: &[&str], path: &[&str]) -> bool {
    match pattern {
        [] => path.is_empty(),
        ["**", rest @ ..] => (0..=path.len()).any(|taken| segments(rest, &path[taken..])),
        [first, rest @ ..] => path.first().is_some_and(|segment| {
            segment_matches(first.as_bytes(), segment.as_bytes()) && segments(rest, &path[1..])
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
        [b'[', rest @ ..] if rest.contains(&b']') => {
            let close = rest.iter().position(|byte| *byte == b']').unwrap();
            segment.first().is_some_and(|byte| {
                in_class(&rest[..close], *byte)
                    && segment_matches(&rest[close + 1..], &segment[1..])
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
