//! Words that have a meaning of their own at the start of a command.

/// Words of the shell's own that are followed by a command, or end one.
pub(crate) const KEYWORDS: &[&str] = &[
    "!", "{", "}", "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "esac",
    "in", "for", "select", "case", "function", "[[", "]]", "time", "coproc",
];

/// Those of them that some shells take for a program.
pub(super) const MAYBE_PROGRAMS: &[&str] = &["[[", "]]", "time", "coproc", "in"];

/// Builtins that run their arguments, or change what later words or commands mean.
pub(crate) const BUILTINS: &[&str] = &[
    ".",
    "alias",
    "builtin",
    "command",
    "declare",
    "enable",
    "eval",
    "exec",
    "export",
    "fc",
    "getopts",
    "hash",
    "let",
    "local",
    "mapfile",
    "read",
    "readarray",
    "readonly",
    "set",
    "shopt",
    "source",
    "trap",
    "typeset",
    "unalias",
    "unset",
    "bind",
    "complete",
    "history",
    "compgen",
    "jobs",
];

/// Builtins after which relative paths mean others.
pub(super) const MOVERS: &[&str] = &["cd", "pushd", "popd", "chdir"];

/// Programs that run the command in their arguments.
pub(crate) const WRAPPERS: &[&str] = &[
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

/// How many words stand before the command of those that are given some.
const OPERANDS: &[(&str, usize)] = &[
    ("chroot", 1),
    ("chrt", 1),
    ("faketime", 1),
    ("flock", 1),
    ("gosu", 1),
    ("ip", 3),
    ("rsh", 1),
    ("runuser", 1),
    ("setarch", 1),
    ("sg", 1),
    ("ssh", 1),
    ("su", 1),
    ("su-exec", 1),
    ("taskset", 1),
    ("timeout", 1),
];

/// The letters of those options that are followed by a value, where all are known.
const VALUES: &[(&str, &str)] = &[
    ("doas", "Cu"),
    ("env", "CPSu"),
    ("nice", "n"),
    ("nohup", ""),
    ("setsid", ""),
    ("ssh", "BbcDEeFIiJLlmOoPpQRSWw"),
    ("stdbuf", "eio"),
    ("sudo", "CDghpRrTtUu"),
    ("time", "fo"),
    ("timeout", "ks"),
    ("watch", "nq"),
    ("xargs", "EIJLPRSadns"),
];

/// Those that start a shell where no command is given.
const STARTERS: &[&str] = &[
    "chroot",
    "dbus-run-session",
    "fakeroot",
    "firejail",
    "linux32",
    "linux64",
    "nsenter",
    "pkexec",
    "rsh",
    "run0",
    "runuser",
    "setarch",
    "ssh",
    "unshare",
];

/// Those that hand their words to a shell, joined.
pub(in crate::permission) const JOINERS: &[&str] =
    &["entr", "parallel", "rsh", "sg", "ssh", "watch"];

/// Programs that run the script behind `-c`.
pub(crate) const SHELLS: &[&str] = &[
    "ash", "bash", "csh", "dash", "fish", "flock", "hush", "ksh", "mksh", "pwsh", "rbash",
    "runuser", "script", "sg", "sh", "su", "tcsh", "yash", "zsh",
];

/// Those of them whose first operand is no script.
const STARTED: &[&str] = &["script", "su"];

/// Those of them that are no shell by themselves.
const RUNNERS: &[&str] = &["flock", "runuser", "sg"];

/// Programs that run the file in their arguments, or what they read where there is none.
const INTERPRETERS: &[&str] = &["bun", "deno", "lua", "node", "perl", "php", "python", "ruby"];

/// Programs that run what they read.
const READERS: &[&str] = &["at", "batch"];

/// Builtins that evaluate subscripts in their arguments, and programs that run or remove what they find.
const EVALUATORS: &[&str] = &["[", "find", "printf", "test", "wait", "xargs"];

/// Whether uses of a program may do more than its words say, where nobody looks behind it: it runs scripts, commands that are joined or
/// appended, what it reads, or changes what later words mean.
pub(crate) fn may_hide(word: &str) -> bool {
    let program = Program::of(word);
    let is_versioned = program.is_wrapper() && !program.is_guarded();
    let names = [SHELLS, JOINERS, STARTERS, READERS, BUILTINS, EVALUATORS];
    is_versioned || names.iter().any(|names| program.is_any(names))
}

/// The part of a program's name that may stand behind it: its version, as a regular expression.
pub(in crate::permission) const VERSION: &str = "(?:-?[0-9][0-9.]*)?";

/// The loader of programs, which runs the one in its arguments, as a regular expression.
pub(in crate::permission) const LOADER: &str = r"ld(?:-[^\x00\x01/]*)?\.so(?:\.[0-9]+)?";

/// What a program is known for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Program<'w> {
    /// The last part of its path.
    name: &'w str,
    /// The same without a version.
    plain: &'w str,
}

impl<'w> Program<'w> {
    /// The program that a word names.
    pub(super) fn of(word: &'w str) -> Self {
        let name = word.rsplit('/').next().unwrap_or(word);
        let plain = name.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
        let has_version = name.strip_prefix(plain).is_some_and(|version| !version.starts_with('.'));
        let plain = if has_version { plain.strip_suffix('-').unwrap_or(plain) } else { name };
        Self { name, plain }
    }

    pub(super) fn is(self, name: &str) -> bool {
        self.name == name || self.plain == name
    }

    fn is_any(self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    pub(super) fn is_wrapper(self) -> bool {
        self.is_any(WRAPPERS) || self.is_loader()
    }

    /// Whether it is a wrapper by its very name, as guards know them.
    pub(super) fn is_guarded(self) -> bool {
        WRAPPERS.contains(&self.name)
    }

    fn is_loader(self) -> bool {
        let stem = self.plain.strip_suffix(".so").or_else(|| self.name.strip_suffix(".so"));
        stem.is_some_and(|stem| stem == "ld" || stem.starts_with("ld-"))
            || self.name.split_once(".so.").is_some_and(|(stem, version)| {
                let is_number = version.bytes().all(|byte| byte.is_ascii_digit());
                is_number && (stem == "ld" || stem.starts_with("ld-"))
            })
    }

    /// Whether it runs a script behind `-c`.
    pub(super) fn takes_script(self) -> bool {
        self.is_any(SHELLS)
    }

    /// Whether it is a shell, which reads what it runs where it is given no file.
    pub(super) fn is_shell(self) -> bool {
        self.takes_script() && !self.is_any(RUNNERS) && !self.is_any(STARTED)
    }

    /// Whether it starts a shell unless it is given a script.
    pub(super) fn is_started(self) -> bool {
        self.is_any(STARTED)
    }

    /// Whether it starts a shell where it is given no command.
    pub(super) fn is_starter(self) -> bool {
        self.is_any(STARTERS)
    }

    pub(super) fn is_joiner(self) -> bool {
        self.is_any(JOINERS)
    }

    pub(super) fn is_interpreter(self) -> bool {
        self.is_any(INTERPRETERS)
    }

    pub(super) fn is_reader(self) -> bool {
        self.is_any(READERS)
    }

    /// Whether `-s` and `-i` make it start a shell.
    pub(super) fn is_sudo(self) -> bool {
        self.is("sudo") || self.is("doas")
    }

    /// Whether it knows no capital letters in options, or has more than one that is given a script.
    pub(super) fn folds_options(self) -> bool {
        self.is("pwsh") || self.is("fish")
    }

    /// Whether the word behind an option is its value; none where that is not known.
    pub(super) fn is_given(self, option: &str) -> Option<bool> {
        let letters = option.strip_prefix('-').filter(|letters| !letters.starts_with('-'))?;
        let (_, valued) = VALUES.iter().find(|(name, _)| self.is(name))?;
        // What stands behind the first letter of these is its value.
        letters.find(|letter| valued.contains(letter)).map_or(Some(false), |at| {
            let behind = letters.get(at..).map_or(0, |rest| rest.chars().count());
            Some(behind == 1)
        })
    }

    /// How many words stand before the command that it runs.
    pub(super) fn operands(self) -> usize {
        OPERANDS.iter().find(|(name, _)| self.is(name)).map_or(0, |(_, count)| *count)
    }
}
