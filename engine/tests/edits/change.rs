//! Random edits of a file: words changed, nodes taken out, doubled or renamed, syntax broken and mended.

use crate::examples::Files;
use crate::random::Random;

/// A file's path and its next text, and what was done.
pub fn change(random: &mut Random, first: &Files, files: &Files) -> (String, String, &'static str) {
    let texts: Vec<(&str, &str)> = files
        .iter()
        .filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
        .collect();
    let kdl: Vec<(&str, &str)> =
        texts.iter().copied().filter(|(path, _)| path.ends_with(".kdl")).collect();
    let (path, text) = match random.below(10) {
        0 => ("bailiwick.kdl", text_of(&texts, "bailiwick.kdl")),
        1 => texts[random.below(texts.len())],
        _ => kdl[random.below(kdl.len())],
    };
    let donor = kdl[random.below(kdl.len())].1;
    if random.chance(20) {
        let original = first.iter().find(|(other, _)| other == path);
        let original = original.map_or("", |(_, bytes)| std::str::from_utf8(bytes).unwrap());
        return (path.to_owned(), original.to_owned(), "mend");
    }
    if random.chance(3) {
        let new = format!("context/new-{}.kdl", random.below(3));
        return (new, donor.to_owned(), "copy to a new file");
    }
    let (text, what) = edited(random, text, donor, &kdl);
    (path.to_owned(), text, what)
}

fn text_of<'a>(texts: &[(&str, &'a str)], path: &str) -> &'a str {
    texts.iter().find(|(other, _)| *other == path).map_or("", |(_, text)| text)
}

fn edited(
    random: &mut Random,
    text: &str,
    donor: &str,
    kdl: &[(&str, &str)],
) -> (String, &'static str) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = random.below(lines.len());
    let what = match random.below(13) {
        0 if !lines.is_empty() => {
            lines.remove(at);
            "delete a line"
        }
        1 if !lines.is_empty() => {
            let line = lines[at].clone();
            lines.insert(at, line);
            "double a line"
        }
        2 => {
            lines.insert(at, "// a remark".to_owned());
            "write a comment"
        }
        3 => {
            let line = donor.lines().nth(random.below(donor.lines().count()));
            lines.insert(at, line.unwrap_or_default().to_owned());
            "take a line from elsewhere"
        }
        4 => return (without_root(random, text), "delete a declaration"),
        5 => {
            let roots = roots(donor);
            let root = roots.get(random.below(roots.len())).cloned().unwrap_or_default();
            return (format!("{text}\n{root}"), "copy a declaration");
        }
        6 => return (rename(random, text), "rename"),
        7 => return (text.replacen('"', "", 1), "open a quote"),
        8 => return (text.replacen('{', "", 1), "lose a brace"),
        9 => return (setting(random, text), "change a setting"),
        10 => {
            let other = kdl[random.below(kdl.len())].1;
            return (swap_text(random, text, other), "take a name from elsewhere");
        }
        11 => return (text.get(..text.len() / 2).unwrap_or(text).to_owned(), "cut off"),
        _ => return (number(random, text), "change a number"),
    };
    (lines.join("\n") + "\n", what)
}

/// The declarations of a text: from a line that does not begin with a space to the next.
fn roots(text: &str) -> Vec<String> {
    let mut roots: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) || roots.is_empty() {
            roots.push(String::new());
        }
        roots.last_mut().unwrap().push_str(line);
    }
    roots
}

fn without_root(random: &mut Random, text: &str) -> String {
    let mut roots = roots(text);
    if !roots.is_empty() {
        roots.remove(random.below(roots.len()));
    }
    roots.concat()
}

/// Pieces of a text between quotes are those at odd places.
fn quoted(text: &str) -> Vec<String> {
    text.split('"').map(str::to_owned).collect()
}

fn odd(random: &mut Random, parts: &[String]) -> Option<usize> {
    (parts.len() > 2).then(|| 1 + 2 * random.below((parts.len() - 1) / 2))
}

fn rename(random: &mut Random, text: &str) -> String {
    let mut parts = quoted(text);
    if let Some(at) = odd(random, &parts) {
        match random.below(3) {
            0 => parts[at].push('x'),
            1 => drop(parts[at].pop()),
            _ => parts[at] = "nobody".to_owned(),
        }
    }
    parts.join("\"")
}

fn swap_text(random: &mut Random, text: &str, donor: &str) -> String {
    let (mut parts, others) = (quoted(text), quoted(donor));
    if let (Some(at), Some(from)) = (odd(random, &parts), odd(random, &others)) {
        parts[at].clone_from(&others[from]);
    }
    parts.join("\"")
}

fn number(random: &mut Random, text: &str) -> String {
    let digits: Vec<usize> =
        text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let Some(at) = digits.get(random.below(digits.len())) else { return text.to_owned() };
    let digit = char::from_digit(u32::try_from(random.below(10)).unwrap(), 10).unwrap();
    let mut changed = text.to_owned();
    changed.replace_range(*at..=*at, &digit.to_string());
    changed
}

/// Something that reaches far: settings of the workspace, environments, parameters, modules, files that are named.
fn setting(random: &mut Random, text: &str) -> String {
    let more = [
        "use \"std/server/github@1\"",
        "use \"std/server/githob@1\"",
        "use \"std/base/reader@1\"",
        "use \"elsewhere\"",
        "environment \"lab\" {\n    tracks\n}",
        "environment \"late\" {\n    follows \"prod\"\n    defaults {\n        limits {\n            steps 3\n        }\n    }\n}",
        "param \"shop\" type=\"string\" default=\"Elsewhere\"",
        "principal \"team/new\" {\n    email \"new@acme.example\"\n}",
        "agent \"made-up\" {\n    instructions file=\"README.md\"\n    knowledge \"**/*.kdl\"\n}",
        "agent \"made-up\" {\n    instructions file=\"missing.md\"\n    knowledge \"docs/**\" {\n        except \"docs/a*\"\n    }\n}",
        "base \"std/reader\" {\n    tag \"mine\"\n}",
        "policy \"late\" {\n    require \"summary\"\n}",
        "policy \"owned\" {\n    require \"tag\"\n}",
        "waive \"late\" agent=\"clerk\" until=\"2026-02-01\" because=\"a test\"",
        "waive \"owned\" agent=\"many\" until=\"2026-02-01\" because=\"a test\"",
        "skill \"extra\" folder=\"skills/write-tests\"",
        "// bailiwick: allow(dangling-reference) only a test",
        "agent \"left\" {\n    extends \"nowhere\"\n    delegate \"made-up\"\n    stage \"retired\"\n}",
        "base \"round\" {\n    extends \"about\"\n}\nbase \"about\" {\n    extends \"round\"\n}",
    ];
    if text.contains("edition 1") && random.chance(50) {
        let within = [
            "edition 1\n    exclude \"agents/**\" \"context/agents/**\"",
            "edition 1\n    level \"dangling-reference\" \"off\"",
            "edition 1\n    reading {\n        nodes 20\n    }",
            "edition 1\n    reading {\n        total-nodes 10\n    }",
            "edition 2",
        ];
        return text.replacen("edition 1", random.pick(&within), 1);
    }
    let more = random.pick(&more);
    if random.chance(50) { format!("{more}\n{text}") } else { format!("{text}\n{more}\n") }
}
