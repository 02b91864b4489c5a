//! Commands for the oracle: what a pattern means by backtracking, short requests, random patterns.
//!
//! Source: the section on commands of `docs/guide/permissions.md`.

use super::random::Random;

/// Programs that run the command in their arguments.
const WRAPPERS: &[&str] = &[
    "builtin",
    "busybox",
    "bwrap",
    "catchsegv",
    "chpst",
    "chroot",
    "chrt",
    "command",
    "coproc",
    "dbus-run-session",
    "doas",
    "dumb-init",
    "eatmydata",
    "entr",
    "env",
    "exec",
    "fakeroot",
    "faketime",
    "find",
    "firejail",
    "flock",
    "gosu",
    "ionice",
    "ip",
    "linux32",
    "linux64",
    "ltrace",
    "nice",
    "nohup",
    "nsenter",
    "numactl",
    "parallel",
    "pkexec",
    "prlimit",
    "proot",
    "rsh",
    "run0",
    "runuser",
    "script",
    "setarch",
    "setpriv",
    "setsid",
    "sg",
    "ssh",
    "ssh-agent",
    "start-stop-daemon",
    "stdbuf",
    "strace",
    "su",
    "su-exec",
    "sudo",
    "systemd-inhibit",
    "systemd-run",
    "taskset",
    "time",
    "timeout",
    "tini",
    "toybox",
    "unbuffer",
    "unshare",
    "valgrind",
    "watch",
    "xargs",
    "xvfb-run",
];

/// Whether a command pattern matches a command; `guards` where the rule denies or asks.
pub fn matches(pattern: &str, command: &str, guards: bool) -> bool {
    let (pattern, words): (Vec<&str>, Vec<&str>) =
        (pattern.split(' ').collect(), command.split(' ').map(unquoted).collect());
    if words_match(&pattern, &words) {
        return true;
    }
    if !guards {
        return false;
    }
    let base = |word: &str| word.rsplit('/').next().unwrap().to_owned();
    let by_name = |words: &[&str]| {
        let Some((first, rest)) = words.split_first() else { return words_match(&pattern, words) };
        let name = base(first);
        let with: Vec<&str> = [name.as_str()].into_iter().chain(rest.iter().copied()).collect();
        let is_named = pattern[0] != "**" && !pattern[0].contains('/');
        let folded = folded(first);
        let once: Vec<&str> = [folded.as_str()].into_iter().chain(rest.iter().copied()).collect();
        let is_path = pattern[0].contains('/');
        words_match(&pattern, words)
            || is_named && words_match(&pattern, &with)
            || is_path && words_match(&pattern, &once)
    };
    let is_wrapped = WRAPPERS.contains(&base(words[0]).as_str());
    by_name(&words) || is_wrapped && (1..=words.len()).any(|from| by_name(&words[from..]))
}

/// A path without what says nothing: further `/`, `.` between them, and a `./` in front of a path that has another `/`.
fn folded(path: &str) -> String {
    let mut folded = path.to_owned();
    while folded.contains("//") || folded.contains("/./") {
        folded = folded.replace("//", "/").replace("/./", "/");
    }
    match folded.strip_prefix("./") {
        Some(rest) if rest.contains('/') => rest.to_owned(),
        _ => folded,
    }
}

fn unquoted(word: &str) -> &str {
    if word == "''" { "" } else { word }
}

fn words_match(pattern: &[&str], words: &[&str]) -> bool {
    match pattern {
        [] => words.is_empty(),
        ["**", rest @ ..] => (0..=words.len()).any(|taken| words_match(rest, &words[taken..])),
        [first, rest @ ..] => words.first().is_some_and(|word| {
            word_matches(first.as_bytes(), word.as_bytes()) && words_match(rest, &words[1..])
        }),
    }
}

fn word_matches(pattern: &[u8], word: &[u8]) -> bool {
    match pattern {
        [] => word.is_empty(),
        b"''" => word.is_empty(),
        [b'*', rest @ ..] => (0..=word.len()).any(|taken| word_matches(rest, &word[taken..])),
        [first, rest @ ..] => word.first() == Some(first) && word_matches(rest, &word[1..]),
    }
}

/// Commands over a small alphabet, all short ones, and some behind wrappers.
pub fn requests() -> Vec<String> {
    let is_command = |text: &String| text.split(' ').all(|word| !word.is_empty());
    let mut all: Vec<String> =
        super::universe::words("abc/ ", 6).into_iter().filter(is_command).collect();
    let short: Vec<String> =
        super::universe::words("ab/ ", 4).into_iter().filter(is_command).collect();
    for command in &short {
        for front in ["ip ", "sh ", "su ", "env ", "/su ", "su a ", "'' ", "a '' "] {
            all.push(format!("{front}{command}"));
        }
    }
    all.extend(["ip", "sh", "su", "env", "a/env", "''", "'' ''", "a ''"].map(str::to_owned));
    all.sort_unstable();
    all.dedup();
    all
}

/// A command pattern.
pub fn pattern(random: &mut Random) -> String {
    let count = random.below(3) + 1;
    let words: Vec<&str> = (0..count)
        .map(|at| match (at, random.below(5)) {
            (_, 0) => "**",
            (0, 1) => random.one(&["su", "env", "/a", "a/b", "*/a", "s*", "*"]),
            (_, 1) => random.one(&["''", "*", "*b", "/", "**"]),
            _ => random.one(&["a", "b", "a", "b", "ab", "a*", "*", "*b*", "c"]),
        })
        .collect();
    words.join(" ")
}

/// The order in which witnesses are preferred: every word counts with its end, and an empty one like a last character.
pub fn spelled(command: &str) -> String {
    let word =
        |word: &str| if word == "''" { "\u{1}\u{0}".to_owned() } else { format!("{word}\u{0}") };
    command.split(' ').map(word).collect()
}
