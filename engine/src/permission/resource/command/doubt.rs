//! Why a line may do more than its parts say.

use std::fmt;

/// What makes a line one that is asked at best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// A variable, wildcard, brace or `~` outside quotes.
    Expansion,
    /// `$(…)` or a backtick: what the command in it prints becomes words.
    Substitution,
    /// A variable that is set in front of a command, or for those that follow.
    Assignment,
    /// A word such as `if`, `for`, `!` or `{`.
    Keyword,
    /// A function, or parentheses where shells differ.
    Function,
    /// A builtin such as `eval`, which runs its arguments or changes what others mean.
    Builtin,
    /// A here-document or here-string.
    HereDocument,
    /// A redirect that shells read differently, or one behind `cd`.
    Redirect,
    /// `#`, which not every shell takes for a comment.
    Comment,
    /// A script that cannot be split.
    Script,
    /// A shell that runs what it reads.
    Input,
    /// Words of a command that are known only when it runs.
    Appended,
    /// A subscript in an argument of `test`, which is worked out, and may run commands.
    Subscript,
    /// A program whose path has a `..`.
    Program,
    /// A program that is named from a folder, behind `cd`; it counts where a rule names such a program.
    Folder,
    /// A folder is searched in which something may lie that a rule denies or asks for.
    Below,
}

impl Doubt {
    /// Whether the words of the command are known all the same.
    pub(super) const fn keeps_words(self) -> bool {
        matches!(self, Self::Input | Self::Appended | Self::Subscript | Self::Program)
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Expansion => "the shell puts something else in place of `$`, `*`, `?`, `[`, `{` or `~` outside quotes",
            Self::Substitution => "what a command prints becomes words of another one",
            Self::Assignment => "a variable that is set may change what runs",
            Self::Keyword => "a word of the shell's own decides what runs",
            Self::Function => "a function or parentheses decide what runs",
            Self::Builtin => "a builtin of the shell runs its arguments, or changes what others mean",
            Self::HereDocument => "a here-document holds text that shells read differently",
            Self::Redirect => "it is not known which file a redirect names",
            Self::Comment => "not every shell takes `#` for a comment",
            Self::Script => "the script that it runs cannot be split",
            Self::Input => "a shell runs what it reads",
            Self::Appended => "a command is given words that are not known before it runs",
            Self::Subscript => "a subscript is worked out, which may run commands",
            Self::Program => "it is not known which program a path with `..` leads to",
            Self::Below => "what a rule denies or asks for may lie below it",
            Self::Folder => "a path of a program leads elsewhere behind `cd`",
        })
    }
}
