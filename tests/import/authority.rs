//! What imported agents may do, against what the source gives them.

use bailiwick_engine::import::{Imported, InputFile};
use bailiwick_engine::permission::{Action, Arguments, Authority, Effect};
use bailiwick_engine::workspace::{self, Workspace};
use bailiwick_engine::world::Memory;
use bailiwick_schema::vocabulary::Kind;

use super::source::Source;

/// Requests of every kind, on both sides of what sources draw lines at.
pub const REQUESTS: &[(Action, &str)] = &[
    (Action::Read, "src/main.rs"),
    (Action::Read, ".env"),
    (Action::Read, "."),
    (Action::Read, "/etc/passwd"),
    (Action::Read, "~/.ssh/id_ed25519"),
    (Action::Write, "src/main.rs"),
    (Action::Write, ".claude/settings.json"),
    (Action::Write, "docs/a.md"),
    (Action::Write, "/etc/hosts"),
    (Action::Write, "~/.bashrc"),
    (Action::Run, "ls"),
    (Action::Run, "git log -1"),
    (Action::Run, "git push origin main"),
    (Action::Run, "rm -rf /"),
    (Action::Run, "npm run build"),
    (Action::Fetch, "https://docs.acme.example/a"),
    (Action::Fetch, "https://evil.example/"),
    (Action::Fetch, "http://10.0.0.1/"),
    (Action::Call, "builtin/web-search"),
    (Action::Call, "builtin/skill"),
    (Action::Call, "builtin/task-list"),
    (Action::Call, "builtin/send-message"),
    (Action::Call, "builtin/team-create"),
    (Action::Call, "builtin/cron-create"),
    (Action::Call, "builtin/ask-user-question"),
    (Action::Call, "builtin/lsp"),
    (Action::Call, "builtin/read"),
    (Action::Call, "builtin/bash"),
    (Action::Call, "builtin/agent"),
    (Action::Call, "builtin/task"),
    (Action::Call, "builtin/frobnicate"),
    (Action::Call, "github/create_issue"),
    (Action::Delegate, "reviewer"),
    (Action::Recall, "notes"),
];

/// The workspace that an import makes.
pub fn workspace_of(imported: &Imported) -> Workspace {
    let files = imported.files.iter();
    workspace::load(&Memory::new(files.map(|file| (file.path.to_string(), file.bytes.clone()))))
}

/// No agent is given more of any request than its source gives.
pub fn assert_never_wider(files: &[InputFile], imported: &Imported) {
    let workspace = workspace_of(imported);
    for (request, most, given) in decisions(files, imported, &workspace) {
        assert!(given <= most, "{request}: {given}, where the source gives {most} at most");
    }
}

/// Every request of every agent, with what its source gives at most and what it is given.
pub fn decisions(
    files: &[InputFile],
    imported: &Imported,
    workspace: &Workspace,
) -> Vec<(String, Effect, Effect)> {
    let mut decided = Vec::new();
    for file in files {
        let report = imported.report.files.iter().find(|report| report.path == file.path);
        let Some(name) = report.and_then(|report| report.agent.as_ref()) else { continue };
        let text = std::str::from_utf8(file.content.as_ref().expect("it was read")).expect("UTF-8");
        let source = Source::read(text);
        let agent = workspace.fleet().find(Kind::Agent, name).expect("the agent is declared");
        let environment = workspace.fleet().environments().first().copied();
        let effective = workspace.effective(agent, environment);
        let authority = Authority::of(&effective);
        for (action, resource) in REQUESTS {
            let given = authority.decide(*action, resource, &Arguments::default()).effect;
            let request = format!("{}: {action} {resource}", file.path);
            decided.push((request, source.most(*action, resource), given));
        }
    }
    decided
}
