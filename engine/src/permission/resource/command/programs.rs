//! Words that have a meaning of their own at the start of a command.

/// Words of the shell's own that are followed by a command, or end one.
pub(in crate::permission) const KEYWORDS: &[&str] = &[
    "!", "{", "}", "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "esac",
    "in", "for", "select", "case", "function", "[[", "]]", "time", "coproc",
];

/// Those of them that are followed by words.
pub(super) const HEADS: &[&str] = &["for", "select", "case", "function"];

/// Those that some shells take for a program.
pub(super) const MAYBE_PROGRAMS: &[&str] = &["[[", "]]", "time", "coproc", "in"];

/// Builtins that run their arguments, or change what later words or commands mean.
pub(super) const BUILTINS: &[&str] = &[
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
pub(in crate::permission) const WRAPPERS: &[&str] = &[
    "builtin",
    "busybox",
    "bwrap",
    "chroot",
    "chrt",
    "command",
    "coproc",
    "dbus-run-session",
    "doas",
    "dumb-init",
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
    "linux32",
    "linux64",
    "ltrace",
    "nice",
    "nohup",
    "nsenter",
    "parallel",
    "pkexec",
    "prlimit",
    "proot",
    "run0",
    "runuser",
    "script",
    "setarch",
    "setpriv",
    "setsid",
    "sg",
    "ssh-agent",
    "start-stop-daemon",
    "stdbuf",
    "strace",
    "su",
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
    "watch",
    "xargs",
];

/// Programs that run the script behind `-c`.
pub(in crate::permission) const SHELLS: &[&str] = &[
    "ash", "bash", "csh", "dash", "fish", "flock", "hush", "ksh", "ksh93", "mksh", "pwsh", "rbash",
    "runuser", "script", "sg", "sh", "su", "tcsh", "yash", "zsh",
];

/// The last part of the path of a program.
pub(super) fn base_name(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}
