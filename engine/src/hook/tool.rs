//! The tools of each runtime, and what using one asks for.
//!
//! Looked at on 2026-11-23: Claude Code 2.1.330, Codex CLI 0.169.0, Gemini CLI's documentation of hooks, OpenCode 1.18.33.

use super::Form;
use super::Form::{ClaudeCode, Codex, Gemini, OpenCode};
use crate::permission::Action;
use crate::runtime::claude_code;

/// A tool that a runtime has of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tool {
    /// Whose it is.
    pub form: Form,
    /// Its name in events.
    pub name: &'static str,
    /// What using it asks for.
    pub used: Use,
}

/// What using a tool asks for; words are names that a member of its input has in one version or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To read a file.
    Read(&'static [&'static str]),
    /// To read several files.
    ReadAll(&'static [&'static str]),
    /// To read a folder and everything below it: that of the first word, else the one that the tool runs in. A pattern of the
    /// second word may lead elsewhere.
    Search(&'static [&'static str], &'static [&'static str]),
    /// To write a file.
    Write(&'static [&'static str]),
    /// To write the files that a patch names.
    Patch(&'static [&'static str]),
    /// To run a command line, in the folder of the second word, else in the one that the tool runs in.
    Run(&'static [&'static str], &'static [&'static str]),
    /// To request a URL.
    Fetch(&'static [&'static str]),
    /// To hand work to an agent; without a name, to this one.
    Delegate(&'static [&'static str], &'static str),
    /// To call a tool of the runtime's own that has no action of the language: `builtin/<name>`.
    Builtin(&'static str),
    /// What nobody can tell; the words say why.
    Opaque(&'static str),
}

const fn tool(form: Form, name: &'static str, used: Use) -> Tool {
    Tool { form, name, used }
}

const POWERSHELL: Use =
    Use::Opaque("command lines of PowerShell are not split, so nothing is known of them");

/// All tools that are known, but for those of Claude Code whose use is a call and no more, which [`claude_code::TOOLS`] has;
/// a tool that is in neither is not used.
pub static TOOLS: &[Tool] = &[
    tool(ClaudeCode, "Read", Use::Read(&["file_path"])),
    tool(ClaudeCode, "NotebookRead", Use::Read(&["notebook_path"])),
    tool(ClaudeCode, "Glob", Use::Search(&["path"], &["pattern"])),
    tool(ClaudeCode, "Grep", Use::Search(&["path"], &["glob"])),
    tool(ClaudeCode, "LS", Use::Search(&["path"], &[])),
    tool(ClaudeCode, "Write", Use::Write(&["file_path"])),
    tool(ClaudeCode, "Edit", Use::Write(&["file_path"])),
    tool(ClaudeCode, "MultiEdit", Use::Write(&["file_path"])),
    tool(ClaudeCode, "NotebookEdit", Use::Write(&["notebook_path"])),
    tool(ClaudeCode, "Bash", Use::Run(&["command"], &[])),
    tool(ClaudeCode, "Monitor", Use::Run(&["command"], &[])),
    tool(ClaudeCode, "PowerShell", POWERSHELL),
    tool(ClaudeCode, "REPL", Use::Opaque("what it runs is no command line")),
    tool(ClaudeCode, "WebFetch", Use::Fetch(&["url"])),
    tool(ClaudeCode, "Task", Use::Delegate(&["subagent_type"], "general-purpose")),
    tool(ClaudeCode, "Agent", Use::Delegate(&["subagent_type"], "general-purpose")),
    tool(ClaudeCode, "SendUserFile", Use::Builtin("send-user-file")),
    tool(ClaudeCode, "PushNotification", Use::Builtin("push-notification")),
    tool(ClaudeCode, "StructuredOutput", Use::Builtin("structured-output")),
    tool(Codex, "Bash", Use::Run(&["command"], &[])),
    tool(Codex, "apply_patch", Use::Patch(&["command", "input", "patch"])),
    tool(Codex, "view_image", Use::Read(&["path"])),
    tool(Codex, "spawn_agent", Use::Delegate(&["agent_type"], "default")),
    tool(Codex, "create_goal", Use::Builtin("create-goal")),
    tool(Codex, "get_goal", Use::Builtin("get-goal")),
    tool(Codex, "update_plan", Use::Builtin("todo-write")),
    tool(Codex, "request_user_input", Use::Builtin("ask-user-question")),
    tool(Codex, "list_mcp_resources", Use::Builtin("list-mcp-resources-tool")),
    tool(Codex, "list_mcp_resource_templates", Use::Builtin("list-mcp-resources-tool")),
    tool(Codex, "read_mcp_resource", Use::Builtin("read-mcp-resource-tool")),
    tool(Gemini, "read_file", Use::Read(&["file_path", "absolute_path"])),
    tool(Gemini, "read_many_files", Use::ReadAll(&["paths", "include"])),
    tool(Gemini, "list_directory", Use::Search(&["dir_path", "path"], &[])),
    tool(Gemini, "glob", Use::Search(&["dir_path", "path"], &["pattern"])),
    tool(
        Gemini,
        "grep_search",
        Use::Search(&["dir_path", "path"], &["include_pattern", "include"]),
    ),
    tool(Gemini, "search_file_content", Use::Search(&["dir_path", "path"], &["include"])),
    tool(Gemini, "write_file", Use::Write(&["file_path"])),
    tool(Gemini, "replace", Use::Write(&["file_path"])),
    tool(Gemini, "run_shell_command", Use::Run(&["command"], &["dir_path", "directory"])),
    tool(Gemini, "web_fetch", Use::Opaque("the URLs that it requests stand somewhere in a prompt")),
    tool(Gemini, "google_web_search", Use::Builtin("web-search")),
    tool(Gemini, "save_memory", Use::Builtin("save-memory")),
    tool(Gemini, "write_todos", Use::Builtin("todo-write")),
    tool(Gemini, "ask_user", Use::Builtin("ask-user-question")),
    tool(Gemini, "activate_skill", Use::Builtin("skill")),
    tool(OpenCode, "read", Use::Read(&["filePath"])),
    tool(OpenCode, "lsp", Use::Read(&["filePath"])),
    tool(OpenCode, "list", Use::Search(&["path"], &[])),
    tool(OpenCode, "glob", Use::Search(&["path"], &["pattern"])),
    tool(OpenCode, "grep", Use::Search(&["path"], &["include"])),
    tool(OpenCode, "write", Use::Write(&["filePath"])),
    tool(OpenCode, "edit", Use::Write(&["filePath"])),
    tool(OpenCode, "multiedit", Use::Write(&["filePath"])),
    tool(OpenCode, "patch", Use::Patch(&["patchText"])),
    tool(OpenCode, "apply_patch", Use::Patch(&["patchText"])),
    tool(OpenCode, "bash", Use::Run(&["command"], &["workdir"])),
    tool(OpenCode, "webfetch", Use::Fetch(&["url"])),
    tool(OpenCode, "task", Use::Delegate(&["subagent_type"], "general")),
    tool(OpenCode, "websearch", Use::Builtin("web-search")),
    tool(OpenCode, "codesearch", Use::Builtin("code-search")),
    tool(OpenCode, "skill", Use::Builtin("skill")),
    tool(OpenCode, "todowrite", Use::Builtin("todo-write")),
    tool(OpenCode, "todoread", Use::Builtin("todo-read")),
    tool(OpenCode, "question", Use::Builtin("ask-user-question")),
];

impl Tool {
    /// The tool of this name.
    #[must_use]
    pub fn named(form: Form, name: &str) -> Option<Self> {
        let named = TOOLS.iter().find(|tool| tool.form == form && tool.name == name);
        named.copied().or_else(|| (form == ClaudeCode).then(|| Self::called(name)).flatten())
    }

    /// A tool of Claude Code whose use is a call and no more.
    fn called(name: &str) -> Option<Self> {
        let known = claude_code::tool(name).filter(|known| known.action() == Action::Call)?;
        Some(tool(ClaudeCode, known.name, Use::Builtin(known.declared)))
    }
}
