//! The tools of each runtime, and what using one asks for.
//!
//! Looked at on 2026-11-23: Claude Code 2.1.330, Codex CLI 0.169.0, Gemini CLI's documentation of hooks, OpenCode 1.18.33.

use super::Form;
use super::Form::{ClaudeCode, Codex, Gemini, OpenCode};

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

/// All tools that are known; a tool that is not among them is not used.
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
    tool(ClaudeCode, "WebSearch", Use::Builtin("web-search")),
    tool(ClaudeCode, "Skill", Use::Builtin("skill")),
    tool(ClaudeCode, "SlashCommand", Use::Builtin("slash-command")),
    tool(ClaudeCode, "TodoWrite", Use::Builtin("todo-write")),
    tool(ClaudeCode, "TodoRead", Use::Builtin("todo-read")),
    tool(ClaudeCode, "TaskCreate", Use::Builtin("task-create")),
    tool(ClaudeCode, "TaskGet", Use::Builtin("task-get")),
    tool(ClaudeCode, "TaskList", Use::Builtin("task-list")),
    tool(ClaudeCode, "TaskUpdate", Use::Builtin("task-update")),
    tool(ClaudeCode, "TaskOutput", Use::Builtin("task-output")),
    tool(ClaudeCode, "TaskStop", Use::Builtin("task-stop")),
    tool(ClaudeCode, "BashOutput", Use::Builtin("bash-output")),
    tool(ClaudeCode, "KillShell", Use::Builtin("kill-shell")),
    tool(ClaudeCode, "AskUserQuestion", Use::Builtin("ask-user-question")),
    tool(ClaudeCode, "EnterPlanMode", Use::Builtin("enter-plan-mode")),
    tool(ClaudeCode, "ExitPlanMode", Use::Builtin("exit-plan-mode")),
    tool(ClaudeCode, "EnterWorktree", Use::Builtin("enter-worktree")),
    tool(ClaudeCode, "ExitWorktree", Use::Builtin("exit-worktree")),
    tool(ClaudeCode, "CronCreate", Use::Builtin("cron-create")),
    tool(ClaudeCode, "CronDelete", Use::Builtin("cron-delete")),
    tool(ClaudeCode, "CronList", Use::Builtin("cron-list")),
    tool(ClaudeCode, "ScheduleWakeup", Use::Builtin("schedule-wakeup")),
    tool(ClaudeCode, "ToolSearch", Use::Builtin("tool-search")),
    tool(ClaudeCode, "Workflow", Use::Builtin("workflow")),
    tool(ClaudeCode, "SendMessage", Use::Builtin("send-message")),
    tool(ClaudeCode, "SendUserFile", Use::Builtin("send-user-file")),
    tool(ClaudeCode, "PushNotification", Use::Builtin("push-notification")),
    tool(ClaudeCode, "ListMcpResourcesTool", Use::Builtin("list-mcp-resources-tool")),
    tool(ClaudeCode, "ReadMcpResourceTool", Use::Builtin("read-mcp-resource-tool")),
    tool(ClaudeCode, "LSP", Use::Builtin("lsp")),
    tool(ClaudeCode, "Artifact", Use::Builtin("artifact")),
    tool(ClaudeCode, "KillBash", Use::Builtin("kill-bash")),
    tool(ClaudeCode, "ListAgents", Use::Builtin("list-agents")),
    tool(ClaudeCode, "ReportFindings", Use::Builtin("report-findings")),
    tool(ClaudeCode, "TeamCreate", Use::Builtin("team-create")),
    tool(ClaudeCode, "TeamDelete", Use::Builtin("team-delete")),
    tool(ClaudeCode, "StructuredOutput", Use::Builtin("structured-output")),
    tool(Codex, "Bash", Use::Run(&["command"], &[])),
    tool(Codex, "apply_patch", Use::Patch(&["command", "input", "patch"])),
    tool(Codex, "view_image", Use::Read(&["path"])),
    tool(Codex, "spawn_agent", Use::Delegate(&["agent_type"], "default")),
    tool(Codex, "create_goal", Use::Builtin("create-goal")),
    tool(Codex, "get_goal", Use::Builtin("get-goal")),
    tool(Codex, "update_plan", Use::Builtin("update-plan")),
    tool(Codex, "list_mcp_resources", Use::Builtin("list-mcp-resources")),
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
    pub fn named(form: Form, name: &str) -> Option<&'static Self> {
        TOOLS.iter().find(|tool| tool.form == form && tool.name == name)
    }
}
