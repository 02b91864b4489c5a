//! `own-configuration`: an agent that may write what decides about it.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::reach::{Reach, allowed, finding};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::{Effective, Member};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW4013",
    name: "own-configuration",
    severity: Severity::Error,
    summary: "a permission to write what an agent is told, what it may do, or what runs by itself",
    why: "An agent that may change its own declaration, instructions or settings gives itself whatever it is talked into, and keeps it for the \
          next run. A hook of git or a workflow of the CI runs what is written there with the rights of somebody else.",
    bad: r#"
agent "clerk" {
    permissions {
        allow write "**"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow write "drafts/**"
    }
}
"#,
    references: &["PM011", "PM012", "CWE-15", "OWASP ASI05"],
};

/// What products read by themselves, each with the rule that takes it away.
static FILES: &[(&str, &str)] = &[
    ("bailiwick.kdl", "**/*.kdl"),
    ("AGENTS.md", "**/{AGENTS,CLAUDE,GEMINI}.md"),
    ("CLAUDE.md", "**/{AGENTS,CLAUDE,GEMINI}.md"),
    (".mcp.json", ".mcp.json"),
    (".claude/settings.json", ".claude/**"),
    (".cursor/rules/example.mdc", ".cursor/**"),
    (".codex/config.toml", ".codex/**"),
    (".gemini/settings.json", ".gemini/**"),
    (".vscode/tasks.json", ".vscode/**"),
    (".github/copilot-instructions.md", ".github/**"),
    (".github/workflows/example.yml", ".github/**"),
    (".gitlab-ci.yml", ".gitlab-ci.yml"),
    (".git/hooks/pre-commit", ".git/**"),
    (".pre-commit-config.yaml", ".pre-commit-config.yaml"),
    ("~/.claude/settings.json", "~/.claude/**"),
    ("~/.bashrc", "~/.*"),
];

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    if allowed(effective, Action::Write).next().is_none() {
        return;
    }
    let mut reach = Reach::of(effective);
    let mut found: Vec<Member<'_>> = Vec::new();
    let mut tried = |path: &str, guard: &str| {
        let by = reach.allowing(Action::Write, path);
        let Some(first) = by.first().filter(|first| !found.contains(first)) else { return };
        report.push(
            finding(&RULE, first, Action::Write, path)
                .label("decides what the agent is told or may do, or runs by itself")
                .help(format!("add `deny write \"{guard}\"`, or name the folders that are needed")),
        );
        found.extend(by);
    };
    for (path, guard) in FILES {
        tried(path, guard);
    }
    tried(effective.agent.path().as_str(), "**/*.kdl");
    for field in effective.fields_of(&vocabulary::INSTRUCTIONS) {
        if let Some(file) = field.item.property_text("file") {
            tried(file, file);
        }
    }
}
