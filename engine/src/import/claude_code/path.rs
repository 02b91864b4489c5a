//! `Read(path)` and `Edit(path)`, with the patterns of gitignore in any letter case, as patterns of paths.

use crate::permission::{Action, Effect, Pattern};

use super::super::grants::{Grant, INSIDE, OUTSIDE};
use super::heads::WRITERS;
use super::meant::{Meant, Stricter, rules};
use super::run::ANY;

/// Paths that are protected there, in any letter case, and some more: those with a part that begins with a dot,
/// `bunfig.toml`, `gradle-wrapper.properties`, `maven-wrapper.properties`, `lefthook.yml`, `pyrightconfig.json`.
const PROTECTED: &[&str] = &[
    "**/.*/**",
    "**/[Bb]*[Gg].[Tt]*[Ll]",
    "**/[GMgm]*-*[Rr].[Pp]*[Ss]",
    "**/[Ll]*[Kk].[Yy]*[Ll]",
    "**/[Pp]*[Gg].[Jj]*[Nn]",
];

/// Where a pattern of gitignore holds.
struct Place<'c> {
    /// What stands before it: nothing for the project, `/` for the disk, `~/` for the home folder.
    prefix: &'static str,
    /// It, without what anchors it and without `/**` behind it.
    core: &'c str,
    /// Whether it begins at the top for certain.
    is_rooted: bool,
}

/// What a rule about paths comes to.
pub(super) fn meant(
    effect: Effect,
    action: Action,
    content: Option<&str>,
    roots: &[String],
) -> Meant {
    let Some(content) = content.filter(|content| !matches!(*content, "" | "*")) else {
        return whole(effect, action);
    };
    let Some(place) = place(content) else {
        return Meant::Nothing("it matches no path, there either".to_owned());
    };
    if effect == Effect::Allow {
        allowed(action, &place, content)
    } else {
        guarded(effect, action, &place, roots)
    }
}

/// A rule without a path, about the tool itself.
fn whole(effect: Effect, action: Action) -> Meant {
    match (effect, action) {
        (Effect::Allow, Action::Read) => Meant::same(everywhere(effect, action)),
        // `Edit` allows one tool and `Write` another, and neither allows a redirect.
        (Effect::Allow, _) => Meant::Left(Stricter::new(
            "it allows one tool that writes and no other, so writing is asked",
            "write docs/a.md",
        )),
        (Effect::Ask, _) => Meant::same(everywhere(effect, action)),
        (Effect::Deny, _) => {
            let mut made = everywhere(effect, action);
            if action == Action::Read {
                made.extend(everywhere(effect, Action::Write));
            }
            let why = "denying the tool leaves others there, which read or write in their own way; here nothing does";
            Meant::Rules(made, Some(Stricter::new(why, format!("{action} docs/a.md"))))
        }
    }
}

fn everywhere(effect: Effect, action: Action) -> Vec<Grant> {
    rules(effect, action, std::iter::once(INSIDE).chain(OUTSIDE))
}

/// Where a pattern holds; none where it matches nothing.
fn place(content: &str) -> Option<Place<'_>> {
    let is_dead = content.chars().any(char::is_control)
        || content.starts_with(['!', ' '])
        || content.contains(['$', '\\'])
        || content.split('/').any(|part| part == "..");
    let (prefix, rest, is_rooted) = if let Some(rest) = content.strip_prefix("//") {
        ("/", rest, true)
    } else if let Some(rest) = content.strip_prefix("~/") {
        ("~/", rest, true)
    } else if let Some(rest) = content.strip_prefix('/') {
        ("", rest, true)
    } else if let Some(rest) = content.strip_prefix("./") {
        ("", rest, true)
    } else {
        ("", content, false)
    };
    let is_dead = is_dead || rest.split('/').any(|part| part == ".") || rest.contains("//");
    let mut core = rest.trim_end_matches('/');
    while let Some(shorter) = core.strip_suffix("/**") {
        core = shorter;
    }
    let core = if core == INSIDE { "" } else { core };
    (!is_dead).then_some(Place { prefix, core, is_rooted })
}

impl Place<'_> {
    /// The patterns of what it matches and all that lies in it.
    fn pattern(&self, at_any_depth: bool, core: &str) -> String {
        match (core.is_empty(), at_any_depth) {
            (true, _) => format!("{}**", self.prefix),
            (_, true) => format!("{}**/{core}/**", self.prefix),
            (_, false) => format!("{}{core}/**", self.prefix),
        }
    }
}

fn allowed(action: Action, place: &Place<'_>, content: &str) -> Meant {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+@/*? ,=#%".contains(&byte);
    // A folder at any depth is denied by `name/**`, and allowed at the top only.
    let is_name = !place.is_rooted && !content.contains('/');
    let pattern = place.pattern(is_name, place.core);
    if !place.core.bytes().all(is_plain) || Pattern::read(action, &pattern).is_err() {
        let why = "the path cannot be written as a pattern, so it is asked";
        return Meant::Left(Stricter::new(why, format!("{action} {}", place.core)));
    }
    let mut made = rules(Effect::Allow, action, [pattern.as_str()]);
    if action == Action::Write {
        made.extend(rules(Effect::Ask, action, protected(place.prefix)));
        let why = "settings of tools are protected there, one by one; here every path with a part that begins with a dot is asked";
        let witness = format!("write {}.github/a.yml", place.prefix);
        return Meant::Rules(made, Some(Stricter::new(why, witness)));
    }
    if place.prefix.is_empty() {
        return Meant::Rules(Vec::new(), None);
    }
    Meant::same(made)
}

/// What is asked about whatever a rule allows.
fn protected(prefix: &str) -> Vec<String> {
    PROTECTED.iter().map(|pattern| format!("{prefix}{pattern}")).collect()
}

/// What a path of the disk or the home folder is in the project, where it lies there; every path where that is not known.
fn in_project(place: &Place<'_>, roots: &[String]) -> Option<String> {
    if place.prefix.is_empty() {
        return None;
    }
    let written = format!("{}{}", place.prefix, place.core);
    let fixed = written.split(['*', '?', '[', '{']).next().unwrap_or_default();
    for root in roots {
        let below = written.strip_prefix(root.as_str());
        if let Some(below) = below.and_then(|below| below.strip_prefix('/')) {
            return Some(below.to_owned());
        }
        let reaches = fixed.len() < written.len() && root.starts_with(fixed);
        if reaches || written == *root || root.starts_with(&format!("{written}/")) {
            return Some(String::new());
        }
    }
    (written == place.prefix).then(String::new)
}

fn guarded(effect: Effect, action: Action, place: &Place<'_>, roots: &[String]) -> Meant {
    let (core, is_wider) = superset(place.core);
    let core = folded(&core);
    let mut pattern = place.pattern(!place.is_rooted, &core);
    let mut is_wider = is_wider;
    if Pattern::read(action, &pattern).is_err() {
        pattern = format!("{}**", place.prefix);
        is_wider = true;
    }
    let mut patterns = vec![pattern];
    if let Some(below) = in_project(place, roots) {
        let below = folded(&superset(&below).0);
        patterns.push(if below.is_empty() { INSIDE.to_owned() } else { format!("{below}/**") });
    }
    if place.core.is_empty() && place.prefix == "/" {
        patterns.push("~/**".to_owned());
    }
    let mut made = rules(effect, action, &patterns);
    let mut stricter = is_wider.then(|| {
        let why = "it is written as a pattern that matches more";
        Stricter::new(why, format!("{action} {}", place.core.replace(['*', '?', '[', ']'], "x")))
    });
    if effect == Effect::Deny {
        // What may not be read may not be written either, and neither may a command that reads or writes files name it.
        if action == Action::Read {
            made.extend(rules(effect, Action::Write, &patterns));
        }
        let (commands, witness) = commands(action, place.core);
        made.extend(rules(effect, Action::Run, commands));
        let why = if action == Action::Read {
            "some programs may name the file there; here no command may"
        } else {
            "such commands are denied there where their paths are the file's; here where a word ends like it"
        };
        stricter.get_or_insert_with(|| Stricter::new(why, witness));
    }
    Meant::Rules(made, stricter)
}

/// The commands that name a path, and one that is denied for it here and not there.
fn commands(action: Action, core: &str) -> (Vec<String>, String) {
    let name = in_a_word(core);
    let words = match name.trim_matches('*') {
        "" => vec![ANY.to_owned()],
        _ => {
            let name = name.trim_start_matches('*');
            // Paths are compared in any letter case there; of words, these two are told apart.
            let mut names = vec![name.to_owned(), name.to_ascii_uppercase()];
            names.dedup();
            names
                .iter()
                .flat_map(|name| [format!("** *{name} **"), format!("** *{name}/* **")])
                .collect()
        }
    };
    let shown = core.replace(['*', '?', '[', ']'], "x");
    if action == Action::Read {
        return (words, format!("run echo {shown}"));
    }
    let of_writers = |words: &String| {
        let rest = words.strip_prefix("** ").unwrap_or(ANY);
        WRITERS.iter().map(|head| format!("{head} ** {rest}")).collect::<Vec<_>>()
    };
    (words.iter().flat_map(of_writers).collect(), format!("run rm not-{shown}"))
}

/// A path pattern within one word of a command, or one that matches more.
fn in_a_word(core: &str) -> String {
    let mut word = String::new();
    let mut is_class = false;
    for character in core.chars() {
        let is_plain = character.is_ascii_alphanumeric() || "-_.+@/:=,%".contains(character);
        match character {
            '[' => is_class = true,
            ']' => is_class = false,
            _ if is_plain && !is_class => {
                word.push(character);
                continue;
            }
            _ => {}
        }
        if !word.ends_with('*') {
            word.push('*');
        }
    }
    word.replace("*/", "*")
}

/// A path pattern with what is not written here widened, and whether anything was.
fn superset(core: &str) -> (String, bool) {
    let mut wider = String::with_capacity(core.len());
    let mut is_class = false;
    let mut is_wider = false;
    for character in core.chars() {
        match character {
            '[' => {
                is_class = true;
                is_wider = true;
                wider.push('?');
            }
            ']' => is_class = false,
            _ if is_class => {}
            '{' | '}' | '\'' | '"' => {
                is_wider = true;
                wider.push('?');
            }
            other => wider.push(other),
        }
    }
    (wider, is_wider)
}

/// A pattern in any letter case: `[Ee]` for each letter.
fn folded(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len() * 4);
    for character in pattern.chars() {
        if character.is_ascii_alphabetic() {
            let (lower, upper) = (character.to_ascii_lowercase(), character.to_ascii_uppercase());
            text.extend(['[', upper, lower, ']']);
        } else {
            text.push(character);
        }
    }
    text
}
