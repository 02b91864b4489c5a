//! OpenCode: the agents and tools that it has by itself, and the words of a command line that its rules do not see.

/// The version that was looked at.
pub const VERSION: &str = "1.18.33";

/// The day on which it was looked at.
pub const AS_OF: &str = "2026-11-23";

/// The agents that are there in every folder, for people and as subagents; those that only write titles are not among them.
pub static BUILT_IN: &[&str] = &["build", "explore", "general", "plan"];

/// A tool that is OpenCode's own and neither reads, writes, runs, fetches nor delegates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tool {
    /// The key of its rules.
    pub key: &'static str,
    /// Its name as a tool of `builtin`.
    pub declared: &'static str,
}

/// Those tools, sorted by key.
pub static TOOLS: &[Tool] = &[
    Tool { key: "lsp", declared: "lsp" },
    Tool { key: "question", declared: "ask-user-question" },
    Tool { key: "skill", declared: "skill" },
    Tool { key: "todowrite", declared: "todo-write" },
    Tool { key: "websearch", declared: "web-search" },
];

/// First words that no rule sees as they are, or whose lines are none of commands to it: between quotes it does.
pub static QUOTED: &[&str] = &[
    "cd",
    "chdir",
    "declare",
    "export",
    "local",
    "popd",
    "push-location",
    "pushd",
    "readonly",
    "set-location",
    "typeset",
    "unset",
    "unsetenv",
];
