//! `own-configuration`: an agent that may write what decides about it.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::reach::{Reach, finding};
use crate::check::risk::{Others, Risk, Risks, warn};
use crate::check::{Check, Report, Run, Scope};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Reach(find) };

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
static RISKS: Risks = Risks::new(&[
    file(
        &["bailiwick.kdl"],
        Others::None,
        "add `deny write \"**/*.kdl\"`, or name the folders that are needed",
    ),
    file(
        &["AGENTS.md", "CLAUDE.md"],
        Others::Patterns(&["{AGENTS,AGENTS.override,CLAUDE,CLAUDE.local,GEMINI}.md"]),
        "add `deny write \"**/{AGENTS,CLAUDE,GEMINI}.md\"`, or name the folders that are needed",
    ),
    file(
        &[".mcp.json"],
        Others::None,
        "add `deny write \".mcp.json\"`, or name the folders that are needed",
    ),
    file(
        &[".claude/settings.json"],
        Others::Patterns(&[".claude/**"]),
        "add `deny write \".claude/**\"`, or name the folders that are needed",
    ),
    file(
        &[".cursor/rules/example.mdc"],
        Others::Patterns(&[".cursor/**", ".cursorrules"]),
        "add `deny write \".cursor/**\"`, or name the folders that are needed",
    ),
    file(
        &[".codex/config.toml"],
        Others::Patterns(&[".codex/**"]),
        "add `deny write \".codex/**\"`, or name the folders that are needed",
    ),
    file(
        &[".gemini/settings.json"],
        Others::Patterns(&[".gemini/**"]),
        "add `deny write \".gemini/**\"`, or name the folders that are needed",
    ),
    file(
        &[".vscode/tasks.json"],
        Others::Patterns(&[".vscode/{tasks,settings,launch,mcp}.json"]),
        "add `deny write \".vscode/**\"`, or name the folders that are needed",
    ),
    file(
        &[".github/copilot-instructions.md"],
        Others::Patterns(&[".github/instructions/**"]),
        "add `deny write \".github/**\"`, or name the folders that are needed",
    ),
    file(
        &[".github/workflows/example.yml"],
        Others::Patterns(&[".github/{workflows,actions}/**"]),
        "add `deny write \".github/**\"`, or name the folders that are needed",
    ),
    file(
        &[".gitlab-ci.yml"],
        Others::None,
        "add `deny write \".gitlab-ci.yml\"`, or name the folders that are needed",
    ),
    file(
        &[".git/hooks/pre-commit"],
        Others::Patterns(&[".git/hooks/**", ".git/config"]),
        "add `deny write \".git/**\"`, or name the folders that are needed",
    ),
    file(
        &[".pre-commit-config.yaml"],
        Others::None,
        "add `deny write \".pre-commit-config.yaml\"`, or name the folders that are needed",
    ),
    file(
        &["~/.claude/settings.json"],
        Others::Patterns(&["~/.claude/**"]),
        "add `deny write \"~/.claude/**\"`, or name the folders that are needed",
    ),
    file(
        &["~/.bashrc"],
        Others::Patterns(&["~/.{bash_profile,profile,zshrc,zprofile,zshenv,gitconfig}"]),
        "add `deny write \"~/.*\"`, or name the folders that are needed",
    ),
]);

const fn file(samples: &'static [&'static str], others: Others, help: &'static str) -> Risk {
    Risk { action: Action::Write, samples, others, help }
}

const WHY: &str = "decides what the agent is told or may do, or runs by itself";

fn find<'w>(scope: &Scope<'w>, reach: &Reach<'_, 'w>, report: &mut Report) {
    if !reach.allows(Action::Write) {
        return;
    }
    let mut told = warn((&RULE, WHY), &RISKS, (scope, reach), report);
    let mut tried = |path: &str, guard: &str| {
        let Some(first) = told.first(reach.allowing(Action::Write, path)) else { return };
        let help = format!("add `deny write \"{guard}\"`, or name the folders that are needed");
        report.push(finding(&RULE, &first, Action::Write, path).label(WHY).help(help));
    };
    tried(reach.effective.agent.path().as_str(), "**/*.kdl");
    for field in reach.effective.fields_of(&vocabulary::INSTRUCTIONS) {
        if let Some(file) = field.item.property_text("file") {
            tried(file, file);
        }
    }
}
