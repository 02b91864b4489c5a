//! Which rules `Bash(text)` match a command that is written plainly, and what runs without any.

use bailiwick_engine::permission::Effect;

use super::rules::{Rule, Settings};

/// What is done with a command: where a rule that denies or asks may not be seen behind a wrapper, as if it were not.
pub fn decide(settings: &Settings<'_>, command: &str) -> Effect {
    if !settings.has("Bash") && !settings.has("Monitor") {
        return Effect::Deny;
    }
    let words = words(command);
    // Such a line is asked about, whatever its parts are given, but where there is a rule about all commands.
    let is_opaque = command.contains(['$', '`', '&']) && !command.contains('\'');
    // Of a list of commands, each is seen by itself.
    let parts: Vec<&str> = if is_opaque { command.split(" & ").collect() } else { vec![command] };
    let seen = parts.iter().map(|part| self::words(part).seen(part)).collect::<Vec<_>>().concat();
    let allowed = words.allowed();
    let guards = |rule: &Rule<'_>| match rule.content {
        _ if rule.guards_all("Bash") => true,
        Some(text) if rule.tool == "Bash" => {
            let has_path = text.split(' ').next().is_some_and(|first| first.contains('/'));
            seen.iter().any(|(is_base, seen)| !(has_path && *is_base) && matches(text, seen))
        }
        _ => false,
    };
    let allows = |rule: &Rule<'_>| match rule.content {
        _ if rule.is_bare("Bash") => true,
        // What comes from `xargs` is more arguments: nothing for a rule without a star.
        Some(text) if rule.tool == "Bash" && !is_opaque => {
            allowed.iter().any(|(is_behind_xargs, seen)| {
                (text.contains('*') || !is_behind_xargs) && matches(text, seen)
            })
        }
        _ => false,
    };
    let default = if is_read_only(&words) && !is_opaque { Effect::Allow } else { settings.asked };
    settings.decide(guards, guards, allows, default)
}

/// The words of a command in its canonical spelling, as they are written and without their quotes.
pub struct Words(Vec<(String, String)>);

pub fn words(command: &str) -> Words {
    let (mut all, mut raw, mut plain, mut quoted) =
        (Vec::new(), String::new(), String::new(), false);
    for sign in command.chars().chain([' ']) {
        if sign == ' ' && !quoted {
            if !raw.is_empty() {
                all.push((std::mem::take(&mut raw), std::mem::take(&mut plain)));
            }
            continue;
        }
        raw.push(sign);
        if sign == '\'' {
            quoted = !quoted;
        } else {
            plain.push(sign);
        }
    }
    Words(all)
}

impl Words {
    /// As it is written from a word on, with that word as another one.
    fn raw(&self, from: usize, first: &str) -> String {
        let rest = self.0[from + 1..].iter().map(|(raw, _)| raw.as_str());
        std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" ")
    }

    fn plain(&self, from: usize, first: &str) -> String {
        let rest = self.0[from + 1..].iter().map(|(_, plain)| plain.as_str());
        std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" ")
    }

    fn program(&self, at: usize) -> Option<&str> {
        self.0.get(at).map(|(_, plain)| plain.as_str())
    }

    /// The texts that rules which deny or ask are compared with, each with whether the folder of its program is left out.
    fn seen(&self, command: &str) -> Vec<(bool, String)> {
        let mut all = vec![(false, command.to_owned())];
        for at in self.starts(SEEN_BEHIND) {
            let Some(program) = self.program(at) else { continue };
            for (is_base, first) in [(false, program), (true, base(program))] {
                all.extend([(is_base, self.raw(at, first)), (is_base, self.plain(at, first))]);
            }
        }
        all.sort_unstable();
        all.dedup_by(|a, b| a.1 == b.1);
        all
    }

    /// The texts that rules which allow are compared with, each with whether it stands behind `xargs`.
    fn allowed(&self) -> Vec<(bool, String)> {
        let text = |at: usize| {
            let is_behind_xargs = self.0[..at].iter().any(|(_, word)| word == "xargs");
            Some((is_behind_xargs, self.raw(at, self.program(at)?)))
        };
        self.starts(STRIPPED).into_iter().filter_map(text).collect()
    }

    /// The places at which commands begin: the line's own, and those behind programs that run their arguments.
    fn starts(&self, looked_through: &[&str]) -> Vec<usize> {
        let mut starts = vec![0];
        loop {
            let at = starts[starts.len() - 1];
            let Some(program) = self.program(at) else { return starts };
            let next = match base(program) {
                "timeout" if self.program(at + 1).is_some_and(is_number) => at + 2,
                "timeout" => return starts,
                _ => at + 1,
            };
            // With options, it depends on the program which are looked through.
            let is_plain = self.program(next).is_some_and(|word| !word.starts_with('-'));
            if !looked_through.contains(&base(program)) || !is_plain {
                return starts;
            }
            starts.push(next);
        }
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn base(program: &str) -> &str {
    program.rsplit('/').next().unwrap()
}

/// What rules that allow look through.
const STRIPPED: &[&str] =
    &["timeout", "time", "nice", "nohup", "stdbuf", "command", "builtin", "noglob", "xargs"];

/// What rules that deny or ask look through.
pub const SEEN_BEHIND: &[&str] = &[
    "timeout", "time", "nice", "nohup", "stdbuf", "command", "builtin", "noglob", "xargs", "sudo",
    "doas", "env", "exec", "ionice", "setsid", "watch", "unshare", "strace",
];

/// Whether a rule's text matches a text.
fn matches(text: &str, command: &str) -> bool {
    let stars = text.matches('*').count() - text.matches("\\*").count();
    if stars == 0 {
        return text == command;
    }
    let bare = text.strip_suffix(" *").or_else(|| text.strip_suffix(":*"));
    if let Some(bare) = bare.filter(|_| stars == 1) {
        return command == bare
            || command.strip_prefix(bare).is_some_and(|rest| rest.starts_with(' '));
    }
    glob(text.as_bytes(), command.as_bytes())
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    match pattern {
        [] => text.is_empty(),
        [b'\\', b'*', rest @ ..] => text.first() == Some(&b'*') && glob(rest, &text[1..]),
        [b'*', rest @ ..] => (0..=text.len()).any(|taken| glob(rest, &text[taken..])),
        [first, rest @ ..] => text.first() == Some(first) && glob(rest, &text[1..]),
    }
}

/// Whether a command runs without a rule: at most so.
pub fn is_read_only(words: &Words) -> bool {
    words.starts(STRIPPED).into_iter().any(|at| {
        let Some(program) = words.program(at) else { return false };
        let rest: Vec<&str> = words.0[at + 1..].iter().map(|(_, plain)| plain.as_str()).collect();
        match program {
            "pwd" | "whoami" | "alias" => rest.is_empty(),
            "node" | "python" | "python3" => matches!(rest[..], ["-v" | "--version"]),
            "claude" => matches!(rest[..], ["-h" | "--help"]),
            "git" => rest.first().is_some_and(|first| GIT.contains(first)),
            "docker" => matches!(rest.first(), Some(&("ps" | "images" | "logs" | "inspect"))),
            program => READ_ONLY.contains(&program),
        }
    })
}

const GIT: &[&str] = &[
    "status",
    "log",
    "diff",
    "show",
    "blame",
    "branch",
    "tag",
    "remote",
    "ls-files",
    "ls-remote",
    "config",
    "rev-parse",
    "rev-list",
    "describe",
    "stash",
    "reflog",
    "shortlog",
    "cat-file",
    "for-each-ref",
    "grep",
    "merge-base",
    "worktree",
];

const READ_ONLY: &[&str] = &[
    "cal",
    "uptime",
    "cat",
    "head",
    "tail",
    "wc",
    "stat",
    "strings",
    "hexdump",
    "od",
    "nl",
    "id",
    "uname",
    "free",
    "df",
    "du",
    "locale",
    "groups",
    "nproc",
    "basename",
    "dirname",
    "realpath",
    "cut",
    "paste",
    "tr",
    "column",
    "tac",
    "rev",
    "fold",
    "expand",
    "unexpand",
    "fmt",
    "comm",
    "cmp",
    "numfmt",
    "readlink",
    "diff",
    "true",
    "false",
    "sleep",
    "type",
    "expr",
    "seq",
    "tsort",
    "pr",
    "echo",
    "ls",
    "cd",
    "ip",
    "xargs",
    "file",
    "sed",
    "sort",
    "man",
    "help",
    "netstat",
    "ps",
    "base64",
    "grep",
    "egrep",
    "fgrep",
    "sha256sum",
    "sha1sum",
    "md5sum",
    "tree",
    "date",
    "hostname",
    "which",
    "lsof",
    "pgrep",
    "tput",
    "ss",
    "fd",
    "fdfind",
    "aki",
    "rg",
    "jq",
    "uniq",
    "history",
    "arch",
    "ifconfig",
    "find",
    "printf",
    "test",
    "[",
];

/// Programs that run unasked with some arguments.
pub const BUILT_IN: &[&str] =
    &["pwd", "whoami", "alias", "node", "python", "python3", "claude", "docker", "gh"];

/// Programs whose arguments are looked at as paths that are written.
pub const FILING: &[&str] = &["cp", "ln", "mkdir", "mv", "rm", "rmdir", "tee", "touch"];
