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
];

/// Builtins after which relative paths mean others.
pub(super) const MOVERS: &[&str] = &["cd", "pushd", "popd", "chdir"];

/// Programs that run the command in their arguments.
pub(in crate::permission) const WRAPPERS: &[&str] = &[
    "builtin",
    "busybox",
    "chroot",
    "chrt",
    "command",
    "doas",
    "env",
    "exec",
    "find",
    "flock",
    "ionice",
    "ltrace",
    "nice",
    "nohup",
    "nsenter",
    "parallel",
    "pkexec",
    "proot",
    "runuser",
    "script",
    "setarch",
    "setpriv",
    "setsid",
    "stdbuf",
    "strace",
    "su",
    "sudo",
    "systemd-run",
    "taskset",
    "time",
    "timeout",
    "toybox",
    "unbuffer",
    "unshare",
    "watch",
    "xargs",
];

/// Programs that run the script behind `-c`.
pub(in crate::permission) const SHELLS: &[&str] = &[
    "ash", "bash", "csh", "dash", "fish", "ksh", "mksh", "rbash", "runuser", "sh", "su", "tcsh",
    "zsh",
];

/// The last part of the path of a program.
pub(super) fn base_name(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}
