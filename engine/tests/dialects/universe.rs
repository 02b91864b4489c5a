//! The requests that every dialect is asked about: a few of each kind, so that all of them can be tried.

use bailiwick_engine::permission::{Action, Arguments, Resource};

use super::interpreter::Request;

/// Requests of an action, each with the arguments that are worth a try.
pub fn requests(action: Action, more: &[String]) -> Vec<Request> {
    let texts: Vec<String> = match action {
        Action::Run => commands(),
        Action::Read | Action::Write => PATHS.iter().map(|path| (*path).to_owned()).collect(),
        Action::Fetch => URLS.iter().map(|url| (*url).to_owned()).collect(),
        Action::Call => TOOLS.iter().map(|tool| (*tool).to_owned()).collect(),
        Action::Delegate => ["helper", "other", "h"].map(str::to_owned).to_vec(),
        Action::Recall | Action::Remember => ["notes", "others"].map(str::to_owned).to_vec(),
    };
    with_arguments(action, texts.iter().chain(more))
}

/// What stands for a run of stars in a pattern.
fn fillings(action: Action) -> &'static [&'static str] {
    match action {
        Action::Run => &["", "x", "x y", "go a x"],
        Action::Read | Action::Write => &["", "x", "x/y", "X"],
        Action::Fetch => &["x", "x.y", "x/y"],
        _ => &["x", ""],
    }
}

/// Requests that a pattern matches, or almost does.
pub fn around(action: Action, pattern: &str) -> Vec<Request> {
    let mut texts = vec![String::new()];
    let pieces: Vec<&str> = pattern.split('*').collect();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 && !(piece.is_empty() && at + 1 < pieces.len()) {
            let filled = |text: &String| {
                fillings(action)
                    .iter()
                    .map(|filling| format!("{text}{filling}"))
                    .collect::<Vec<_>>()
            };
            texts = texts.iter().take(MOST_FILLED).flat_map(filled).collect();
        }
        texts.iter_mut().for_each(|text| text.push_str(piece));
    }
    if action == Action::Run {
        for text in &mut texts {
            *text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        }
    }
    if matches!(action, Action::Read | Action::Write) {
        let upper: Vec<String> = texts.iter().map(|text| text.to_uppercase()).collect();
        texts.extend(upper);
    }
    texts.retain(|text| {
        !text.is_empty() && Resource::read(action, text).is_ok_and(|read| read.as_str() == text)
    });
    if action == Action::Run {
        texts.extend(disguised(pattern));
    }
    texts.sort_unstable();
    texts.dedup();
    with_arguments(action, texts.iter())
}

/// Commands that look like what a pattern matches, and are none: what stands behind its first star is part of one quoted word;
/// and, where it names no program, a shell whose script is something else.
fn disguised(pattern: &str) -> Vec<String> {
    let Some((front, rest)) = pattern.split_once('*') else { return Vec::new() };
    let rest: Vec<&str> =
        rest.split(' ').filter(|word| !word.is_empty() && *word != "**").collect();
    let rest = rest.join(" ").replace('*', "x");
    if !front.contains(' ') {
        return vec![format!("sh -c 'zz y' {rest}"), format!("sh -c zz {rest}")];
    }
    vec![format!("{front}x' {rest} x x x'"), format!("{front}'x {rest} x'")]
}

/// What a pattern of commands matches behind a program that runs its arguments, one of them one that few runtimes look behind: first what it
/// matches itself, then, where it begins with stars, what the other ones match.
pub fn behind_wrapper(pattern: &str, all: &[&str]) -> Vec<Request> {
    let plain = |pattern: &str| {
        let words = pattern.split(' ').filter(|word| *word != "**");
        words.map(|word| word.replace('*', "x")).collect::<Vec<_>>().join(" ")
    };
    let wrappers = ["busybox", "sudo", "sudo -n", "timeout 5", "timeout -k 1 5"];
    let mut texts: Vec<String> =
        wrappers.iter().map(|wrapper| format!("{wrapper} {}", plain(pattern))).collect();
    if pattern.starts_with('*') {
        texts
            .extend(all.iter().map(|other| format!("busybox {} {}", plain(other), plain(pattern))));
    }
    texts.retain(|text| {
        Resource::read(Action::Run, text).is_ok_and(|read| read.as_str() == text.trim())
    });
    with_arguments(Action::Run, texts.iter())
}

/// So many texts are filled further.
const MOST_FILLED: usize = 16;

fn with_arguments<'t>(action: Action, texts: impl Iterator<Item = &'t String>) -> Vec<Request> {
    let mut arguments = vec![Arguments::default()];
    if action.has_arguments() {
        let read = |text: &str| Arguments::from_json(text).unwrap();
        arguments.extend([r#"{"n":1}"#, r#"{"n":3}"#].map(read));
    }
    let request = |resource: &String| {
        let with = |arguments: &Arguments| Request {
            action,
            resource: resource.clone(),
            arguments: arguments.clone(),
        };
        arguments.iter().map(with).collect::<Vec<_>>()
    };
    texts.flat_map(request).collect()
}

const PROGRAMS: &[&str] = &[
    "mk",
    "p",
    "git",
    "ls",
    "cat",
    "rm",
    "sort",
    "sudo",
    "xargs",
    "timeout",
    "/bin/rm",
    "./p",
    "MK",
    "mkx",
    "/usr/bin/mk",
];

const WORDS: &[&str] = &["go", "push", "a", "-rf"];

fn commands() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for program in PROGRAMS {
        all.push((*program).to_owned());
        for first in WORDS {
            all.push(format!("{program} {first}"));
            all.extend(WORDS.iter().map(|second| format!("{program} {first} {second}")));
        }
    }
    for wrapper in ["sudo", "env", "nohup", "timeout 5", "xargs", "nice", "command", "time"] {
        for inner in ["mk go", "rm -rf", "rm -rf a", "p a", "ls", "git push", "mk"] {
            all.push(format!("{wrapper} {inner}"));
        }
    }
    let more = [
        "mk a b go",
        "p a b go",
        "git status a b",
        "mk ''",
        "mk '' go",
        "mk 'a b'",
        "git 'pu sh'",
        "rm -rf a b",
        "mk 'g?'",
        "mk '~'",
        "pwd",
        "pwd a",
        "id",
        "uname -a",
        "'ls' a",
        "node -v",
    ];
    all.extend(more.map(str::to_owned));
    all
}

const PATHS: &[&str] = &[
    ".",
    "a",
    "b",
    "k",
    "src",
    "src/a",
    "src/b",
    "src/x/a",
    "src/x/src/a",
    "x/src/a",
    "docs",
    "docs/x",
    "docs/x/y",
    "docs/r.md",
    "r.md",
    "R.MD",
    "A",
    "SRC/a",
    "SRC",
    "Docs/x",
    ".env",
    ".ENV",
    "src/.env",
    "secrets",
    "secrets/k",
    "SECRETS/k",
    "sec",
    "sac/a",
    ".git/config",
    ".claude/settings.json",
    ".mcp.json",
    "/",
    "/etc",
    "/etc/a",
    "/ETC/a",
    "/etc/k",
    "/a",
    "~",
    "~/a",
    "~/.ssh",
    "~/.ssh/id",
    "~/.SSH/id",
    "~/k",
];

const URLS: &[&str] = &[
    "https://docs.python.org/3/",
    "http://docs.python.org/",
    "https://nodejs.org/api",
    "https://a.example/",
    "https://a.example/x/y",
    "http://a.example/",
    "https://a.example:8443/",
    "https://b.a.example/x",
    "https://example/",
    "https://other.test/",
    "wss://a.example/",
    "https://10.0.0.1/",
];

const TOOLS: &[&str] = &[
    "s/get_a",
    "s/get_b",
    "s/get_",
    "s/put",
    "s/other",
    "t/get_a",
    "t/put",
    "u/get_a",
    "builtin/task-create",
    "builtin/skill",
    "builtin/cron-create",
    "builtin/cron-list",
    "builtin/web-search",
    "builtin/tool-search",
    "builtin/send-message",
];
